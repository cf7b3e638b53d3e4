using System;
using System.Collections.Generic;
using System.Linq;
using MeterNode.Platform.Tests.Projects;
using MeterNode.Platform.Tests.Reference;

namespace MeterNode.Platform.Tests.Compiling
{
    /// <summary>All projects of a tree for the board, compiled in one configuration.</summary>
    internal sealed class FirmwareTree
    {
        private FirmwareTree(SourceTree tree, IReadOnlyList<CompiledProject> projects, IReadOnlyList<Finding> findings)
        {
            Tree = tree;
            Projects = projects;
            Findings = findings;
        }

        /// <summary>The tree.</summary>
        public SourceTree Tree { get; }

        /// <summary>The projects, each behind those that it refers to.</summary>
        public IReadOnlyList<CompiledProject> Projects { get; }

        /// <summary>What kept projects from being read or compiled.</summary>
        public IReadOnlyList<Finding> Findings { get; }

        /// <summary>Reads and compiles every project for the board below firmware/ and tests/.</summary>
        /// <param name="tree">The tree.</param>
        /// <param name="configuration"><c>Debug</c> or <c>Release</c>.</param>
        public static FirmwareTree Compile(SourceTree tree, string configuration)
        {
            var findings = new List<Finding>();
            var projects = new SortedDictionary<string, NanoProject>(StringComparer.Ordinal);
            foreach (string path in tree.Projects(".nfproj", "firmware", "tests"))
            {
                try
                {
                    projects.Add(path, NanoProject.Read(tree, path, configuration));
                }
                catch (ProjectFormatException e)
                {
                    findings.Add(new Finding(Rule.ProjectFormat, path, 0, path, e.Message));
                }
            }

            var compiler = new FirmwareCompiler(tree, PlatformReferences.Instance);
            CompiledProject[] compiled = InOrder(projects).Select(compiler.Compile).ToArray();
            findings.AddRange(compiled.SelectMany(c => c.Findings));
            return new FirmwareTree(tree, compiled, findings);
        }

        /// <summary>The project and those that it refers to, directly or not.</summary>
        public IReadOnlyList<CompiledProject> WithReferenced(CompiledProject project)
        {
            var found = new List<CompiledProject>();
            var open = new Stack<CompiledProject>(new[] { project });
            while (open.TryPop(out CompiledProject? next))
            {
                if (found.Contains(next))
                {
                    continue;
                }

                found.Add(next);
                foreach (ProjectReference reference in next.Project.ProjectReferences)
                {
                    CompiledProject? referenced = Projects.FirstOrDefault(p => p.Project.Path == reference.Path);
                    if (referenced != null)
                    {
                        open.Push(referenced);
                    }
                }
            }

            return found;
        }

        /// <summary>Names of all assemblies on the board when the project is deployed, itself included.</summary>
        public SortedSet<string> Deployed(CompiledProject project)
        {
            IReadOnlyList<CompiledProject> all = WithReferenced(project);
            SortedSet<string> names = PlatformReferences.Instance.Closure(
                all.SelectMany(p => p.Project.References).Select(r => r.AssemblyName));
            names.UnionWith(all.Select(p => p.Project.AssemblyName));
            return names;
        }

        // Depth first, so that what is referred to comes before; a circle ends where it closes and then fails to compile.
        private static List<NanoProject> InOrder(SortedDictionary<string, NanoProject> projects)
        {
            var ordered = new List<NanoProject>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (NanoProject project in projects.Values)
            {
                Visit(project);
            }

            return ordered;

            void Visit(NanoProject project)
            {
                if (!seen.Add(project.Path))
                {
                    return;
                }

                foreach (ProjectReference reference in project.ProjectReferences)
                {
                    if (projects.TryGetValue(reference.Path, out NanoProject? referenced))
                    {
                        Visit(referenced);
                    }
                }

                ordered.Add(project);
            }
        }
    }
}
