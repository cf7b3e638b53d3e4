using System;
using System.Collections.Generic;
using System.Linq;
using MeterNode.Platform.Tests.Projects;

namespace MeterNode.Platform.Tests.Consistency
{
    /// <summary>A project for the board is of the form that Visual Studio, its extension and msbuild build.</summary>
    internal sealed class ProjectShapeChecks
    {
        private const string ProjectTypes = "{11A8DD76-328B-46DF-9F39-F559912D0360};{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}";

        private static readonly string[] s_imports =
        {
            "NFProjectSystem.Default.props", "NFProjectSystem.props", "NFProjectSystem.CSharp.targets",
        };

        private static readonly string[] s_outputs = { "bin/**", "obj/**" };

        private readonly SourceTree _tree;
        private readonly NanoProject _project;
        private readonly List<Finding> _findings = new();

        private ProjectShapeChecks(SourceTree tree, NanoProject project)
        {
            _tree = tree;
            _project = project;
        }

        /// <summary>What is wrong with the form of a project; <paramref name="all"/> are the projects of the tree.</summary>
        public static IReadOnlyList<Finding> Run(SourceTree tree, NanoProject project, IReadOnlyList<NanoProject> all)
        {
            var checks = new ProjectShapeChecks(tree, project);
            checks.CheckProperties();
            checks.CheckImports();
            checks.CheckSources();
            if (project.IsTest)
            {
                checks.CheckTestProject(all);
            }

            return checks._findings;
        }

        private void CheckProperties()
        {
            Expect("ProjectTypeGuids", ProjectTypes);
            Expect("TargetFrameworkVersion", "v1.0");
            Expect("OutputType", "Library", "Exe");
            Expect("LangVersion", "9.0", "9", "8.0", "7.3");
            Expect("AllowUnsafeBlocks", string.Empty, "false");
            if (_project.AssemblyName.Length == 0)
            {
                Add(0, "AssemblyName is not set");
            }
        }

        private void CheckImports()
        {
            foreach (ProjectImport import in _project.Evaluation.Imports.Where(i => !i.Condition.Contains("Exists(", StringComparison.Ordinal)))
            {
                Add(import.Line, "the import of " + import.Project + " is not under Condition=\"Exists(...)\"");
            }

            string[] names = _project.Evaluation.Imports.Select(i => i.Project.Split('\\', '/')[^1]).ToArray();
            if (!names.Where(n => s_imports.Contains(n)).SequenceEqual(s_imports))
            {
                Add(0, "does not import " + string.Join(", ", s_imports) + " in this order");
            }
        }

        // What a build leaves behind is C# too.
        private void CheckSources()
        {
            foreach (ProjectItem item in _project.Evaluation.ItemsOf("Compile").Where(i => i.Include.StartsWith("**", StringComparison.Ordinal)))
            {
                string[] excluded = item.Exclude.Replace('\\', '/').Split(';', StringSplitOptions.TrimEntries);
                foreach (string output in s_outputs.Where(o => !excluded.Contains(o)))
                {
                    Add(item.Line, "compiles " + item.Include + " and does not exclude " + output);
                }
            }
        }

        private void CheckTestProject(IReadOnlyList<NanoProject> all)
        {
            Expect("AssemblyName", "NFUnitTest");
            Expect("OutputType", "Library");
            Expect("TestProjectType", "UnitTest");
            if (!_project.Evaluation.ItemsOf("ProjectCapability").Any(i => i.Include == "TestContainer"))
            {
                Add(0, "has no ProjectCapability TestContainer");
            }

            string settings = _project.Evaluation.Property("RunSettingsFilePath");
            if (settings.Length == 0 || !_tree.Exists(_tree.Normalize(_project.Evaluation.Folder, settings)))
            {
                Add(0, "RunSettingsFilePath '" + settings + "' names no file");
            }

            foreach (ProjectReference reference in _project.ProjectReferences)
            {
                if (all.Any(p => p.Path == reference.Path && p.IsExecutable))
                {
                    Add(reference.Line, "tests may refer to libraries only, not to " + reference.Path);
                }
            }
        }

        private void Expect(string property, params string[] values)
        {
            string value = _project.Evaluation.Property(property);
            if (!values.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                Add(0, property + " is '" + value + "', not " + string.Join(" or ", values));
            }
        }

        private void Add(int line, string detail) =>
            _findings.Add(new Finding(Rule.ProjectFormat, _project.Path, line, _project.AssemblyName, detail));
    }
}
