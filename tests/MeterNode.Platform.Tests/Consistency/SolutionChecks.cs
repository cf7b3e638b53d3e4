using System;
using System.Collections.Generic;
using System.Linq;
using MeterNode.Platform.Tests.Projects;

namespace MeterNode.Platform.Tests.Consistency
{
    /// <summary>
    /// The solution builds projects for the board on its platform ESP32 and those for the PC on Any CPU, so that
    /// `dotnet build` and `dotnet test` on it meet nothing that they cannot build.
    /// </summary>
    internal sealed class SolutionChecks
    {
        private const string BoardPlatform = "ESP32";
        private const string PcPlatform = "Any CPU";
        private const string BoardType = "{11A8DD76-328B-46DF-9F39-F559912D0360}";

        private readonly SourceTree _tree;
        private readonly Solution _solution;
        private readonly List<Finding> _findings = new();

        private SolutionChecks(SourceTree tree, Solution solution)
        {
            _tree = tree;
            _solution = solution;
        }

        /// <summary>What is wrong with the solution; <paramref name="boardProjects"/> are the projects for the board.</summary>
        public static IReadOnlyList<Finding> Run(SourceTree tree, Solution solution, IReadOnlyCollection<NanoProject> boardProjects)
        {
            var checks = new SolutionChecks(tree, solution);
            checks.CheckConfigurations();
            checks.CheckCompleteness();
            foreach (SolutionProject project in solution.Projects)
            {
                bool isForBoard = project.Path.EndsWith(".nfproj", StringComparison.Ordinal);
                if (isForBoard || project.Path.EndsWith(".csproj", StringComparison.Ordinal))
                {
                    checks.CheckProject(project, isForBoard, boardProjects.FirstOrDefault(p => p.Path == project.Path));
                }
            }

            return checks._findings;
        }

        private void CheckConfigurations()
        {
            (string, string)[] expected =
            {
                ("Debug", PcPlatform), ("Debug", BoardPlatform), ("Release", PcPlatform), ("Release", BoardPlatform),
            };
            foreach ((string Configuration, string Platform) missing in expected.Except(_solution.Configurations))
            {
                Add(0, missing.Configuration + "|" + missing.Platform, "is no configuration of the solution");
            }

            foreach ((string Configuration, string Platform) other in _solution.Configurations.Except(expected))
            {
                Add(0, other.Configuration + "|" + other.Platform, "is a configuration that nothing is built for");
            }
        }

        private void CheckCompleteness()
        {
            HashSet<string> listed = _solution.Projects.Select(p => p.Path).ToHashSet(StringComparer.Ordinal);
            string[] folders = { "firmware", "tests", "tools" };
            foreach (string path in _tree.Projects("proj", folders).Where(p => !listed.Contains(p)))
            {
                Add(0, path, "is not in the solution");
            }
        }

        private void CheckProject(SolutionProject project, bool isForBoard, NanoProject? boardProject)
        {
            if (!_tree.Exists(project.Path))
            {
                Add(project.Line, project.Path, "there is no such file");
            }

            if (isForBoard != (project.TypeId == BoardType))
            {
                Add(project.Line, project.Path, "has the type " + project.TypeId + " of the other kind of project");
            }

            if (_solution.Projects.Count(p => p.Id == project.Id) > 1)
            {
                Add(project.Line, project.Path, "shares its id " + project.Id);
            }

            string ownId = boardProject?.Evaluation.Property("ProjectGuid") ?? string.Empty;
            if (ownId.Length != 0 && !ownId.Equals(project.Id, StringComparison.OrdinalIgnoreCase))
            {
                Add(project.Line, project.Path, "has the id " + project.Id + " here and " + ownId + " in the project");
            }

            bool isExecutable = boardProject?.IsExecutable == true;
            string platform = isForBoard ? BoardPlatform : PcPlatform;
            foreach ((string Configuration, string Platform) configuration in _solution.Configurations)
            {
                bool isOwn = configuration.Platform == platform;
                CheckSetting(project, configuration, "ActiveCfg", mustBe: true, mayBe: true);
                CheckSetting(project, configuration, "Build.0", mustBe: isOwn, mayBe: isOwn);
                CheckSetting(project, configuration, "Deploy.0", mustBe: isOwn && isExecutable, mayBe: isOwn && isForBoard);
            }
        }

        private void CheckSetting(
            SolutionProject project, (string Configuration, string Platform) configuration, string action, bool mustBe, bool mayBe)
        {
            SolutionSetting? setting = _solution.Settings.FirstOrDefault(s =>
                s.ProjectId == project.Id
                && s.Configuration == configuration.Configuration
                && s.Platform == configuration.Platform
                && s.Action == action);
            string name = configuration.Configuration + "|" + configuration.Platform + "." + action;
            if (setting == null && mustBe)
            {
                Add(project.Line, project.Path, "has no " + name);
            }
            else if (setting != null && !mayBe)
            {
                Add(setting.Line, project.Path, "must not have " + name);
            }
        }

        private void Add(int line, string member, string detail) =>
            _findings.Add(new Finding(Rule.Solution, _solution.Path, line, member, detail));
    }
}
