using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>
    /// The firmware's PC build must reach threads, files and clocks of the virtual board only: one call past it, and a run would
    /// depend on the PC. And it must keep nothing in static fields, which a virtual reset does not clear as a real one does.
    /// </summary>
    public sealed class PcBuildTests
    {
        private static readonly string[] s_forbiddenTypes =
        {
            "System.Threading.Thread", "System.Threading.AutoResetEvent", "System.Threading.ManualResetEvent", "System.Threading.Timer",
            "System.Threading.WaitHandle", "System.Threading.EventWaitHandle", "System.Threading.Tasks.Task", "System.IO.File",
            "System.IO.FileStream", "System.IO.Directory", "System.Diagnostics.Stopwatch", "System.Environment", "System.Random", "System.GC",
        };

        private static readonly string[] s_forbiddenMembers = { "get_UtcNow", "get_Now", "get_Today" };

        [Theory]
        [InlineData("MeterNode.Core")]
        [InlineData("MeterNode.Board")]
        [InlineData("MeterNode")]
        public void PcBuild_ReachesNothingOfThePcsClockThreadsAndFiles(string assembly)
        {
            using var module = Read(assembly);
            var found = new List<string>();
            foreach (var member in module.GetMemberReferences())
            {
                string type = member.DeclaringType.FullName;
                if (Array.IndexOf(s_forbiddenTypes, type) >= 0 || (type == "System.DateTime" && Array.IndexOf(s_forbiddenMembers, member.Name) >= 0))
                {
                    found.Add(member.FullName);
                }
            }

            Assert.Empty(found);
        }

        [Theory]
        [InlineData("MeterNode.Core")]
        [InlineData("MeterNode.Board")]
        [InlineData("MeterNode")]
        public void PcBuild_KeepsNoStateInStaticFields(string assembly)
        {
            using var module = Read(assembly);
            var found = module.GetTypes()
                .SelectMany(type => type.Fields)
                .Where(field => field.IsStatic && !field.IsInitOnly && !field.IsLiteral && !IsCompilers(field))
                .Select(field => field.FullName);
            Assert.Empty(found);
        }

        private static bool IsCompilers(FieldDefinition field)
        {
            return field.DeclaringType.Name.StartsWith('<') || field.Name.StartsWith('<');
        }

        private static ModuleDefinition Read(string assembly)
        {
            return ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        }
    }
}
