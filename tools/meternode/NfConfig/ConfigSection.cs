using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>
    /// One object of the file, of which every key is known beforehand: a misspelt or missing one must not pass in silence. Every
    /// read checks type and range.
    /// </summary>
    internal sealed class ConfigSection
    {
        private readonly string _file;
        private readonly string _path;
        private readonly ConfigNode _node;

        /// <summary>Wraps an object and checks its keys.</summary>
        /// <param name="file">Its file, for messages.</param>
        /// <param name="path">Where it stands; empty for the root.</param>
        /// <param name="node">The object.</param>
        /// <param name="keys">The keys that it must have, and no others.</param>
        /// <exception cref="NfConfigException">It has another key, or lacks one.</exception>
        public ConfigSection(string file, string path, ConfigNode node, params string[] keys)
        {
            _file = file;
            _path = path;
            _node = node;
            foreach (var member in node.Members)
            {
                if (Array.IndexOf(keys, member.Key) < 0)
                {
                    throw new NfConfigException(file, member.Value.Line, PathOf(member.Key), "is no known key; allowed are " + string.Join(", ", keys));
                }
            }

            foreach (string key in keys)
            {
                if (node.Find(key) is null)
                {
                    throw new NfConfigException(file, node.Line, PathOf(key), "is missing; needed are " + string.Join(", ", keys));
                }
            }
        }

        /// <summary>An object.</summary>
        public ConfigSection Section(string key, params string[] keys)
        {
            var node = Value(key);
            return node.Kind == JsonValueKind.Object ? new ConfigSection(_file, PathOf(key), node, keys) : throw Wrong(key, "an object");
        }

        /// <summary>A list of objects.</summary>
        public ConfigSection[] Sections(string key, int most, params string[] keys)
        {
            var items = Items(key, 0, most, "objects");
            var sections = new ConfigSection[items.Count];
            for (int i = 0; i < sections.Length; i++)
            {
                sections[i] = items[i].Kind == JsonValueKind.Object
                    ? new ConfigSection(_file, PathOf(key, i), items[i], keys)
                    : throw Wrong(key, i, "an object");
            }

            return sections;
        }

        /// <summary>The values of a list.</summary>
        public IReadOnlyList<ConfigNode> Items(string key, int least, int most, string of)
        {
            string allowed = "a list of " + least + " to " + most + " " + of;
            var node = Value(key);
            if (node.Kind != JsonValueKind.Array)
            {
                throw Wrong(key, allowed);
            }

            return node.Items.Count >= least && node.Items.Count <= most
                ? node.Items
                : throw new NfConfigException(_file, node.Line, PathOf(key), "has " + node.Items.Count + " entries; allowed is " + allowed);
        }

        /// <summary>A text.</summary>
        public string Text(string key, Predicate<string> isAllowed, string allowed)
        {
            var node = Value(key);
            return node.Kind == JsonValueKind.String && isAllowed(node.Text) ? node.Text : throw Wrong(key, allowed);
        }

        /// <summary>A whole number.</summary>
        public int Int(string key, Predicate<int> isAllowed, string allowed)
        {
            return TryInt(Value(key), out int number) && isAllowed(number) ? number : throw Wrong(key, allowed);
        }

        /// <summary>A refusal of a key's value.</summary>
        public NfConfigException Wrong(string key, string allowed)
        {
            return Wrong(PathOf(key), Value(key), allowed);
        }

        /// <summary>A refusal of an entry of a list.</summary>
        public NfConfigException Wrong(string key, int index, string allowed)
        {
            return Wrong(PathOf(key, index), Value(key).Items[index], allowed);
        }

        /// <summary>Reads a whole number without fraction or exponent.</summary>
        public static bool TryInt(ConfigNode node, out int number)
        {
            number = 0;
            return node.Kind == JsonValueKind.Number
                && int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        }

        private NfConfigException Wrong(string path, ConfigNode node, string allowed)
        {
            return new NfConfigException(_file, node.Line, path, "is " + node.Shown + "; allowed is " + allowed);
        }

        private ConfigNode Value(string key)
        {
            return _node.Find(key) ?? throw new ArgumentException("not among the keys that were asked for", nameof(key));
        }

        private string PathOf(string key)
        {
            return _path.Length == 0 ? key : _path + "." + key;
        }

        private string PathOf(string key, int index)
        {
            return PathOf(key) + "[" + index + "]";
        }
    }
}
