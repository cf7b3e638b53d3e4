using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>One value of the document, with the line that it stands on.</summary>
    internal sealed class ConfigNode
    {
        private const int LongestShown = 60;

        private static readonly JsonSerializerOptions s_plain = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public ConfigNode(JsonValueKind kind, int line, string text)
        {
            Kind = kind;
            Line = line;
            Text = text;
        }

        /// <summary>What it is.</summary>
        public JsonValueKind Kind { get; }

        /// <summary>Line in the file, from 1.</summary>
        public int Line { get; }

        /// <summary>The string, or the literal as it is written; empty for objects and lists.</summary>
        public string Text { get; }

        /// <summary>Values of an object by key, in the order of the file.</summary>
        public List<KeyValuePair<string, ConfigNode>> Members { get; } = new List<KeyValuePair<string, ConfigNode>>();

        /// <summary>Values of a list.</summary>
        public List<ConfigNode> Items { get; } = new List<ConfigNode>();

        /// <summary>The value for a message, always on one line.</summary>
        public string Shown
        {
            get
            {
                switch (Kind)
                {
                    case JsonValueKind.Object:
                        return "an object";
                    case JsonValueKind.Array:
                        return "a list";
                    case JsonValueKind.String:
                        string text = Text.Length > LongestShown ? Text.Substring(0, LongestShown) + "..." : Text;
                        return JsonSerializer.Serialize(text, s_plain);
                    default:
                        return Text;
                }
            }
        }

        /// <summary>The value of a key, or null.</summary>
        public ConfigNode? Find(string key)
        {
            foreach (var member in Members)
            {
                if (member.Key == key)
                {
                    return member.Value;
                }
            }

            return null;
        }
    }
}
