using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>A solution file.</summary>
    internal sealed class Solution
    {
        private static readonly Regex s_project = new(
            "^Project\\(\"(?<type>[^\"]+)\"\\) = \"[^\"]*\", \"(?<path>[^\"]+)\", \"(?<id>[^\"]+)\"",
            RegexOptions.CultureInvariant);

        private static readonly Regex s_configuration = new(
            @"^(?<configuration>[^|={]+)\|(?<platform>[^=]+?) = ", RegexOptions.CultureInvariant);

        private static readonly Regex s_setting = new(
            @"^(?<id>\{[^}]+\})\.(?<configuration>[^|]+)\|(?<platform>.+?)\.(?<action>ActiveCfg|Build\.0|Deploy\.0) = ",
            RegexOptions.CultureInvariant);

        private readonly List<SolutionProject> _projects = new();
        private readonly List<(string Configuration, string Platform)> _configurations = new();
        private readonly List<SolutionSetting> _settings = new();

        private Solution(string path)
        {
            Path = path;
        }

        /// <summary>Path in the tree.</summary>
        public string Path { get; }

        /// <summary>The projects, solution folders included.</summary>
        public IReadOnlyList<SolutionProject> Projects => _projects;

        /// <summary>The configurations of the solution.</summary>
        public IReadOnlyList<(string Configuration, string Platform)> Configurations => _configurations;

        /// <summary>What is done with which project in which configuration.</summary>
        public IReadOnlyList<SolutionSetting> Settings => _settings;

        /// <summary>Reads a solution of the tree.</summary>
        public static Solution Read(SourceTree tree, string path)
        {
            var solution = new Solution(path);
            string section = string.Empty;
            string[] lines = tree.ReadText(path).Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                string line = lines[i].Trim();
                if (line.StartsWith("GlobalSection(", StringComparison.Ordinal))
                {
                    section = line["GlobalSection(".Length..line.IndexOf(')')];
                }
                else
                {
                    solution.ReadLine(tree, section, line, i + 1);
                }
            }

            return solution;
        }

        private void ReadLine(SourceTree tree, string section, string line, int number)
        {
            Match match;
            if ((match = s_project.Match(line)).Success)
            {
                _projects.Add(new SolutionProject(
                    Upper(match, "type"), tree.Normalize(string.Empty, match.Groups["path"].Value), Upper(match, "id"), number));
            }
            else if (section == "SolutionConfigurationPlatforms" && (match = s_configuration.Match(line)).Success)
            {
                _configurations.Add((match.Groups["configuration"].Value, match.Groups["platform"].Value));
            }
            else if (section == "ProjectConfigurationPlatforms" && (match = s_setting.Match(line)).Success)
            {
                _settings.Add(new SolutionSetting(
                    Upper(match, "id"),
                    match.Groups["configuration"].Value,
                    match.Groups["platform"].Value,
                    match.Groups["action"].Value,
                    number));
            }
        }

        private static string Upper(Match match, string group) =>
            match.Groups[group].Value.ToUpper(CultureInfo.InvariantCulture);
    }
}
