using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>Matches the patterns of Include, Exclude and Remove against the files of the tree.</summary>
    internal sealed class FilePatterns
    {
        private static readonly char[] s_wildcards = { '*', '?' };

        private readonly SourceTree _tree;
        private readonly string _folder;

        /// <summary>Patterns relative to the project folder <paramref name="folder"/>.</summary>
        public FilePatterns(SourceTree tree, string folder)
        {
            _tree = tree;
            _folder = folder;
        }

        /// <summary>
        /// The files that a list of patterns names, as paths of the tree, in ordinal order. A name without wildcards is
        /// itself, whether it is there or not.
        /// </summary>
        public IReadOnlyList<string> Match(string patterns, string exclude)
        {
            Func<string, bool> isExcluded = Matcher(exclude);
            var matches = new SortedSet<string>(StringComparer.Ordinal);
            foreach (string pattern in Split(patterns))
            {
                foreach (string file in MatchOne(pattern).Where(f => !isExcluded(f)))
                {
                    matches.Add(file);
                }
            }

            return matches.ToArray();
        }

        /// <summary>A test whether a path of the tree is named by a list of patterns.</summary>
        public Func<string, bool> Matcher(string patterns)
        {
            Regex[] expressions = Split(patterns)
                .Select(p => new Regex(ToExpression(p), RegexOptions.CultureInvariant))
                .ToArray();
            return file => expressions.Any(e => e.IsMatch(file));
        }

        private static IEnumerable<string> Split(string patterns) => patterns
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(p => p.Replace('\\', '/'));

        private IEnumerable<string> MatchOne(string pattern)
        {
            int wildcard = pattern.IndexOfAny(s_wildcards);
            if (wildcard < 0)
            {
                return new[] { _tree.Normalize(_folder, pattern) };
            }

            Func<string, bool> isMatch = Matcher(pattern);
            return _tree.Files(FixedPart(pattern, wildcard)).Where(isMatch);
        }

        // The folders before the first wildcard, as a path of the tree.
        private string FixedPart(string pattern, int wildcard)
        {
            int slash = pattern.LastIndexOf('/', wildcard);
            string folder = slash < 0 ? _folder : _tree.Normalize(_folder, pattern[..slash]);
            return folder == "." ? string.Empty : folder;
        }

        private string ToExpression(string pattern)
        {
            int wildcard = pattern.IndexOfAny(s_wildcards);
            if (wildcard < 0)
            {
                return "^" + Regex.Escape(_tree.Normalize(_folder, pattern)) + "$";
            }

            string start = FixedPart(pattern, wildcard);
            int slash = pattern.LastIndexOf('/', wildcard);
            string rest = pattern[(slash + 1)..];
            var expression = new StringBuilder("^");
            expression.Append(start.Length == 0 ? string.Empty : Regex.Escape(start) + "/");
            for (int i = 0; i < rest.Length; i++)
            {
                if (string.CompareOrdinal(rest, i, "**/", 0, 3) == 0)
                {
                    expression.Append("(.*/)?");
                    i += 2;
                }
                else if (string.CompareOrdinal(rest, i, "**", 0, 2) == 0)
                {
                    expression.Append(".*");
                    i++;
                }
                else if (rest[i] == '*')
                {
                    expression.Append("[^/]*");
                }
                else if (rest[i] == '?')
                {
                    expression.Append("[^/]");
                }
                else
                {
                    expression.Append(Regex.Escape(rest[i].ToString()));
                }
            }

            return expression.Append('$').ToString();
        }
    }
}
