using System;
using System.Collections.Generic;
using System.Linq;
using MeterNode.Platform.Tests.Projects;
using MeterNode.Platform.Tests.Reference;

namespace MeterNode.Platform.Tests.Consistency
{
    /// <summary>A project lists what it uses and what that needs in turn, and nothing else.</summary>
    internal static class ReferenceChecks
    {
        private static readonly string[] s_alwaysListed = { "mscorlib" };

        private static readonly string[] s_listedByTests = { "nanoFramework.TestFramework", PlatformReferences.TestLauncher };

        /// <summary>What is wrong with the list of references.</summary>
        /// <param name="project">The project.</param>
        /// <param name="used">Names of the assemblies that the compiled project refers to.</param>
        /// <param name="neededByProjects">Names of the assemblies that the projects it refers to need; it may list them.</param>
        /// <param name="platform">The platform.</param>
        public static IReadOnlyList<Finding> Run(
            NanoProject project,
            IReadOnlySet<string> used,
            IReadOnlySet<string> neededByProjects,
            PlatformReferences platform)
        {
            var findings = new List<Finding>();
            HashSet<string> listed = project.References.Select(r => r.AssemblyName).ToHashSet(StringComparer.Ordinal);
            string[] always = project.IsTest ? s_alwaysListed.Concat(s_listedByTests).ToArray() : s_alwaysListed;
            foreach (string name in always.Concat(used).Distinct(StringComparer.Ordinal).Where(n => !listed.Contains(n)))
            {
                findings.Add(new Finding(Rule.UnlistedReference, project.Path, 0, name, "is used and not listed"));
            }

            foreach (AssemblyReference reference in project.References)
            {
                CheckClosure(reference);
                CheckUse(reference);
            }

            return findings;

            void CheckClosure(AssemblyReference reference)
            {
                IReadOnlyList<string> needed = platform.Listings.TryGetValue(reference.AssemblyName, out ApiListing? listing)
                    ? listing.References
                    : Array.Empty<string>();
                foreach (string name in needed.Where(n => !listed.Contains(n)))
                {
                    findings.Add(new Finding(
                        Rule.IncompleteClosure, project.Path, reference.Line, reference.AssemblyName, "needs " + name + ", which is not listed"));
                }
            }

            void CheckUse(AssemblyReference reference)
            {
                string name = reference.AssemblyName;
                bool isNeeded = used.Contains(name)
                    || always.Contains(name)
                    || neededByProjects.Contains(name)
                    || platform.Closure(listed.Where(l => l != name && !platform.Closure(new[] { name }).Contains(l))).Contains(name);
                if (!isNeeded)
                {
                    findings.Add(new Finding(
                        Rule.UnusedReference, project.Path, reference.Line, name, "is neither used nor needed by another reference"));
                }
            }
        }
    }
}
