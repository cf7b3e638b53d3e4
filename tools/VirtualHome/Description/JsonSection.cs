using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace VirtualHome.Description
{
    /// <summary>
    /// An object of a home's description, read strictly: every key is asked for with what is allowed, and a key that nobody asked
    /// for is an error.
    /// </summary>
    public sealed class JsonSection
    {
        private const string NameRule = "small letters, digits, '-' and '_', at most 32, beginning with a letter";

        private readonly JsonElement _element;
        private readonly string _path;
        private readonly List<string> _known = new List<string>();

        internal JsonSection(string file, string path, JsonElement element)
        {
            File = file;
            _path = path;
            _element = element;
            if (element.ValueKind != JsonValueKind.Object)
            {
                throw new HomeFormatException(file, path, Show(element), "an object { ... }");
            }
        }

        /// <summary>The file.</summary>
        public string File { get; }

        /// <summary>A number.</summary>
        /// <param name="key">The key.</param>
        /// <param name="otherwise">The value when the key is absent.</param>
        /// <param name="least">Least allowed.</param>
        /// <param name="most">Most allowed.</param>
        /// <returns>The value.</returns>
        /// <exception cref="HomeFormatException">It is something else.</exception>
        public double Number(string key, double otherwise, double least, double most)
        {
            if (!Find(key, out var value))
            {
                return otherwise;
            }

            bool read = value.ValueKind == JsonValueKind.Number;
            double number = read ? value.GetDouble() : 0;
            return read && number >= least && number <= most
                ? number
                : throw Wrong(key, value, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
        }

        /// <summary>A number that has to be there.</summary>
        /// <param name="key">The key.</param>
        /// <param name="least">Least allowed.</param>
        /// <param name="most">Most allowed.</param>
        /// <returns>The value.</returns>
        /// <exception cref="HomeFormatException">It is absent or something else.</exception>
        public double Required(string key, double least, double most)
        {
            double number = Number(key, double.NaN, least, most);
            return double.IsNaN(number)
                ? throw Wrong(key, default, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"))
                : number;
        }

        /// <summary>A whole number.</summary>
        /// <param name="key">The key.</param>
        /// <param name="otherwise">The value when the key is absent.</param>
        /// <param name="least">Least allowed.</param>
        /// <param name="most">Most allowed.</param>
        /// <returns>The value.</returns>
        /// <exception cref="HomeFormatException">It is something else.</exception>
        public int Whole(string key, int otherwise, int least, int most)
        {
            if (!Find(key, out var value))
            {
                return otherwise;
            }

            bool read = value.ValueKind == JsonValueKind.Number;
            return read && value.TryGetInt32(out int number) && number >= least && number <= most
                ? number
                : throw Wrong(key, value, "a whole number from " + least + " to " + most);
        }

        /// <summary>True or false.</summary>
        /// <param name="key">The key.</param>
        /// <param name="otherwise">The value when the key is absent.</param>
        /// <returns>The value.</returns>
        /// <exception cref="HomeFormatException">It is something else.</exception>
        public bool Flag(string key, bool otherwise)
        {
            if (!Find(key, out var value))
            {
                return otherwise;
            }

            return value.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw Wrong(key, value, "true or false"),
            };
        }

        /// <summary>One of the names of an enumeration, in small letters with <c>_</c> between words.</summary>
        /// <typeparam name="T">The enumeration.</typeparam>
        /// <param name="key">The key.</param>
        /// <param name="otherwise">The value when the key is absent.</param>
        /// <returns>The value.</returns>
        /// <exception cref="HomeFormatException">It is something else.</exception>
        public T Choice<T>(string key, T otherwise)
            where T : struct, Enum
        {
            if (!Find(key, out var value))
            {
                return otherwise;
            }

            var names = new List<string>();
            foreach (var each in Enum.GetValues<T>())
            {
                string name = JsonNamingPolicy.SnakeCaseLower.ConvertName(each.ToString());
                names.Add(name);
                if (value.ValueKind == JsonValueKind.String && value.GetString() == name)
                {
                    return each;
                }
            }

            throw Wrong(key, value, "one of " + string.Join(", ", names));
        }

        /// <summary>The key <c>name</c>, which has to be there.</summary>
        /// <returns>The name.</returns>
        /// <exception cref="HomeFormatException">It is absent or something else.</exception>
        public string Name()
        {
            return Find("name", out var value) && IsName(value) ? value.GetString()! : throw Wrong("name", value, NameRule);
        }

        /// <summary>One of some words.</summary>
        /// <param name="key">The key.</param>
        /// <param name="otherwise">The word when the key is absent; null when it has to be there.</param>
        /// <param name="words">What is allowed.</param>
        /// <returns>The word.</returns>
        /// <exception cref="HomeFormatException">It is absent or something else.</exception>
        public string Word(string key, string? otherwise, IReadOnlyCollection<string> words)
        {
            ArgumentNullException.ThrowIfNull(words);
            bool present = Find(key, out var value);
            if (!present && otherwise is not null)
            {
                return otherwise;
            }

            if (present && value.ValueKind == JsonValueKind.String)
            {
                foreach (string word in words)
                {
                    if (value.GetString() == word)
                    {
                        return word;
                    }
                }
            }

            throw Wrong(key, value, "one of " + string.Join(", ", words));
        }

        /// <summary>The circuits of an appliance: the key <c>circuit</c> with one name, or <c>circuits</c> with three.</summary>
        /// <returns>One or three names.</returns>
        /// <exception cref="HomeFormatException">Both or neither are there, or they are something else.</exception>
        public IReadOnlyList<string> Circuits()
        {
            bool one = Find("circuit", out var single);
            bool three = Find("circuits", out var several);
            if (one == three)
            {
                throw new HomeFormatException(File, Path("circuit"), one ? "circuit and circuits" : "nothing", "the name of a circuit, or circuits with three");
            }

            if (one)
            {
                return IsName(single) ? new[] { single.GetString()! } : throw Wrong("circuit", single, "the name of a circuit");
            }

            var names = new List<string>();
            if (several.ValueKind == JsonValueKind.Array)
            {
                foreach (var each in several.EnumerateArray())
                {
                    names.Add(IsName(each) ? each.GetString()! : throw Wrong("circuits", several, "the names of three circuits"));
                }
            }

            return names.Count == 3 ? names : throw Wrong("circuits", several, "the names of three circuits");
        }

        /// <summary>An object inside this one.</summary>
        /// <param name="key">The key.</param>
        /// <returns>The object; an empty one when the key is absent.</returns>
        /// <exception cref="HomeFormatException">It is something else.</exception>
        public JsonSection Section(string key)
        {
            return Find(key, out var value)
                ? new JsonSection(File, Path(key), value)
                : new JsonSection(File, Path(key), JsonElement.Parse("{}"));
        }

        /// <summary>A list of objects.</summary>
        /// <typeparam name="T">What an object becomes.</typeparam>
        /// <param name="key">The key.</param>
        /// <param name="read">Reads one object.</param>
        /// <returns>The objects; none when the key is absent.</returns>
        /// <exception cref="HomeFormatException">It is something else.</exception>
        public IReadOnlyList<T> List<T>(string key, Func<JsonSection, T> read)
        {
            ArgumentNullException.ThrowIfNull(read);
            var list = new List<T>();
            if (!Find(key, out var value))
            {
                return list;
            }

            if (value.ValueKind != JsonValueKind.Array)
            {
                throw Wrong(key, value, "a list [ ... ]");
            }

            foreach (var each in value.EnumerateArray())
            {
                list.Add(read(new JsonSection(File, Path(key) + "[" + list.Count + "]", each)));
            }

            return list;
        }

        /// <summary>Ends the reading.</summary>
        /// <exception cref="HomeFormatException">There is a key that was not asked for.</exception>
        public void Done()
        {
            foreach (var property in _element.EnumerateObject())
            {
                if (!_known.Contains(property.Name))
                {
                    throw new HomeFormatException(File, Path(property.Name), "an unknown key", "one of " + string.Join(", ", _known));
                }
            }
        }

        /// <summary>Looks for a key, and remembers that it is known.</summary>
        internal bool Find(string key, out JsonElement value)
        {
            if (!_known.Contains(key))
            {
                _known.Add(key);
            }

            return _element.TryGetProperty(key, out value);
        }

        /// <summary>Says that a value, or its absence, is not allowed.</summary>
        internal HomeFormatException Wrong(string key, JsonElement value, string allowed)
        {
            return new HomeFormatException(File, Path(key), Show(value), allowed);
        }

        private static bool IsName(JsonElement value)
        {
            return value.ValueKind == JsonValueKind.String && HomeDescription.IsName(value.GetString()!);
        }

        private static string Show(JsonElement value)
        {
            string text = value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.GetRawText().ReplaceLineEndings(" ");
            return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
        }

        private string Path(string key)
        {
            return _path.Length == 0 ? key : _path + "." + key;
        }
    }
}
