using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MeterNode.Core.Loads;
using MeterNode.System.Tests.Configurations;
using MeterNode.System.Tests.Nodes;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>The whole firmware read and commanded by the clients that homes really use.</summary>
    public sealed class OrchestratorTests
    {
        private const string Root = "meternode/test-1/";

        [Fact]
        public async Task MosquittoClients_ReadAndCommandTheNode()
        {
            string subscribe = Tools.ProgramOrSkip("mosquitto_sub", "mosquitto-clients");
            string publish = Tools.ProgramOrSkip("mosquitto_pub", "mosquitto-clients");
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Running(broker);
            string port = broker.Endpoint.Port.ToString();

            string[] read = ["-i", "reader", "-h", "127.0.0.1", "-p", port, "-q", "1", "-C", "1", "-t"];
            string status = await Tools.RunAsync(world, Tools.Start(subscribe, [.. read, Root + "status"]));
            Assert.Equal("online", status.Trim());
            using var before = JsonDocument.Parse(await Tools.RunAsync(world, Tools.Start(subscribe, [.. read, Root + "state"])));
            Assert.True(Load(before.RootElement).GetProperty("on").GetBoolean());
            Assert.Equal([], Schemas.Validate("state", before.RootElement.GetRawText()));

            await Tools.RunAsync(world, Tools.Start(publish, "-i", "writer", "-h", "127.0.0.1", "-p", port, "-q", "1", "-t", Root + "load/immersion/set", "-m", "off"));
            await Tools.UntilAsync(world, () => Task.FromResult(!world.Relay("immersion").ContactClosed));
            using var after = JsonDocument.Parse(await Tools.RunAsync(world, Tools.Start(subscribe, [.. read, Root + "state"])));
            Assert.Equal("request_off", Load(after.RootElement).GetProperty("reason").GetString());
            Assert.Equal("off", Load(after.RootElement).GetProperty("request").GetString());
        }

        [Fact]
        public async Task MqttJs_ReadsAndCommandsTheNode()
        {
            string node = Tools.ProgramOrSkip("node", "nodejs");
            Tools.ModuleOrSkip("mqtt", "package.json");
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Running(broker);
            string script = RepositoryFiles.PathOf("tests", "MeterNode.System.Tests", "Orchestrators", "npm", "mqttjs-client.cjs");
            string output = await Tools.RunAsync(world, Tools.Start(node, script, broker.Endpoint.Port.ToString(), "test-1", "immersion"));
            using var seen = JsonDocument.Parse(output);
            Assert.True(seen.RootElement.GetProperty("before").GetProperty("on").GetBoolean());
            Assert.True(seen.RootElement.GetProperty("reply").GetProperty("ok").GetBoolean());
            Assert.False(seen.RootElement.GetProperty("after").GetProperty("on").GetBoolean());
            Assert.False(world.Relay("immersion").ContactClosed);
        }

        [Fact]
        public async Task NodeRed_WithTheFlow_ReadsTheNodeSetsALoadAndSendsPrices()
        {
            string node = Tools.ProgramOrSkip("node", "nodejs");
            string program = Tools.ModuleOrSkip("node-red", "red.js");
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Running(broker);
            await using var red = await NodeRed.StartAsync(node, program);
            await red.DeployAsync(Flow(broker.Endpoint.Port));

            // Reads: what Node-RED knows is what the node has said.
            await UntilAsync(world, red, known => known.GetProperty("state").ValueKind == JsonValueKind.Object && known.GetProperty("status").GetString() == "online");
            var state = (await red.GetAsync("meternode/test-1"))!.Value.GetProperty("state");
            Assert.Equal([], Schemas.Validate("state", state.GetRawText()));
            Assert.Equal(60, state.GetProperty("supply").GetProperty("limit_a").GetInt32());
            Assert.True(world.Relay("immersion").ContactClosed);

            // Sets a load, over HTTP and by the button.
            await red.PostAsync("meternode/test-1/load/ev", "{\"request\":\"off\"}");
            await UntilAsync(world, red, known => Reason(known, "ev") == "request_off");
            Assert.False(world.Relay("ev").ContactClosed);
            await red.PressAsync("mn-off");
            await UntilAsync(world, red, known => Reason(known, "immersion") == "request_off");
            Assert.False(world.Relay("immersion").ContactClosed);
            world.RunFor(TimeSpan.FromMilliseconds(OrchestratorDesk.LeastIntervalMs));
            await red.PressAsync("mn-auto");
            await UntilAsync(world, red, known => Reason(known, "immersion") == "free");
            Assert.True(world.Relay("immersion").ContactClosed);

            // Sends prices: the tariff's, which are of the real day and not of the virtual one, any of slots, and any of now.
            await red.PressAsync("mn-hourly");
            await UntilAsync(world, red, known => known.GetProperty("replies").EnumerateArray().Any(each => each.TryGetProperty("topic", out var topic) && topic.GetString() == "prices"));
            string sent = await Retained.ReadAsync(broker.Endpoint, "meternode/test-1/prices");
            Assert.Equal([], Schemas.Validate("prices", sent));
            Assert.Equal(36, JsonDocument.Parse(sent).RootElement.GetProperty("import_per_kwh").EnumerateArray().Count(each => each.GetDouble() is 0.18 or 0.34));
            await red.PostAsync("meternode/test-1/prices", "{\"start\":\"2026-03-01T00:00:00.000Z\",\"slot_min\":60,\"import_per_kwh\":[0.4,0.5]}");
            await UntilAsync(world, red, known => Price(known) == 0.4);
            await red.PostAsync("meternode/test-1/price", "{\"import_per_kwh\":0.271,\"valid_s\":900}");
            await UntilAsync(world, red, known => Price(known) == 0.271);
            var replies = (await red.GetAsync("meternode/test-1"))!.Value.GetProperty("replies").EnumerateArray().ToArray();
            Assert.True(replies.Length >= 5);
            Assert.All(replies, each => Assert.True(each.GetProperty("ok").GetBoolean()));
            Assert.DoesNotContain("[error]", red.Log.ToString(), StringComparison.Ordinal);
        }

        [Fact]
        public void NpmLock_PinsEveryPackageAndNamesNoRegistry()
        {
            string text = File.ReadAllText(RepositoryFiles.PathOf("tests", "MeterNode.System.Tests", "Orchestrators", "npm", "package-lock.json"));
            using var document = JsonDocument.Parse(text);
            var packages = document.RootElement.GetProperty("packages").EnumerateObject().Where(each => each.Name.Length > 0).ToArray();
            Assert.True(packages.Length > 100);
            Assert.All(packages, each => Assert.True(each.Value.TryGetProperty("integrity", out _) || each.Value.TryGetProperty("inBundle", out _), each.Name));
            Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
        }

        /// <summary>The published flow, told of the test's broker and node in the way that its README says.</summary>
        private static string Flow(int port)
        {
            var flow = JsonNode.Parse(File.ReadAllText(RepositoryFiles.PathOf("tools", "node-red", "meternode-flow.json")))!.AsArray();
            foreach (var variable in flow.Single(each => (string)each!["type"]! == "tab")!["env"]!.AsArray())
            {
                variable!["value"] = (string)variable["name"]! switch
                {
                    "METERNODE_HOST" => "127.0.0.1",
                    "METERNODE_PORT" => port.ToString(),
                    _ => "test-1",
                };
            }

            return flow.ToJsonString();
        }

        private static JsonElement Load(JsonElement state)
        {
            return state.GetProperty("loads").GetProperty("immersion");
        }

        private static string? Reason(JsonElement known, string load)
        {
            return known.GetProperty("state").GetProperty("loads").GetProperty(load).GetProperty("reason").GetString();
        }

        private static double? Price(JsonElement known)
        {
            var price = known.GetProperty("state").GetProperty("price").GetProperty("import_per_kwh");
            return price.ValueKind == JsonValueKind.Null ? null : price.GetDouble();
        }

        private static async Task UntilAsync(NodeWorld world, NodeRed red, Func<JsonElement, bool> holds)
        {
            try
            {
                await Tools.UntilAsync(world, async () => await red.GetAsync("meternode/test-1") is { } known && holds(known));
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException((await red.GetAsync("meternode/test-1"))?.GetRawText() + "\n" + red.Log, late);
            }
        }
    }
}
