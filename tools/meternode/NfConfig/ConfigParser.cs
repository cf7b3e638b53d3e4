using System;
using System.Text;
using System.Text.Json;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>
    /// Reads JSON with comments and trailing commas into nodes that know their line; the library's own document does not keep
    /// lines, and an error without one is hard to find.
    /// </summary>
    internal static class ConfigParser
    {
        private const char ByteOrderMark = '\uFEFF';

        /// <summary>Reads a document.</summary>
        /// <param name="text">Its text.</param>
        /// <param name="file">Its file, for messages.</param>
        /// <exception cref="NfConfigException">It is no JSON object, or has a key twice.</exception>
        public static ConfigNode Parse(string text, string file)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text.TrimStart(ByteOrderMark));
            var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            var reader = new Utf8JsonReader(bytes, options);
            try
            {
                reader.Read();
                var root = ReadValue(ref reader, bytes, file, string.Empty);
                while (reader.Read())
                {
                    // The reader itself refuses whatever follows the document, comments excepted.
                }

                return root.Kind == JsonValueKind.Object
                    ? root
                    : throw new NfConfigException(file, root.Line, string.Empty, "is " + root.Shown + "; allowed is a JSON object");
            }
            catch (JsonException broken)
            {
                throw new NfConfigException(file, (int)(broken.LineNumber ?? -1) + 1, string.Empty, "is no valid JSON: " + WithoutPlace(broken.Message));
            }
            catch (InvalidOperationException broken)
            {
                // A text with half a surrogate pair or broken UTF-8 only shows when it is taken out.
                throw new NfConfigException(file, LineOf(bytes, reader.TokenStartIndex), string.Empty, "is no valid JSON: " + broken.Message);
            }
        }

        private static ConfigNode ReadValue(ref Utf8JsonReader reader, byte[] bytes, string file, string path)
        {
            int line = LineOf(bytes, reader.TokenStartIndex);
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    return ReadObject(ref reader, bytes, file, path, line);
                case JsonTokenType.StartArray:
                    var list = new ConfigNode(JsonValueKind.Array, line, string.Empty);
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    {
                        list.Items.Add(ReadValue(ref reader, bytes, file, path + "[" + list.Items.Count + "]"));
                    }

                    return list;
                case JsonTokenType.String:
                    return new ConfigNode(JsonValueKind.String, line, reader.GetString() ?? string.Empty);
                case JsonTokenType.Number:
                    return new ConfigNode(JsonValueKind.Number, line, Encoding.UTF8.GetString(reader.ValueSpan));
                case JsonTokenType.True:
                    return new ConfigNode(JsonValueKind.True, line, "true");
                case JsonTokenType.False:
                    return new ConfigNode(JsonValueKind.False, line, "false");
                default:
                    return new ConfigNode(JsonValueKind.Null, line, "null");
            }
        }

        private static ConfigNode ReadObject(ref Utf8JsonReader reader, byte[] bytes, string file, string path, int line)
        {
            var section = new ConfigNode(JsonValueKind.Object, line, string.Empty);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                string key = reader.GetString() ?? string.Empty;
                string keyPath = path.Length == 0 ? key : path + "." + key;
                int keyLine = LineOf(bytes, reader.TokenStartIndex);
                if (section.Find(key) is { } first)
                {
                    throw new NfConfigException(file, keyLine, keyPath, "is there twice, first on line " + first.Line + "; allowed is a key once");
                }

                reader.Read();
                section.Members.Add(new(key, ReadValue(ref reader, bytes, file, keyPath)));
            }

            return section;
        }

        private static int LineOf(byte[] bytes, long index)
        {
            return bytes.AsSpan(0, (int)index).Count((byte)'\n') + 1;
        }

        /// <summary>The library's message without the place that it appends, which counts lines from 0.</summary>
        private static string WithoutPlace(string message)
        {
            int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            return place < 0 ? message : message.Substring(0, place);
        }
    }
}
