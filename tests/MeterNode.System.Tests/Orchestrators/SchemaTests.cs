using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Metering.Wiring;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;
using MeterNode.Services.Storage;
using MeterNode.Services.Outboxes;
using MeterNode.System.Tests.Configurations;
using MeterNode.System.Tests.Nodes;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>The published schemas and the whole firmware, each held against the other.</summary>
    public sealed class SchemaTests
    {
        private const string Root = "meternode/test-1/";

        private readonly ITestOutputHelper _output;

        public SchemaTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public async Task EveryMessage_OfANodeInTrouble_IsAsItsSchemaSays()
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = TestWorld.Create(settings: TroubledRun.Settings);
            world.ConnectBroker(broker.Endpoint);
            await TroubledRun.RunAsync(world, log);
            var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var message in log.Messages.Where(each => each.Topic.StartsWith(Root, StringComparison.Ordinal)))
            {
                string name = Schemas.NameOf(message.Topic[Root.Length..]);
                Assert.True(Schemas.All.ContainsKey(name), "no schema for " + message.Topic);
                if (IsOut(name))
                {
                    Assert.True(Schemas.Validate(name, message.Payload) is { Count: 0 }, message.Topic + ": " + message.Payload + "\n" + string.Join('\n', Schemas.Validate(name, message.Payload)));
                    seen[name] = seen.GetValueOrDefault(name) + 1;
                }
            }

            var events = log.Of(Root + "event").Select(each => JsonDocument.Parse(each).RootElement.GetProperty("event").GetString()!).Distinct().Order().ToArray();
            _output.WriteLine(string.Join(", ", seen.Select(each => each.Value + " " + each.Key)) + "; " + string.Join(", ", events));
            Assert.Equal(Schemas.All.Keys.Where(IsOut).Order(StringComparer.Ordinal), seen.Keys);
            string[] expected = ["dimming", "load_switched", "over_limit", "sensor_fault", "sensor_restored", "settings_refused", "started"];
            Assert.Equal([], expected.Except(events));
        }

        [Fact]
        public async Task SpoiledMessages_AreRefusedByTheirSchemas()
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = TestWorld.Create(settings: TroubledRun.Settings);
            world.ConnectBroker(broker.Endpoint);
            await TroubledRun.RunAsync(world, log);
            int spoiled = 0;
            foreach (string name in Schemas.All.Keys.Where(each => IsOut(each) && each != "status"))
            {
                foreach (string message in log.Of(Root + name).TakeLast(12))
                {
                    foreach (string each in SpoiledJson.Of(message))
                    {
                        Assert.True(Schemas.Validate(name, each).Count > 0, name + " allows " + each);
                        spoiled++;
                    }
                }
            }

            _output.WriteLine(spoiled + " spoiled messages");
            Assert.True(spoiled > 1000);
            Assert.NotEmpty(Schemas.Validate("status", "away"));
        }

        [Fact]
        public void EveryKindOfEvent_HasItsSchema()
        {
            var settings = NodeSettings.Parse(TroubledRun.Settings);
            var json = new JsonWriter(1024);
            foreach (var kind in Enum.GetValues<EventKind>())
            {
                int detail = kind switch
                {
                    EventKind.SensorFault => (int)(ReadingFlags.Lost | ReadingFlags.Stale),
                    EventKind.WiringFault => (int)WiringFault.Swapped,
                    EventKind.OverLimit or EventKind.LimitUnrelieved => 60000,
                    _ => 1,
                };
                int state = kind == EventKind.LoadSwitched || kind == EventKind.LoadAdjusted || kind == EventKind.GridLimitState ? 1 : 0;
                foreach (int dropped in new[] { 0, 3 })
                {
                    var record = new EventRecord { Sequence = 7, TimeMs = 61234, Kind = kind, Subject = 1, Detail = detail, Detail2 = state, Value = 2 };
                    record.Text = "limit_a: is 0";
                    EventNames.Fill(settings, record);
                    var entry = new EventEntry();
                    var bytes = new byte[EventEntry.MostBytes];
                    Assert.True(entry.Read(bytes, 0, entry.Write(record, 3, 0, bytes)));
                    EventMessage.Write(json, new OutboxIdentity(), new OutboxItem(0) { Sequence = 7, Covers = 1, Lost = dropped }, entry, new UtcClock());
                    string text = Encoding.UTF8.GetString(json.ToArray());
                    Assert.True(Schemas.Validate("event", text) is { Count: 0 }, text + "\n" + string.Join('\n', Schemas.Validate("event", text)));
                    Assert.NotEmpty(Schemas.Validate("event", text.Replace("\"event\":\"", "\"event\":\"un", StringComparison.Ordinal)));
                }
            }
        }

        [Fact]
        public void EveryTopic_HasASchemaAndALineInTheReadme()
        {
            var topics = new Topics("x", "homeassistant");
            var tails = typeof(Topics).GetProperties()
                .Where(each => each.PropertyType == typeof(string) && !each.Name.StartsWith("Discovery", StringComparison.Ordinal))
                .Select(each => ((string)each.GetValue(topics)!)["meternode/x/".Length..])
                .ToArray();
            Assert.Equal(Schemas.All.Keys.Order(StringComparer.Ordinal), tails.Select(Schemas.NameOf).Order(StringComparer.Ordinal));
            string readme = File.ReadAllText(RepositoryFiles.PathOf("README.md"));
            foreach (string tail in tails)
            {
                Assert.Contains("| `" + tail.Replace("+", "<name>", StringComparison.Ordinal) + "` |", readme, StringComparison.Ordinal);
            }
        }

        [Fact]
        public void EverySchema_SaysWhatEachFieldIsAndInWhatRange()
        {
            foreach (string file in Directory.GetFiles(Schemas.Folder, "*.json"))
            {
                var schema = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
                Assert.Contains((string)schema["title"]!, (string)schema["description"]!, StringComparison.Ordinal);
                CheckFields(Path.GetFileName(file), schema);
                foreach (var example in schema["examples"]!.AsArray())
                {
                    Assert.Empty(Schemas.All[Path.GetFileNameWithoutExtension(file)].Validate(example!.ToJsonString()));
                }
            }
        }

        [Theory]
        [MemberData(nameof(Requests))]
        public async Task Request_IsTakenOrRefusedAsItsSchemaSays(string tail, string[] payloads)
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = TestWorld.Create(settings: TroubledRun.Settings);
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(10));
            string name = Schemas.NameOf(tail);
            int taken = 0;
            foreach (string payload in payloads)
            {
                await log.SettleAsync(world);
                int replies = log.Of(Root + "reply").Count;
                int waveforms = log.Of(Root + "waveform").Count;
                await log.AskAsync(world, Root + tail, payload, tail.StartsWith("load", StringComparison.Ordinal) ? 11 : tail == "prices" ? 10 : 2);
                var answers = log.Of(Root + "reply").Skip(replies).ToArray();
                bool isTaken = log.Of(Root + "waveform").Count > waveforms || answers.Single().Contains("\"ok\":true", StringComparison.Ordinal);

                // An empty message stands for a retained one that was deleted.
                bool isValid = payload.Length == 0 || Schemas.Validate(name, payload).Count == 0;
                Assert.True(isTaken == isValid, payload + " is " + (isValid ? "valid" : "not valid") + "; the node says " + string.Concat(answers));
                taken += isTaken ? 1 : 0;
            }

            _output.WriteLine(taken + " of " + payloads.Length + " taken");
            Assert.InRange(taken, 2, payloads.Length - 2);
        }

        public static IEnumerable<TheoryDataRow<string, string[]>> Requests()
        {
            yield return new("limit", Fields("limit", ["import_w", "export_w", "dim_w", "valid_s"]));
            yield return new("price", Fields("price", ["import_per_kwh", "export_per_kwh", "valid_s"]));
            string[] starts = ["\"2026-10-25T22:00Z\"", "\"2026-10-25T22:00:00Z\"", "\"2026-10-25T22:00:00.000Z\"", "\"2026-10-25T22:00+01:00\"", "\"2026-10-25T22:00:00\"", "\"1999-01-01T00:00Z\"", "\"\"", "7", "null"];
            string[] lists = ["[0.1]", "[-1000,1000,null]", "[]", "[1001]", "[-1000.1]", "[\"1\"]", "[[1]]", "[true]", "0.1", "{}", "\"0.1\"", "null", "[" + string.Join(',', Enumerable.Repeat("0.123", 200)) + "]", "[" + string.Join(',', Enumerable.Repeat("1", 201)) + "]"];
            string[] lengths = ["15", "30", "60", "20", "0", "-60", "120", "15.5", "\"15\"", "null"];
            yield return new("prices",
                ["", "{}", "[]", "{", "7", "{\"start\":" + starts[0] + "}", "{\"import_per_kwh\":[0.1]}", "{\"start\":" + starts[0] + ",\"import_per_kwh\":[1],\"x\":1}",
                    .. starts.Select(each => "{\"start\":" + each + ",\"import_per_kwh\":[0.1]}"),
                    .. lists.SelectMany(each => new[] { "{\"start\":" + starts[0] + ",\"import_per_kwh\":" + each + "}", "{\"start\":" + starts[0] + ",\"export_per_kwh\":" + each + "}" }),
                    .. lengths.Select(each => "{\"start\":" + starts[0] + ",\"slot_min\":" + each + ",\"import_per_kwh\":[0.1]}")]);
            string[] versions = ["\"1.2.3\"", "\"0.0.0\"", "\"9999.9999.9999\"", "\"10000.0.0\"", "\"1.2\"", "\"1.2.3.4\"", "\"v1.2.3\"", "\"1..2\"", "\"\"", "1.2", "null"];
            string[] urls = ["\"https://example.com/a?b=c\"", "\"http://example.com\"", "\"https://" + new string('x', 120) + "\"", "\"https://" + new string('x', 121) + "\"", "null", "7",
                "\"https://\"", "\"https:///x\"", "\"https://a\\\"b\"", "\"https://a b\"", "\"https://a\\\\b\"", "\"https://\u00fc.de\"", "\"https://[::1]:8443/a#b\"", "\"https://a/{b}\"", "\"https://a/~b%20(c)!$&'*+,;=@\""];
            yield return new("update/release",
                ["", "{}", "[]", "{", "{\"url\":" + urls[0] + "}", .. versions.Select(each => "{\"version\":" + each + "}"), .. urls.Select(each => "{\"version\":\"1.2.3\",\"url\":" + each + "}")]);
            yield return new("load/ev/set", ["on", "OFF", "Auto", "0", "7000", "3500", "of", "on ", "1.5", "1e3", "+5", "--1", "1234567", "12 ", "{}", "true", "null", "autoauto", "60min", "0Min", "001440MIN", "1441min", "0000060min", "-5min", "min", "60 min", "1.5min"]);
            yield return new("waveform/get",
                ["ev", "{\"circuit\":\"ev\"}", "{\"circuit\":\"supply\",\"id\":\"7\"}", "{\"circuit\":\"ev\",\"id\":null}", "{\"circuit\":\"ev\",\"id\":\"\"}", "{\"circuit\":\"ev\",\"id\":7}",
                    "{\"circuit\":\"ev\",\"id\":\"1234567890123456789012345\"}", "{\"circuit\":\"ev\",\"ids\":\"7\"}", "{\"id\":\"7\"}", "{\"circuit\":\"E V\"}", "{\"circuit\":7}", "{", "E V", "ev/x",
                    "{\"circuit\":\"ev\",\"id\":\"\u00fc\"}", "{\"circuit\":\"ev\",\"id\":[]}", "{\"circuit\":null,\"id\":\"7\"}", "\u00fc", "\"ev\"", "[\"ev\"]"]);
        }

        /// <summary>Every field at, and just beyond, the edges that the schema gives, and as something else.</summary>
        private static string[] Fields(string name, string[] fields)
        {
            var properties = JsonNode.Parse(File.ReadAllText(Path.Combine(Schemas.Folder, name + ".json")))!["properties"]!.AsObject();
            Assert.Equal(fields.Order(StringComparer.Ordinal), properties.Select(each => each.Key).Order(StringComparer.Ordinal));
            var payloads = new List<string> { "{}", "[]", "7", "\"x\"", "{\"unknown\":1}", "{" };
            foreach (string field in fields)
            {
                int least = (int)properties[field]!["minimum"]!;
                int most = (int)properties[field]!["maximum"]!;
                payloads.AddRange(new[] { least.ToString(), (least - 1).ToString(), most.ToString(), (most + 1).ToString(), "1.5", "\"1\"", "null", "true", "[]", "{}" }
                    .Select(each => "{\"" + field + "\":" + each + "}"));
            }

            return payloads.ToArray();
        }

        private static bool IsOut(string name)
        {
            return name is not ("limit" or "price" or "prices" or "load-set" or "waveform-get" or "command" or "update-release");
        }

        private static void CheckFields(string where, JsonNode? schema)
        {
            if (schema is JsonArray list)
            {
                foreach (var each in list)
                {
                    CheckFields(where, each);
                }
            }

            if (schema is not JsonObject node)
            {
                return;
            }

            string type = node["type"]?.ToJsonString() ?? string.Empty;
            if (Regex.IsMatch(type, "number|integer"))
            {
                Assert.True(node["minimum"] is not null && node["maximum"] is not null, where + ": no range in " + node.ToJsonString());
            }

            if (type == "\"object\"" && node["oneOf"] is null && node["anyOf"] is null)
            {
                Assert.Equal("false", node["additionalProperties"]?.ToJsonString());
            }

            if (node["properties"] is JsonObject properties)
            {
                foreach (var (key, field) in properties)
                {
                    Assert.True(field!["description"] is not null || field["$ref"] is not null || key is "id" or "event", where + ": " + key + " says not what it is");
                }
            }

            foreach (var (key, below) in node)
            {
                if (key != "examples")
                {
                    CheckFields(where, below);
                }
            }
        }
    }
}
