using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MeterNode.System.Tests.Configurations;
using NJsonSchema;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>The JSON schemas of the messages, as they are published in <c>tools/schemas</c>: one file a topic.</summary>
    internal static class Schemas
    {
        private static readonly Lazy<IReadOnlyDictionary<string, JsonSchema>> s_all = new Lazy<IReadOnlyDictionary<string, JsonSchema>>(Load);

        /// <summary>The schemas by name.</summary>
        public static IReadOnlyDictionary<string, JsonSchema> All => s_all.Value;

        /// <summary>Topics whose messages are bare words rather than JSON, or may be.</summary>
        public static IReadOnlySet<string> BareTopics { get; } = new HashSet<string> { "status", "load-set", "waveform-get", "command" };

        /// <summary>The folder of the schemas.</summary>
        public static string Folder { get; } = RepositoryFiles.PathOf("tools", "schemas");

        /// <summary>The schema's name of a topic below the node's root: <c>load/ev/set</c> has <c>load-set</c>.</summary>
        public static string NameOf(string tail)
        {
            var parts = tail.Split('/');
            return parts.Length == 3 ? parts[0] + "-" + parts[2] : string.Join('-', parts);
        }

        /// <summary>What is wrong with a message.</summary>
        /// <param name="name">Name of its schema.</param>
        /// <param name="payload">Its text.</param>
        /// <returns>Empty for nothing.</returns>
        public static IReadOnlyList<string> Validate(string name, string payload)
        {
            bool isJson = !BareTopics.Contains(name) || payload.StartsWith('{') || IsWholeNumber(payload);
            string json = isJson ? payload : JsonSerializer.Serialize(payload);
            try
            {
                JsonDocument.Parse(json).Dispose();
            }
            catch (JsonException)
            {
                return ["is no JSON"];
            }

            return All[name].Validate(json).Select(each => each.ToString()).ToArray();
        }

        private static bool IsWholeNumber(string payload)
        {
            return payload.TrimStart('-') is { Length: > 0 } digits && digits.All(char.IsAsciiDigit) && payload.Length - digits.Length < 2;
        }

        private static Dictionary<string, JsonSchema> Load()
        {
            return Directory.GetFiles(Folder, "*.json").ToDictionary(
                each => Path.GetFileNameWithoutExtension(each)!,
                each => JsonSchema.FromJsonAsync(File.ReadAllText(each)).GetAwaiter().GetResult(),
                StringComparer.Ordinal);
        }
    }
}
