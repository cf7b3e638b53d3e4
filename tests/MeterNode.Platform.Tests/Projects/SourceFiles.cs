using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>Finds out which source files a project compiles.</summary>
    internal static class SourceFiles
    {
        /// <summary>The files of the Compile items in ordinal order, as paths of the tree.</summary>
        /// <param name="tree">The tree.</param>
        /// <param name="evaluation">The project.</param>
        /// <param name="implicitPatterns">What is compiled without being said: empty for a project of the board.</param>
        public static IReadOnlyList<string> Of(SourceTree tree, ProjectEvaluation evaluation, string implicitPatterns)
        {
            var patterns = new FilePatterns(tree, evaluation.Folder);
            var files = new SortedSet<string>(
                patterns.Match(implicitPatterns, evaluation.Property("DefaultItemExcludes")), StringComparer.Ordinal);
            foreach (ProjectItem item in evaluation.ItemsOf("Compile"))
            {
                files.UnionWith(patterns.Match(item.Include, item.Exclude));
                Func<string, bool> isRemoved = patterns.Matcher(item.Remove);
                files.RemoveWhere(f => isRemoved(f));
            }

            return files.ToArray();
        }
    }
}
