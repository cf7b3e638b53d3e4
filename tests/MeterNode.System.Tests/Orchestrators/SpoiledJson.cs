using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>Makes wrong messages out of right ones.</summary>
    internal static class SpoiledJson
    {
        /// <summary>Keys that a message may be without; all others are always there.</summary>
        private static readonly string[] s_optional =
            ["lost_before", "id", "samples", "partner", "voltage_l2_v", "voltage_l3_v", "dc_channels", "load", "circuit", "topic"];

        /// <summary>A message with a key more, a key less, or another type of value, at every place.</summary>
        public static IEnumerable<string> Of(string message)
        {
            foreach (string path in Paths(JsonNode.Parse(message)!, string.Empty))
            {
                var more = JsonNode.Parse(message)!;
                if (At(more, path) is JsonObject place)
                {
                    place.Add("no such key", 1);
                    yield return more.ToJsonString();
                }

                if (path.Length == 0)
                {
                    continue;
                }

                int cut = path.LastIndexOf('/');
                string key = path[(cut + 1)..];
                var other = JsonNode.Parse(message)!;
                if (At(other, path[..cut]) is JsonObject parent)
                {
                    parent[key] = JsonNode.Parse("[[]]");
                    yield return other.ToJsonString();
                    bool isNamed = path.Split('/') is [_, "circuits" or "loads" or "dc_channels", _] or [_, "link", "failures", _];

                    // Of the records only those whose time is not known say how old they are.
                    bool isAge = path == "/uptime_s" && message.Contains("\"series\"", StringComparison.Ordinal);
                    if (!isNamed && !isAge && !s_optional.Contains(key))
                    {
                        parent.Remove(key);
                        yield return other.ToJsonString();
                    }
                }
            }
        }

        private static IEnumerable<string> Paths(JsonNode? node, string path)
        {
            yield return path;
            if (node is JsonObject inner)
            {
                foreach (var each in inner)
                {
                    foreach (string below in Paths(each.Value, path + "/" + each.Key))
                    {
                        yield return below;
                    }
                }
            }
        }

        private static JsonNode? At(JsonNode root, string path)
        {
            JsonNode? node = root;
            foreach (string step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                node = node![step];
            }

            return node;
        }
    }
}
