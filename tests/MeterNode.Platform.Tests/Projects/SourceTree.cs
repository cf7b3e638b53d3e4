using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>A tree of projects; all its paths are relative to its root and written with slashes.</summary>
    internal sealed class SourceTree
    {
        /// <summary>The tree below <paramref name="root"/>.</summary>
        public SourceTree(string root)
        {
            Root = Path.GetFullPath(root);
        }

        /// <summary>Full path of the root.</summary>
        public string Root { get; }

        /// <summary>The tree that this assembly was built in: the first folder upwards with the solution.</summary>
        /// <exception cref="DirectoryNotFoundException">There is none.</exception>
        public static SourceTree OfThisRepository()
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "MeterNode.sln")))
                {
                    return new SourceTree(folder.FullName);
                }
            }

            throw new DirectoryNotFoundException("No folder above " + AppContext.BaseDirectory + " has MeterNode.sln.");
        }

        /// <summary>The full path of a file of the tree.</summary>
        public string FullPath(string relativePath) => Path.Combine(Root, relativePath);

        /// <summary>True when the tree has the file.</summary>
        public bool Exists(string relativePath) => File.Exists(FullPath(relativePath));

        /// <summary>The text of a file of the tree.</summary>
        public string ReadText(string relativePath) => File.ReadAllText(FullPath(relativePath));

        /// <summary>The path as this tree writes it; <paramref name="path"/> is relative to <paramref name="folder"/>.</summary>
        public string Normalize(string folder, string path)
        {
            string full = Path.GetFullPath(Path.Combine(Root, folder, path.Replace('\\', '/')));
            return Path.GetRelativePath(Root, full).Replace('\\', '/');
        }

        /// <summary>The folder of a file of the tree; empty for the root.</summary>
        public static string FolderOf(string relativePath)
        {
            int slash = relativePath.LastIndexOf('/');
            return slash < 0 ? string.Empty : relativePath[..slash];
        }

        /// <summary>The files below a folder in ordinal order, as paths of the tree; build output and packages left out.</summary>
        public IReadOnlyList<string> Files(string folder)
        {
            var files = new List<string>();
            string full = FullPath(folder);
            if (Directory.Exists(full))
            {
                Collect(new DirectoryInfo(full), files);
            }

            files.Sort(StringComparer.Ordinal);
            return files;
        }

        /// <summary>Every project of the kind, such as <c>.nfproj</c>, below the folders.</summary>
        public IReadOnlyList<string> Projects(string extension, params string[] folders) =>
            folders.SelectMany(Files).Where(f => f.EndsWith(extension, StringComparison.Ordinal)).ToArray();

        private static bool IsSource(DirectoryInfo folder) =>
            folder.Name is not ("bin" or "obj" or "artifacts" or "packages" or "node_modules") && folder.Name[0] != '.';

        private void Collect(DirectoryInfo folder, List<string> files)
        {
            foreach (FileInfo file in folder.GetFiles())
            {
                files.Add(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'));
            }

            foreach (DirectoryInfo child in folder.GetDirectories().Where(IsSource))
            {
                Collect(child, files);
            }
        }
    }
}
