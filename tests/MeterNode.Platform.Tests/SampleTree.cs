using System;
using System.Collections.Generic;
using System.IO;
using MeterNode.Platform.Tests.Compiling;
using MeterNode.Platform.Tests.Consistency;
using MeterNode.Platform.Tests.Projects;

namespace MeterNode.Platform.Tests
{
    /// <summary>
    /// A small tree of the shape of this one in a temporary folder: a library, an application and device tests, each
    /// with its project for the PC, and a solution. Everything in it is right; a test changes what it wants found.
    /// </summary>
    internal sealed class SampleTree : IDisposable
    {
        /// <summary>Path of the library's project.</summary>
        public const string Library = "firmware/Lib/Lib.nfproj";

        /// <summary>Path of the application's project.</summary>
        public const string Application = "firmware/App/App.nfproj";

        /// <summary>Path of the project of device tests.</summary>
        public const string Tests = "tests/Lib.Tests/Lib.Tests.nfproj";

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-");

        /// <summary>A tree in which everything is right.</summary>
        public SampleTree()
        {
            foreach (KeyValuePair<string, string> file in SampleFiles.All)
            {
                Write(file.Key, file.Value);
            }
        }

        /// <summary>The tree.</summary>
        public SourceTree Tree => new(_folder.FullName);

        /// <summary>Writes a file.</summary>
        public void Write(string path, string text)
        {
            string full = Path.Combine(_folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }

        /// <summary>Deletes a file.</summary>
        public void Delete(string path) => File.Delete(Path.Combine(_folder.FullName, path));

        /// <summary>Replaces a text that must be in a file.</summary>
        public void Replace(string path, string old, string replacement)
        {
            string text = File.ReadAllText(Path.Combine(_folder.FullName, path));
            if (!text.Contains(old, StringComparison.Ordinal))
            {
                throw new ArgumentException(path + " has no '" + old + "'.", nameof(old));
            }

            Write(path, text.Replace(old, replacement, StringComparison.Ordinal));
        }

        /// <summary>Compiles and walks the tree in one configuration.</summary>
        public IReadOnlyList<Finding> Check(string configuration) => FirmwareCheck.Run(Compile(configuration));

        /// <summary>Checks projects, packages and the solution.</summary>
        public IReadOnlyList<Finding> CheckConsistency() => ConsistencyCheck.Run(Compile("Debug"), Compile("Release"));

        /// <inheritdoc/>
        public void Dispose() => _folder.Delete(recursive: true);

        private FirmwareTree Compile(string configuration) => FirmwareTree.Compile(Tree, configuration);
    }
}
