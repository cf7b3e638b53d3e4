using System;
using System.Collections.Generic;
using System.Linq;
using MeterNode.Platform.Tests.Projects;
using MeterNode.Platform.Tests.Reference;

namespace MeterNode.Platform.Tests.Consistency
{
    /// <summary>References of a project, its <c>packages.config</c> and the pinned versions tell the same.</summary>
    internal sealed class PackageChecks
    {
        private readonly SourceTree _tree;
        private readonly NanoProject _project;
        private readonly PackagesConfig? _config;
        private readonly List<Finding> _findings = new();

        private PackageChecks(SourceTree tree, NanoProject project)
        {
            _tree = tree;
            _project = project;
            _config = PackagesConfig.Beside(tree, project);
        }

        /// <summary>What is wrong with the packages of a project.</summary>
        public static IReadOnlyList<Finding> Run(SourceTree tree, NanoProject project)
        {
            var checks = new PackageChecks(tree, project);
            if (checks._config == null)
            {
                checks.Add(Rule.PackagesConfig, 0, project.AssemblyName, "has no packages.config beside it");
                return checks._findings;
            }

            foreach (AssemblyReference reference in project.References)
            {
                checks.CheckReference(reference, checks._config);
            }

            foreach (PackageEntry entry in checks._config.Packages)
            {
                checks.CheckEntry(entry, checks._config);
            }

            return checks._findings;
        }

        private void CheckReference(AssemblyReference reference, PackagesConfig config)
        {
            if (_project.References.Count(r => r.AssemblyName == reference.AssemblyName) > 1)
            {
                Add(Rule.HintPath, reference.Line, reference.AssemblyName, "is listed twice");
            }

            if (PackageTable.Bringing(reference.AssemblyName) is not (PinnedPackage package, string file))
            {
                Add(Rule.PinnedVersion, reference.Line, reference.AssemblyName, "no pinned package brings this assembly");
                return;
            }

            PackageEntry? entry = config.Packages.FirstOrDefault(p => p.Id == package.Id);
            if (entry == null)
            {
                Add(Rule.PackagesConfig, reference.Line, reference.AssemblyName, package.Id + " is not in " + config.Path);
            }

            string version = entry?.Version ?? package.Version;
            string expected = "packages/" + package.Id + "." + version + "/lib/" + file;
            string actual = reference.HintPath.Length == 0
                ? "nowhere"
                : _tree.Normalize(_project.Evaluation.Folder, reference.HintPath);
            if (actual != expected)
            {
                Add(Rule.HintPath, reference.Line, reference.AssemblyName, "points to " + actual + ", not to " + expected);
            }

            CheckFullName(reference);
        }

        // The loader of the board asks for the same major and minor version; the project system shows the token as it is.
        private void CheckFullName(AssemblyReference reference)
        {
            if (!PlatformReferences.Instance.Listings.TryGetValue(reference.AssemblyName, out ApiListing? listing))
            {
                return;
            }

            string? version = reference.Part("Version");
            if (version != null && (!Version.TryParse(version, out Version? named)
                || named.Major != listing.AssemblyVersion.Major
                || named.Minor != listing.AssemblyVersion.Minor))
            {
                Add(Rule.PinnedVersion, reference.Line, reference.AssemblyName,
                    "names version " + version + ", the assembly has " + listing.AssemblyVersion);
            }

            string? token = reference.Part("PublicKeyToken");
            if (token != null && token != listing.PublicKeyToken)
            {
                Add(Rule.PinnedVersion, reference.Line, reference.AssemblyName,
                    "names the key token " + token + ", the assembly has " + listing.PublicKeyToken);
            }
        }

        private void CheckEntry(PackageEntry entry, PackagesConfig config)
        {
            PinnedPackage? pinned = PackageTable.Find(entry.Id);
            if (pinned == null)
            {
                AddToConfig(Rule.PinnedVersion, "no version of this package is pinned");
                return;
            }

            if (entry.Version != pinned.Version)
            {
                AddToConfig(Rule.PinnedVersion, "is at " + entry.Version + ", pinned is " + pinned.Version);
            }

            if (config.Packages.Count(p => p.Id == entry.Id) > 1)
            {
                AddToConfig(Rule.PackagesConfig, "is listed twice");
            }

            const string framework = "netnano1.0";
            if (entry.TargetFramework != framework)
            {
                AddToConfig(Rule.PackagesConfig, "is installed for '" + entry.TargetFramework + "', not for " + framework);
            }

            if (!_project.References.Any(r => PackageTable.Bringing(r.AssemblyName)?.Package == pinned))
            {
                AddToConfig(Rule.PackagesConfig, "no reference of " + _project.Path + " is to an assembly of it");
            }

            void AddToConfig(Rule rule, string detail) =>
                _findings.Add(new Finding(rule, config.Path, entry.Line, entry.Id, detail));
        }

        private void Add(Rule rule, int line, string member, string detail) =>
            _findings.Add(new Finding(rule, _project.Path, line, member, detail));
    }
}
