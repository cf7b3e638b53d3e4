using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MeterNode.Platform.Tests.Compiling;
using MeterNode.Platform.Tests.Projects;
using MeterNode.Platform.Tests.Reference;
using Mono.Cecil;

namespace MeterNode.Platform.Tests.Consistency
{
    /// <summary>All checks of project files, package lists and the solution of a tree.</summary>
    internal static class ConsistencyCheck
    {
        /// <summary>Name of the solution.</summary>
        public const string SolutionName = "MeterNode.sln";

        /// <summary>Everything found in the tree.</summary>
        /// <param name="builds">The tree compiled in each configuration: an assembly may be used in one of them only.</param>
        public static IReadOnlyList<Finding> Run(params FirmwareTree[] builds)
        {
            FirmwareTree first = builds[0];
            SourceTree tree = first.Tree;
            NanoProject[] projects = first.Projects.Select(p => p.Project).ToArray();
            var findings = new List<Finding>();
            foreach (CompiledProject compiled in first.Projects)
            {
                NanoProject project = compiled.Project;
                findings.AddRange(ProjectShapeChecks.Run(tree, project, projects));
                findings.AddRange(Guarded(project.Path, () => PackageChecks.Run(tree, project)));
                findings.AddRange(Guarded(project.Path, () => SourceParityChecks.Run(tree, project)));

                // What does not compile uses nothing; that it does not is another test's finding.
                if (builds.All(b => b.Projects.Any(p => p.Project.Path == project.Path && p.Image != null)))
                {
                    findings.AddRange(ReferenceChecks.Run(
                        project, Used(builds, project.Path), NeededByProjects(first, compiled), PlatformReferences.Instance));
                }
            }

            findings.AddRange(SolutionChecks.Run(tree, Solution.Read(tree, SolutionName), projects));
            return findings;
        }

        private static IReadOnlyList<Finding> Guarded(string path, Func<IReadOnlyList<Finding>> check)
        {
            try
            {
                return check();
            }
            catch (ProjectFormatException e)
            {
                return new[] { new Finding(Rule.ProjectFormat, path, 0, path, e.Message) };
            }
        }

        private static HashSet<string> Used(FirmwareTree[] builds, string path)
        {
            var used = new HashSet<string>(StringComparer.Ordinal);
            foreach (FirmwareTree build in builds)
            {
                CompiledProject compiled = build.Projects.Single(p => p.Project.Path == path);
                using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(compiled.Image!));
                used.UnionWith(module.AssemblyReferences.Select(r => r.Name));
                used.ExceptWith(build.Projects.Select(p => p.Project.AssemblyName));
            }

            return used;
        }

        private static SortedSet<string> NeededByProjects(FirmwareTree tree, CompiledProject project) =>
            PlatformReferences.Instance.Closure(tree.WithReferenced(project)
                .Where(p => p != project)
                .SelectMany(p => p.Project.References)
                .Select(r => r.AssemblyName));
    }
}
