using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.System.Tests.Configurations;
using MeterNode.System.Tests.Nodes;
using VirtualHome.Description;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>What the whole firmware announces to Home Assistant, held against Home Assistant's documentation.</summary>
    public sealed class DiscoveryTests
    {
        private readonly ITestOutputHelper _output;

        public DiscoveryTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData("small")]
        [InlineData("a channel like a circuit, a car of 6 A")]
        [InlineData("default")]
        [InlineData("largest")]
        public async Task Discovery_OfAHome_IsAsHomeAssistantDocuments(string home)
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = World(home, broker);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(20));
            await log.SettleAsync(world);
            var discovery = log.Last(DiscoveryTopic(world));
            Assert.Equal([], DiscoveryCheck.Run(discovery, Root(world) + "state", log.Last(Root(world) + "state")));
            var all = DiscoveryCheck.Components(discovery);
            _output.WriteLine($"{home}: {all.Count} entities, {log.Of(DiscoveryTopic(world))[0].Length} bytes; state {log.Of(Root(world) + "state")[^1].Length} bytes");
            Assert.DoesNotContain(all.Values, each => each.Count == 1);
            foreach (var circuit in world.Settings.Circuits)
            {
                Assert.Equal("energy", all["c_" + circuit.Name + "_import"]["device_class"].GetString());
                Assert.Equal("problem", all["c_" + circuit.Name + "_wiring"]["device_class"].GetString());
            }

            foreach (var load in world.Settings.Loads)
            {
                Assert.Equal(!load.Critical, all.ContainsKey("l_" + load.Name + "_switch"));
                Assert.Equal(!load.Critical, all.ContainsKey("l_" + load.Name + "_request"));
            }
        }

        [Theory]
        [InlineData("small")]
        [InlineData("largest")]
        public async Task EveryCommand_IsUnderstoodAndShown(string home)
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = World(home, broker);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(20));
            await log.SettleAsync(world);
            var components = DiscoveryCheck.Components(log.Last(DiscoveryTopic(world)));
            var commands = components.Values.Where(each => each.ContainsKey("command_topic")).SelectMany(each => Commands(each)).ToArray();
            var rounds = commands.GroupBy(each => each.Topic).Select(each => each.ToArray()).ToArray();
            int asked = 0;
            for (int round = 0; rounds.Any(each => round < each.Length); round++)
            {
                var now = rounds.Where(each => round < each.Length).Select(each => each[round]).ToArray();
                foreach (var command in now)
                {
                    await log.PublishAsync(command.Topic, command.Payload);
                }

                // One change of a load in ten seconds is what the node takes.
                world.Board.Network.Settle();
                world.RunFor(TimeSpan.FromSeconds(11));
                await log.SettleAsync(world);
                asked += now.Length;
                var replies = log.Of(Root(world) + "reply");
                Assert.Equal(asked, replies.Count);
                Assert.DoesNotContain(replies, each => each.Contains("\"ok\":false", StringComparison.Ordinal));
                var state = log.Last(Root(world) + "state");
                foreach (var command in now.Where(each => each.Shown.Length > 0))
                {
                    Assert.Equal(command.Shown, ValueTemplate.Render(command.Template, state));
                }
            }

            _output.WriteLine(home + ": " + asked + " commands");
            Assert.True(asked >= 10);
        }

        /// <summary>Someone else asks in watts for less than a car can be told: there is no number of amperes for it, and nothing may be wrong with the state.</summary>
        [Fact]
        public async Task RequestsAndNotices_OfAnyKind_LeaveEveryValueOneThatHomeAssistantTakes()
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = World("largest", broker);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(20));
            await log.SettleAsync(world);
            var discovery = log.Last(DiscoveryTopic(world));
            var car = world.Settings.Loads.Single(each => each.Kind == LoadKind.ChargePoint);
            string amperes = DiscoveryCheck.Components(discovery)["l_" + car.Name + "_amperes"]["value_template"].GetString()!;
            string update = DiscoveryCheck.Components(discovery)["n_firmware"]["value_template"].GetString()!;
            async Task<JsonElement> AskAsync(string tail, string payload)
            {
                await log.AskAsync(world, Root(world) + tail, payload, 11);
                Assert.Contains("\"ok\":true", log.Of(Root(world) + "reply")[^1], StringComparison.Ordinal);
                var state = log.Last(Root(world) + "state");
                Assert.Equal([], DiscoveryCheck.Run(discovery, Root(world) + "state", state));
                return state;
            }

            foreach (var (request, shown) in new[] { ("0", "None"), ("500", "None"), ("3A", "None"), ("1379", "None"), ("1380", "6"), ("2185", "9"), ("3000", "13"), ("off", "None"), ("auto", "None") })
            {
                Assert.Equal(shown, ValueTemplate.Render(amperes, await AskAsync("load/" + car.Name + "/set", request)));
            }

            var said = await AskAsync("update/release", "{\"version\":\"9.8.7\",\"url\":\"https://example.com/it's\"}");
            Assert.Equal("{\"installed_version\":\"" + Node.Version + "\",\"latest_version\":\"9.8.7\",\"release_url\":\"https://example.com/it's\"}", ValueTemplate.Render(update, said));
            var takenBack = await AskAsync("update/release", string.Empty);
            Assert.Equal("{\"installed_version\":\"" + Node.Version + "\",\"latest_version\":\"" + Node.Version + "\"}", ValueTemplate.Render(update, takenBack));
        }

        [Fact]
        public async Task HomeAssistantIsBack_EverythingIsAnnouncedAgainAndAStateFollows()
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = TestWorld.Running(broker);
            await log.SettleAsync(world);
            int before = log.Of(DiscoveryTopic(world)).Count;
            await log.AskAsync(world, "homeassistant/status", "offline", 3);
            Assert.Equal(before, log.Of(DiscoveryTopic(world)).Count);
            await log.AskAsync(world, "homeassistant/status", "online", 3);
            Assert.Equal(before + 1, log.Of(DiscoveryTopic(world)).Count);
            var order = log.Messages.Select(each => each.Topic).ToList();
            Assert.True(order.LastIndexOf(Root(world) + "state") > order.LastIndexOf(DiscoveryTopic(world)));
        }

        [Theory]
        [InlineData("\"dev_cla\":\"energy\"", "\"dev_cla\":\"power\"")]
        [InlineData("\"unit_of_meas\":\"Hz\"", "\"unit_of_meas\":\"1/s\"")]
        [InlineData("\"stat_cla\":\"total_increasing\"", "\"stat_cla\":\"measurement\"")]
        [InlineData("\"val_tpl\":", "\"value_tpl\":")]
        [InlineData("\"uniq_id\":\"meternode-test-1_c_ev_power\"", "\"uniq_id\":\"meternode-test-1_c_ev_current\"")]
        [InlineData("circuits['ev'].power_w", "circuits['ev'].power")]
        [InlineData("circuits['oven']", "circuits['stove']")]
        [InlineData("\"cmd_t\":", "\"cmd_topic\":")]
        [InlineData("\"ops\":[\"auto\",", "\"ops\":[")]
        [InlineData("\"p\":\"select\"", "\"p\":\"selector\"")]
        [InlineData("\"dev_cla\":\"problem\"", "\"dev_cla\":\"fault\"")]
        [InlineData("\"exp_aft\":60", "\"exp\":60")]
        [InlineData("\"o\":{", "\"org\":{")]
        [InlineData("\"ids\":[", "\"id\":[")]
        [InlineData("\"avty_t\":", "\"avail_t\":")]
        [InlineData("'ON' if value_json.mode", "'on' if value_json.mode == 'normal' else value_json.mode")]
        public async Task Check_OfASpoiledMessage_FindsIt(string piece, string spoiled)
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = TestWorld.Running(broker);
            await log.SettleAsync(world);
            string text = log.Of(DiscoveryTopic(world))[^1];
            Assert.Contains(piece, text, StringComparison.Ordinal);
            using var document = JsonDocument.Parse(text.Replace(piece, spoiled, StringComparison.Ordinal));
            Assert.NotEmpty(DiscoveryCheck.Run(document.RootElement, Root(world) + "state", log.Last(Root(world) + "state")));
        }

        private static NodeWorld World(string home, EmbeddedBroker broker)
        {
            if (home == "largest")
            {
                return LargestHome.Create(broker);
            }

            if (home == "default")
            {
                string file = RepositoryFiles.PathOf("tools", "meternode", "Simulation", "default-settings.json");
                var given = TestWorld.Create(settings: File.ReadAllText(file), home: HomeDescription.DefaultJson(), contact: null);
                given.ConnectBroker(broker.Endpoint);
                return given;
            }

            string settings = home == "small"
                ? TestWorld.Settings
                : TestWorld.Settings.Replace("\"pin\": 26, \"power_w\": 3000,", "\"kind\": \"charge_point\", \"set_point\": { \"topic\": \"x\" }, \"power_w\": 1400,", StringComparison.Ordinal).Replace(
                    "\"broker\":",
                    "\"dc_channels\": [ { \"name\": \"oven\", \"bus\": 2, \"address\": 64, \"shunt_uohm\": 750, \"volts_per_volt\": 4, \"least_v\": 40, \"most_v\": 60 } ], \"broker\":",
                    StringComparison.Ordinal);
            string appliances = home == "small"
                ? TestWorld.Home
                : TestWorld.Home.Replace("\"kind\": \"heater\", \"name\": \"immersion\"", "\"kind\": \"ev_charger\", \"rated_a\": 6, \"name\": \"immersion\"", StringComparison.Ordinal)
                    .Replace(", \"circuit\": \"immersion\", \"power_w\": 3000", ", \"circuit\": \"immersion\"", StringComparison.Ordinal);
            var world = TestWorld.Create(settings: settings, home: appliances);
            world.ConnectBroker(broker.Endpoint);
            return world;
        }

        private static string Root(NodeWorld world)
        {
            return "meternode/" + world.Settings.Id + "/";
        }

        private static string DiscoveryTopic(NodeWorld world)
        {
            return "homeassistant/device/meternode-" + world.Settings.Id + "/config";
        }

        /// <summary>What Home Assistant would send for every choice that an entity offers, and what the entity then has to show.</summary>
        private static IEnumerable<Command> Commands(Dictionary<string, JsonElement> entity)
        {
            string topic = entity["command_topic"].GetString()!;
            string template = entity.TryGetValue("value_template", out var value) ? value.GetString()! : string.Empty;
            string[] values = entity["platform"].GetString() switch
            {
                "switch" => [entity["payload_on"].GetString()!, entity["payload_off"].GetString()!],
                "select" => entity["options"].EnumerateArray().Select(each => each.GetString()!).ToArray(),
                _ => [entity["min"].ToString(), entity["max"].ToString(), (entity["max"].GetInt32() - entity["step"].GetInt32()) + ".0"],
            };
            foreach (string each in values)
            {
                string payload = entity.TryGetValue("command_template", out var command) ? ValueTemplate.RenderCommand(command.GetString()!, each) : each;

                // Whether a switch follows is for the node to decide; what was asked is shown as it was asked.
                string shown = entity["platform"].GetString() == "switch" ? string.Empty : each.Replace(".0", string.Empty, StringComparison.Ordinal);
                yield return new Command(topic, payload, template, shown);
            }
        }

        private sealed record Command(string Topic, string Payload, string Template, string Shown);
    }
}
