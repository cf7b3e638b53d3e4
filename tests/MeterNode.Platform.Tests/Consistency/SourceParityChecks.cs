using System;
using System.Collections.Generic;
using System.Linq;
using MeterNode.Platform.Tests.Projects;

namespace MeterNode.Platform.Tests.Consistency
{
    /// <summary>The project for the PC beside one for the board compiles the same files, and its own below Host/.</summary>
    internal static class SourceParityChecks
    {
        private const string AssemblyInfo = "/Properties/AssemblyInfo.cs";

        /// <summary>What is wrong with the pair.</summary>
        /// <exception cref="ProjectFormatException">The project for the PC is not understood.</exception>
        public static IReadOnlyList<Finding> Run(SourceTree tree, NanoProject project)
        {
            var findings = new List<Finding>();
            string hostPath = project.Path[..^".nfproj".Length] + ".csproj";
            if (!tree.Exists(hostPath))
            {
                findings.Add(new Finding(Rule.SourceParity, project.Path, 0, project.AssemblyName, "there is no " + hostPath));
                return findings;
            }

            ProjectEvaluation host = ProjectEvaluation.Run(tree, hostPath, "Release");
            bool isImplicit = !host.Property("EnableDefaultCompileItems").Equals("false", StringComparison.OrdinalIgnoreCase)
                && !host.Property("EnableDefaultItems").Equals("false", StringComparison.OrdinalIgnoreCase);
            IReadOnlyList<string> hostFiles = SourceFiles.Of(tree, host, isImplicit ? "**/*.cs" : string.Empty);

            // The PC's build writes its own assembly attributes.
            foreach (string file in project.Sources.Except(hostFiles).Where(f => !f.EndsWith(AssemblyInfo, StringComparison.Ordinal)))
            {
                findings.Add(new Finding(Rule.SourceParity, hostPath, 0, file, "is compiled for the board and not for the PC"));
            }

            string folder = host.Folder + "/";
            foreach (string file in hostFiles.Except(project.Sources))
            {
                // What lies elsewhere is shared code of the PC's side.
                bool isOwn = file.StartsWith(folder, StringComparison.Ordinal);
                if (isOwn && !file.StartsWith(folder + "Host/", StringComparison.Ordinal))
                {
                    findings.Add(new Finding(Rule.SourceParity, project.Path, 0, file, "is compiled for the PC and not for the board"));
                }
            }

            return findings;
        }
    }
}
