using System.Collections.Generic;
using System.Linq;
using MeterNode.Platform.Tests.Compiling;
using MeterNode.Platform.Tests.Projects;
using MeterNode.Platform.Tests.Reference;
using MeterNode.Platform.Tests.Walking;
using Mono.Cecil;

namespace MeterNode.Platform.Tests
{
    /// <summary>Compiles and walks all projects of a tree for the board.</summary>
    internal static class FirmwareCheck
    {
        /// <summary>Everything found in the compiled tree: what does not compile, and what compiles and does not run.</summary>
        public static IReadOnlyList<Finding> Run(FirmwareTree tree)
        {
            var findings = new List<Finding>(tree.Findings);
            foreach (CompiledProject compiled in tree.Projects.Where(p => p.Image != null))
            {
                InMemoryAssemblyResolver resolver = PlatformReferences.Instance.CreateResolver();
                foreach (CompiledProject referenced in tree.WithReferenced(compiled).Where(p => p != compiled && p.Image != null))
                {
                    resolver.Add(Read(referenced.Image!, resolver));
                }

                findings.AddRange(PlatformWalker.Walk(new WalkInput(
                    compiled.Image!, compiled.Symbols!, compiled.Compilation, resolver, tree.Deployed(compiled))));
            }

            return findings;
        }

        private static AssemblyDefinition Read(byte[] image, InMemoryAssemblyResolver resolver) =>
            AssemblyDefinition.ReadAssembly(
                new System.IO.MemoryStream(image), new ReaderParameters { AssemblyResolver = resolver });
    }
}
