using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MeterNode.Platform.Tests.Compiling;
using MeterNode.Platform.Tests.Consistency;
using MeterNode.Platform.Tests.Projects;
using MeterNode.Platform.Tests.Walking;
using Mono.Cecil;
using Xunit;

namespace MeterNode.Platform.Tests
{
    /// <summary>The firmware of this tree compiles as a user's machine compiles it, and runs on the board's interpreter.</summary>
    public sealed class FirmwareTests
    {
        private static readonly Lazy<SourceTree> s_tree = new(SourceTree.OfThisRepository);

        private static readonly Lazy<FirmwareTree> s_debug = new(() => FirmwareTree.Compile(s_tree.Value, "Debug"));

        private static readonly Lazy<FirmwareTree> s_release = new(() => FirmwareTree.Compile(s_tree.Value, "Release"));

        [Fact]
        public void Firmware_CompiledForTheBoardInDebug_HasNoFindings() => AssertNone(FirmwareCheck.Run(s_debug.Value));

        [Fact]
        public void Firmware_CompiledForTheBoardInRelease_HasNoFindings() => AssertNone(FirmwareCheck.Run(s_release.Value));

        [Fact]
        public void Firmware_ProjectsPackagesAndSolution_TellTheSame() =>
            AssertNone(ConsistencyCheck.Run(s_debug.Value, s_release.Value));

        [Theory]
        [InlineData("firmware/MeterNode.Core/MeterNode.Core.nfproj")]
        [InlineData("firmware/MeterNode.Board/MeterNode.Board.nfproj")]
        [InlineData("firmware/MeterNode/MeterNode.nfproj")]
        [InlineData("firmware/MeterNode.Services/MeterNode.Services.nfproj")]
        [InlineData("tests/MeterNode.Core.Tests/MeterNode.Core.Tests.nfproj")]
        [InlineData("tests/MeterNode.Services.Tests/MeterNode.Services.Tests.nfproj")]
        public void Firmware_Project_IsAmongTheChecked(string path)
        {
            CompiledProject? project = s_release.Value.Projects.FirstOrDefault(p => p.Project.Path == path);

            Assert.True(project?.Image != null, path + " is missing or does not compile.");
            using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(project.Image));
            TestContext.Current.TestOutputHelper?.WriteLine(
                "{0}: code {1}, names and texts {2}, initial data {3} of {4} bytes each; {5} assemblies of {6} on the board",
                module.Assembly.Name.Name,
                FormatLimits.CodeBytes(module),
                FormatLimits.TextBytes(module),
                FormatLimits.DataBytes(module),
                FormatLimits.MostTableBytes,
                s_release.Value.Deployed(project).Count,
                PlatformWalker.MostAssemblies);
        }

        private static void AssertNone(IReadOnlyList<Finding> findings)
        {
            if (findings.Count != 0)
            {
                Assert.Fail(string.Join(Environment.NewLine, findings.Select(f => f.ToString())));
            }
        }
    }
}
