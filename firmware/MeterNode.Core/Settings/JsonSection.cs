using System.Collections;

namespace MeterNode.Core.Settings
{
    /// <summary>
    /// One JSON object of the settings, read key by key. Every read checks type and range, and <see cref="Finish"/> refuses what
    /// nobody has read: a misspelt key must not silently fall back to a default.
    /// </summary>
    public sealed class JsonSection
    {
        /// <summary>Longest <see cref="Name"/>, characters.</summary>
        public const int LongestName = 24;

        // What the platform's reader makes of a character that it cannot hold.
        private const char Lost = '\uFFFD';

        private readonly Hashtable _values;
        private readonly ArrayList _known = new ArrayList();
        private readonly string _path;

        /// <summary>Wraps an object of the parsed document.</summary>
        /// <param name="values">Keys and values as the JSON library gives them.</param>
        /// <param name="path">Where it stands in the document; empty for the root.</param>
        public JsonSection(Hashtable values, string path)
        {
            _values = values;
            _path = path;
        }

        /// <summary>Whether the key is there and not null.</summary>
        public bool Has(string key)
        {
            return _values.Contains(key) && _values[key] != null;
        }

        /// <summary>The full path of one of this object's keys.</summary>
        public string PathOf(string key)
        {
            return _path.Length == 0 ? key : _path + "." + key;
        }

        /// <summary>An object that must be there.</summary>
        /// <exception cref="SettingsException">It is missing or no object.</exception>
        public JsonSection Section(string key)
        {
            var value = Required(key);
            if (value is Hashtable table)
            {
                return new JsonSection(table, PathOf(key));
            }

            throw Wrong(key, value, "an object");
        }

        /// <summary>An object that may be left out; then an empty one, so that every default applies.</summary>
        /// <exception cref="SettingsException">It is there and no object.</exception>
        public JsonSection OptionalSection(string key)
        {
            return Has(key) ? Section(key) : new JsonSection(new Hashtable(), PathOf(key));
        }

        /// <summary>A list of objects that must be there.</summary>
        /// <param name="key">The key.</param>
        /// <param name="least">The fewest allowed.</param>
        /// <param name="most">The most allowed.</param>
        /// <exception cref="SettingsException">It is missing, no list of objects, too short or too long.</exception>
        public JsonSection[] Sections(string key, int least, int most)
        {
            var value = Required(key);
            if (value is not IList list)
            {
                throw Wrong(key, value, "a list of objects");
            }

            if (list.Count < least || list.Count > most)
            {
                throw new SettingsException(PathOf(key), "has " + list.Count + " entries; allowed are " + least + " to " + most);
            }

            var sections = new JsonSection[list.Count];
            for (int i = 0; i < sections.Length; i++)
            {
                string path = PathOf(key) + "[" + i + "]";
                if (list[i] is not Hashtable table)
                {
                    throw new SettingsException(path, "is " + JsonValues.Show(list[i]) + "; allowed is an object");
                }

                sections[i] = new JsonSection(table, path);
            }

            return sections;
        }

        /// <summary>A text that must be there and not empty.</summary>
        /// <exception cref="SettingsException">It is missing, no text, or too long.</exception>
        public string Text(string key, int longest)
        {
            var value = Required(key);
            if (value is string text && text.Length > 0 && text.Length <= longest)
            {
                if (text.IndexOf(Lost) >= 0)
                {
                    // Not shown: it may be a password.
                    throw new SettingsException(PathOf(key), "has a character that this reader does not have, such as an emoji; allowed are those below U+FFFD");
                }

                return text;
            }

            throw Wrong(key, value, "a text of 1 to " + longest + " characters");
        }

        /// <summary>A text that may be left out.</summary>
        /// <exception cref="SettingsException">It is there and no text, or too long.</exception>
        public string Text(string key, int longest, string fallback)
        {
            return Has(key) ? Text(key, longest) : Default(key, fallback);
        }

        /// <summary>A name usable in topics: lower-case letters, digits, '-' and '_'.</summary>
        /// <exception cref="SettingsException">It is missing or holds anything else.</exception>
        public string Name(string key)
        {
            string name = Text(key, LongestName);
            for (int i = 0; i < name.Length; i++)
            {
                char c = name[i];
                bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
                if (!allowed)
                {
                    throw Wrong(key, name, "lower-case letters, digits, '-' and '_'");
                }
            }

            return name;
        }

        /// <summary>A whole number that must be there.</summary>
        /// <exception cref="SettingsException">It is missing, no whole number, or out of range.</exception>
        public int Int(string key, int least, int most)
        {
            var value = Required(key);
            string allowed = "a whole number from " + least + " to " + most;
            double number = Number(key, value, allowed);
            if (number >= least && number <= most)
            {
                int whole = (int)number;
                if (whole == number)
                {
                    return whole;
                }
            }

            throw Wrong(key, value, allowed);
        }

        /// <summary>A whole number that may be left out.</summary>
        /// <exception cref="SettingsException">It is there and no whole number, or out of range.</exception>
        public int Int(string key, int least, int most, int fallback)
        {
            if (Has(key))
            {
                return Int(key, least, most);
            }

            Know(key);
            return fallback;
        }

        /// <summary>A number that may be left out.</summary>
        /// <exception cref="SettingsException">It is there and no number, or out of range.</exception>
        public double Real(string key, double least, double most, double fallback)
        {
            Know(key);
            return Has(key) ? Real(key, least, most) : fallback;
        }

        /// <summary>A number that must be there.</summary>
        /// <exception cref="SettingsException">It is missing, no number, or out of range.</exception>
        public double Real(string key, double least, double most)
        {
            var value = Required(key);
            string allowed = "a number from " + JsonValues.Show(least) + " to " + JsonValues.Show(most);
            double number = Number(key, value, allowed);
            if (number >= least && number <= most)
            {
                return number;
            }

            throw Wrong(key, value, allowed);
        }

        /// <summary>A list of numbers that may be left out; <c>null</c> in it is a number that is not known.</summary>
        /// <returns>The numbers, NaN where one is not known; null without the key.</returns>
        /// <exception cref="SettingsException">It is no such list, empty or too long, or a number is out of range.</exception>
        public double[]? Numbers(string key, int mostCount, double least, double most)
        {
            Know(key);
            if (!Has(key))
            {
                return null;
            }

            if (_values[key] is not IList list || list.Count < 1 || list.Count > mostCount)
            {
                throw Wrong(key, _values[key], "a list of 1 to " + mostCount + " numbers");
            }

            var numbers = new double[list.Count];
            for (int i = 0; i < numbers.Length; i++)
            {
                bool isNumber = true;
                numbers[i] = list[i] == null ? double.NaN : JsonValues.ToNumber(list[i]!, out isNumber);
                if (!isNumber || (list[i] != null && !(numbers[i] >= least && numbers[i] <= most)))
                {
                    throw Wrong(key + "[" + i + "]", list[i], "a number from " + JsonValues.Show(least) + " to " + JsonValues.Show(most) + ", or null");
                }
            }

            return numbers;
        }

        /// <summary>Something that must be there and that its reader looks at itself.</summary>
        /// <exception cref="SettingsException">It is missing.</exception>
        public object Value(string key)
        {
            return Required(key);
        }

        /// <summary>True or false; may be left out.</summary>
        /// <exception cref="SettingsException">It is there and neither.</exception>
        public bool Flag(string key, bool fallback)
        {
            Know(key);
            if (!Has(key))
            {
                return fallback;
            }

            var value = _values[key];
            return value is bool flag ? flag : throw Wrong(key, value, "true or false");
        }

        /// <summary>One of several words; may be left out.</summary>
        /// <returns>The index of the word.</returns>
        /// <exception cref="SettingsException">It is there and none of them.</exception>
        public int Choice(string key, string[] words, int fallback)
        {
            Know(key);
            if (!Has(key))
            {
                return fallback;
            }

            var value = _values[key];
            string allowed = "";
            for (int i = 0; i < words.Length; i++)
            {
                if (value is string word && word == words[i])
                {
                    return i;
                }

                allowed += (i == 0 ? "" : i == words.Length - 1 ? " or " : ", ") + words[i];
            }

            throw Wrong(key, value, allowed);
        }

        /// <summary>Refuses keys that nobody has read.</summary>
        /// <exception cref="SettingsException">There is one.</exception>
        public void Finish()
        {
            foreach (var key in _values.Keys)
            {
                string name = (string)key;
                if (!_known.Contains(name))
                {
                    string allowed = "";
                    foreach (var known in _known)
                    {
                        allowed += (allowed.Length == 0 ? "" : ", ") + (string)known;
                    }

                    throw new SettingsException(PathOf(name), "is no known key here; allowed are " + allowed);
                }
            }
        }

        /// <summary>A text that may be left out and is never shown in a message.</summary>
        /// <exception cref="SettingsException">It is there and no text, or too long.</exception>
        public string Secret(string key, int longest)
        {
            Know(key);
            if (!Has(key))
            {
                return "";
            }

            if (_values[key] is string text && text.Length <= longest)
            {
                return text;
            }

            throw new SettingsException(PathOf(key), "is not a text of at most " + longest + " characters (the value is not shown)");
        }

        private double Number(string key, object value, string allowed)
        {
            double number = JsonValues.ToNumber(value, out bool isNumber);
            return isNumber ? number : throw Wrong(key, value, allowed);
        }

        private object Required(string key)
        {
            Know(key);
            if (!Has(key))
            {
                throw new SettingsException(PathOf(key), "is missing");
            }

            return _values[key]!;
        }

        private void Know(string key)
        {
            if (!_known.Contains(key))
            {
                _known.Add(key);
            }
        }

        private string Default(string key, string fallback)
        {
            Know(key);
            return fallback;
        }

        private SettingsException Wrong(string key, object? value, string allowed)
        {
            return new SettingsException(PathOf(key), "is " + JsonValues.Show(value) + "; allowed is " + allowed);
        }
    }
}
