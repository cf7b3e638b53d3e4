using System;
using System.Collections.Generic;
using System.Globalization;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>The facts that a line of an API listing carries in brackets.</summary>
    internal sealed class ApiFacts
    {
        private readonly HashSet<string> _words = new(StringComparer.Ordinal);

        /// <summary>Default values as the listing writes them, by parameter number from 0.</summary>
        public SortedDictionary<int, string> Defaults { get; } = new();

        /// <summary>Name of the parameter whose argument text the caller fills in, by parameter number from 0.</summary>
        public SortedDictionary<int, string> Expressions { get; } = new();

        /// <summary>Numbers of the <c>out</c> parameters, from 0.</summary>
        public SortedSet<int> OutParameters { get; } = new();

        /// <summary>Numbers of the <c>in</c> parameters, from 0.</summary>
        public SortedSet<int> InParameters { get; } = new();

        /// <summary>The AttributeTargets of an attribute class, or null when the listing names none.</summary>
        public int? Usage { get; private set; }

        /// <summary>True when an attribute may stand more than once.</summary>
        public bool AllowMultiple { get; private set; }

        /// <summary>False when an attribute is not inherited.</summary>
        public bool Inherited { get; private set; } = true;

        /// <summary>The symbol of a conditional method, or null.</summary>
        public string? Conditional { get; private set; }

        /// <summary>True when the listing states the plain fact <paramref name="word"/>, such as <c>static</c>.</summary>
        public bool Has(string word) => _words.Contains(word);

        /// <summary>Reads the text between the brackets; an empty text has no facts.</summary>
        /// <exception cref="FormatException">A fact is of no known kind.</exception>
        public static ApiFacts Parse(string text)
        {
            var facts = new ApiFacts();
            if (text.Length != 0)
            {
                foreach (string fact in text.Split(", "))
                {
                    facts.Add(fact);
                }
            }

            return facts;
        }

        private void Add(string fact)
        {
            if (fact.StartsWith("default ", StringComparison.Ordinal))
            {
                AddNumbered(Defaults, fact["default ".Length..]);
            }
            else if (fact.StartsWith("expression ", StringComparison.Ordinal))
            {
                AddNumbered(Expressions, fact["expression ".Length..]);
            }
            else if (fact.StartsWith("out:", StringComparison.Ordinal))
            {
                foreach (string number in fact["out:".Length..].Split('/'))
                {
                    OutParameters.Add(int.Parse(number, CultureInfo.InvariantCulture));
                }
            }
            else if (fact.StartsWith("in ", StringComparison.Ordinal))
            {
                InParameters.Add(int.Parse(fact["in ".Length..], CultureInfo.InvariantCulture));
            }
            else if (fact.StartsWith("usage ", StringComparison.Ordinal))
            {
                AddUsage(fact.Split(' '));
            }
            else if (fact.StartsWith("conditional ", StringComparison.Ordinal))
            {
                Conditional = fact["conditional ".Length..];
            }
            else if (s_plainFacts.Contains(fact))
            {
                _words.Add(fact);
            }
            else
            {
                throw new FormatException("Unknown fact '" + fact + "'.");
            }
        }

        private static void AddNumbered(SortedDictionary<int, string> target, string fact)
        {
            int equals = fact.IndexOf('=');
            target.Add(int.Parse(fact[..equals], CultureInfo.InvariantCulture), fact[(equals + 1)..]);
        }

        private void AddUsage(string[] words)
        {
            Usage = int.Parse(words[1], CultureInfo.InvariantCulture);
            AllowMultiple = Array.IndexOf(words, "multiple") >= 0;
            Inherited = Array.IndexOf(words, "not-inherited") < 0;
        }

        private static readonly HashSet<string> s_plainFacts = new(StringComparer.Ordinal)
        {
            "abstract", "abstract override", "excluded", "extension", "final", "flags", "hidden fields", "obsolete",
            "obsolete error", "override", "params", "protected", "readonly", "ref", "sealed", "sealed override",
            "static", "virtual",
        };
    }
}
