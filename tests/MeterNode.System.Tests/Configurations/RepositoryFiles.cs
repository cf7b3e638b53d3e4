using System;
using System.IO;

namespace MeterNode.System.Tests.Configurations
{
    /// <summary>Files of the repository that the tests run in.</summary>
    internal static class RepositoryFiles
    {
        /// <summary>The repository's root: the nearest folder above the tests with the solution in it.</summary>
        public static string Root { get; } = FindRoot();

        /// <summary>A file's path.</summary>
        /// <param name="parts">Its path from the root.</param>
        public static string PathOf(params string[] parts)
        {
            return Path.Combine(Root, Path.Combine(parts));
        }

        private static string FindRoot()
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "MeterNode.sln")))
                {
                    return folder.FullName;
                }
            }

            throw new InvalidOperationException("no folder above " + AppContext.BaseDirectory + " holds MeterNode.sln");
        }
    }
}
