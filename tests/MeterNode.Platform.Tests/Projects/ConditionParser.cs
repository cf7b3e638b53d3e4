using System;
using System.Collections.Generic;

namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>
    /// Evaluates a condition of a project whose properties are expanded: quoted words compared with == and !=,
    /// Exists(), !, and, or, parentheses. Anything else is an error, so that nothing is skipped by mistake.
    /// </summary>
    internal sealed class ConditionParser
    {
        private readonly List<string> _tokens;
        private readonly Func<string, bool> _exists;
        private int _position;

        private ConditionParser(List<string> tokens, Func<string, bool> exists)
        {
            _tokens = tokens;
            _exists = exists;
        }

        /// <summary>True when the condition holds; an empty one does.</summary>
        /// <param name="condition">The condition, with properties expanded.</param>
        /// <param name="exists">Tells whether a file is there.</param>
        /// <exception cref="FormatException">The condition is of a form that is not known here.</exception>
        public static bool Evaluate(string condition, Func<string, bool> exists)
        {
            if (condition.Trim().Length == 0)
            {
                return true;
            }

            var parser = new ConditionParser(Split(condition), exists);
            bool value = parser.Or();
            return parser._position == parser._tokens.Count
                ? value
                : throw new FormatException("Something is left over behind the condition.");
        }

        // A quoted word keeps its opening quote, so that '' is a word and not nothing.
        private static List<string> Split(string condition)
        {
            var tokens = new List<string>();
            for (int i = 0; i < condition.Length;)
            {
                char c = condition[i];
                int start = i;
                if (char.IsWhiteSpace(c))
                {
                    i++;
                    continue;
                }

                if (c == '\'')
                {
                    i = condition.IndexOf('\'', i + 1) + 1;
                    if (i == 0)
                    {
                        throw new FormatException("A quote is not closed.");
                    }

                    tokens.Add(condition[start..(i - 1)]);
                    continue;
                }

                if (c is '=' or '!' && i + 1 < condition.Length && condition[i + 1] == '=')
                {
                    i += 2;
                }
                else if (c is '(' or ')' or '!')
                {
                    i++;
                }
                else
                {
                    while (i < condition.Length && (char.IsLetterOrDigit(condition[i]) || condition[i] is '.' or '_'))
                    {
                        i++;
                    }
                }

                if (i == start)
                {
                    throw new FormatException("'" + c + "' is not understood.");
                }

                tokens.Add(condition[start..i]);
            }

            return tokens;
        }

        private bool Or()
        {
            bool value = And();
            while (TakeWord("or"))
            {
                value |= And();
            }

            return value;
        }

        private bool And()
        {
            bool value = Term();
            while (TakeWord("and"))
            {
                value &= Term();
            }

            return value;
        }

        private bool Term()
        {
            if (TakeWord("!"))
            {
                return !Term();
            }

            if (TakeWord("("))
            {
                bool value = Or();
                Expect(")");
                return value;
            }

            if (TakeWord("Exists"))
            {
                Expect("(");
                bool value = _exists(Unquote(Next()));
                Expect(")");
                return value;
            }

            string left = Unquote(Next());
            if (TakeWord("=="))
            {
                return string.Equals(left, Unquote(Next()), StringComparison.OrdinalIgnoreCase);
            }

            if (TakeWord("!="))
            {
                return !string.Equals(left, Unquote(Next()), StringComparison.OrdinalIgnoreCase);
            }

            return bool.TryParse(left, out bool literal)
                ? literal
                : throw new FormatException("'" + left + "' is neither true nor false.");
        }

        private bool TakeWord(string word)
        {
            bool isThere = _position < _tokens.Count
                && string.Equals(_tokens[_position], word, StringComparison.OrdinalIgnoreCase);
            if (isThere)
            {
                _position++;
            }

            return isThere;
        }

        private void Expect(string word)
        {
            if (!TakeWord(word))
            {
                throw new FormatException("'" + word + "' is missing.");
            }
        }

        private string Next() => _position < _tokens.Count
            ? _tokens[_position++]
            : throw new FormatException("The condition ends too early.");

        private static string Unquote(string token) => token.StartsWith('\'') ? token[1..] : token;
    }
}
