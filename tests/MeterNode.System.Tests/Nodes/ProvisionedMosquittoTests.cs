using System;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.System.Tests.Network;
using MQTTnet.Exceptions;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>What <c>meternode provision</c> makes, tried as it is: mosquitto, the whole firmware, and those who have no business there.</summary>
    public sealed class ProvisionedMosquittoTests
    {
        private static CancellationToken Cancel => TestContext.Current.CancellationToken;

        [Theory]
        [InlineData("1.2")]
        [InlineData("1.3")]
        public async Task Mosquitto_Provisioned_FirmwareSpeaksByItsCertificate(string tlsVersion)
        {
            using var home = ProvisionedHome.StartOrSkip();
            await using var observer = await Observe(home, "orchestrators/home");
            using var world = home.World(text => text.Replace("\"port\": ", "\"tls_version\": \"" + tlsVersion + "\", \"port\": ", StringComparison.Ordinal));
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(40));
            await observer.PublishAsync("meternode/test-1/load/immersion/set", "off");
            world.Board.Network.Settle();
            world.RunFor(TimeSpan.FromSeconds(5));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var node = observer.Node("test-1");
            Assert.Equal("online", node.Status);
            Assert.InRange(node.States, 3, 8);
            Assert.Equal(1, node.EventCount("started"));
            Assert.Contains("\"ok\":true", Assert.Single(node.Replies), StringComparison.Ordinal);
            Assert.False(world.Relay("immersion").ContactClosed);
            Assert.Empty(node.State!.Value.GetProperty("link").GetProperty("failures").EnumerateObject());
            world.Dispose();
            for (int attempt = 0; attempt < 100 && node.Status == "online"; attempt++)
            {
                await observer.SettleAsync();
            }

            Assert.Equal("offline", node.Status);
        }

        [Fact]
        public async Task Mosquitto_Provisioned_FirmwareSpeaksByAPassword()
        {
            using var home = ProvisionedHome.StartOrSkip("--access", "password", "--orchestrator", "home");
            string password = (await File.ReadAllTextAsync(home.FileOf("out/orchestrators/home/password"), Cancel)).Trim();
            await using var observer = await NodeObserver.ConnectAsync(home.PasswordEndpoint, "home", password, Cancel, home.Tls(null));
            using var world = home.World();
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(30));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            Assert.Equal("online", observer.Node("test-1").Status);
            await Assert.ThrowsAnyAsync<MqttCommunicationException>(
                () => NodeObserver.ConnectAsync(home.PasswordEndpoint, "home", "guess", Cancel, home.Tls(null)));
        }

        [Fact]
        public async Task Mosquitto_Provisioned_StrangersAreRefused()
        {
            using var home = ProvisionedHome.StartOrSkip();
            var tomorrow = DateTimeOffset.UtcNow.AddDays(1);
            await using (await NodeObserver.ConnectAsync(home.Endpoint, cancel: Cancel, tls: home.TlsOf("home", tomorrow)))
            {
                // Whoever the authority has signed is let in: so what follows is refused for its own reason.
            }

            await Refused(home, home.Tls(null));
            await Refused(home, home.TlsOfStranger("home"));
            await Refused(home, home.TlsOf("home", tomorrow.AddDays(-2)));
            await Assert.ThrowsAnyAsync<MqttCommunicationException>(() => NodeObserver.ConnectAsync(home.Endpoint, cancel: Cancel));
        }

        [Fact]
        public async Task Mosquitto_Provisioned_NodeSpeaksBelowItsOwnIdAlone()
        {
            using var home = ProvisionedHome.StartOrSkip();
            home.Provision("--id", "garage");
            home.RestartBroker();
            await using var observer = await Observe(home, "orchestrators/home");
            await using var garage = await Observe(home, "nodes/garage");
            await garage.PublishAsync("meternode/test-1/status", "forged");
            await garage.PublishAsync("meternode/test-1/load/ev/set", "off");
            await garage.PublishAsync("homeassistant/device/meternode-test-1/config", "{}");
            await garage.PublishAsync("meternode/garage/status", "online");
            await observer.PublishAsync("meternode/test-1/limit", "{}");
            await observer.SettleAsync();
            Assert.Equal("online", observer.Node("garage").Status);
            Assert.Equal(string.Empty, observer.Node("test-1").Status);
            Assert.Equal("garage", Assert.Single(garage.Nodes).Id);
        }

        [Fact]
        public async Task Mosquitto_Provisioned_NobodyTakesAnothersClientId()
        {
            using var home = ProvisionedHome.StartOrSkip();
            home.Provision("--id", "garage");
            home.RestartBroker();
            using var world = home.World();
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(20));
            await using (await NodeObserver.ConnectAsync(home.Endpoint, cancel: Cancel, tls: home.Tls("nodes/garage"), clientId: "test-1"))
            {
                world.Board.Network.Settle();
                world.RunFor(TimeSpan.FromSeconds(20));
            }

            Assert.Equal(0, world.Board.Network.Counters.ConnectionsLost);
        }

        [Fact]
        public async Task Mosquitto_Provisioned_RotatedAndRevokedCertificatesAreRefused()
        {
            using var home = ProvisionedHome.StartOrSkip();
            home.Provision("--id", "garage");
            var old = home.Tls("nodes/test-1");
            string commandKey = await File.ReadAllTextAsync(home.FileOf("out/nodes/test-1/command.key"), Cancel);
            home.Provision("--id", "test-1", "--rotate");
            home.Provision("--revoke", "garage");
            home.RestartBroker();
            await Refused(home, old);
            await Refused(home, home.Tls("nodes/garage"));
            Assert.Equal(commandKey, await File.ReadAllTextAsync(home.FileOf("out/nodes/test-1/command.key"), Cancel));
            await using var observer = await Observe(home, "orchestrators/home");
            using var world = home.World();
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(20));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            Assert.Equal("online", observer.Node("test-1").Status);
        }

        [Fact]
        public async Task Mosquitto_Provisioned_BrokerRestartsAndTheNodeIsBack()
        {
            using var home = ProvisionedHome.StartOrSkip();
            using var world = home.World();
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(70));
            home.RestartBroker();
            world.Board.Network.Settle();
            await using var observer = await Observe(home, "orchestrators/home");
            world.RunFor(TimeSpan.FromSeconds(30));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var node = observer.Node("test-1");
            Assert.Equal("online", node.Status);
            Assert.Equal(1, node.State!.Value.GetProperty("link").GetProperty("reconnects").GetInt32());
        }

        [Fact]
        public async Task Mosquitto_Provisioned_WrongServerNameIsRefusedByTheNodeAndTheSecondBrokerTakesOver()
        {
            using var home = ProvisionedHome.StartOrSkip();
            using var plain = MosquittoBroker.Start(MosquittoBroker.Find()!);
            await using var observer = await NodeObserver.ConnectAsync(plain.Endpoint, cancel: Cancel);
            using var world = home.World(text => TwoBrokers(text, "impostor.local"));
            world.Board.Network.AddHost("plain.local", plain.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(30));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var link = observer.Node("test-1").State!.Value.GetProperty("link");
            Assert.Equal("plain.local", link.GetProperty("broker").GetString());
            Assert.Equal(1, link.GetProperty("failures").GetProperty("tls").GetInt32());
        }

        [Fact]
        public async Task Mosquitto_Provisioned_KilledForGoodAndTheSecondBrokerTakesOver()
        {
            using var home = ProvisionedHome.StartOrSkip();
            using var plain = MosquittoBroker.Start(MosquittoBroker.Find()!);
            await using var observer = await NodeObserver.ConnectAsync(plain.Endpoint, cancel: Cancel);
            using var world = home.World(text => TwoBrokers(text, ProvisionedHome.Host));
            world.Board.Network.AddHost("plain.local", plain.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(70));
            Assert.Equal(string.Empty, observer.Node("test-1").Status);
            home.Broker.Kill();
            world.Board.Network.Settle();
            world.RunFor(TimeSpan.FromSeconds(30));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            Assert.Equal("online", observer.Node("test-1").Status);
            Assert.Equal("plain.local", observer.Node("test-1").State!.Value.GetProperty("link").GetProperty("broker").GetString());
        }

        [Fact]
        public void Mosquitto_Provisioned_ToolsSpeakTlsWithIt()
        {
            using var home = ProvisionedHome.StartOrSkip("--host", "127.0.0.1");
            string tools = Path.Combine(home.Folder, "orchestrators", "tools");
            string[] common = ["monitor", "--broker", home.Endpoint.ToString(), "--for", "1", "--ca", Path.Combine(tools, "ca.pem")];
            var run = CommandLine.Cli.Run([.. common, "--certificate", Path.Combine(tools, "client.pem"), "--key", Path.Combine(tools, "client.key")]);
            Assert.Equal((1, true), (run.ExitCode, run.Error.Contains("no node", StringComparison.Ordinal)));
            run = CommandLine.Cli.Run(common);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("--broker: no connection with", run.Error, StringComparison.Ordinal);
        }

        private static Task<NodeObserver> Observe(ProvisionedHome home, string who)
        {
            return NodeObserver.ConnectAsync(home.Endpoint, cancel: Cancel, tls: home.Tls(who));
        }

        private static async Task Refused(ProvisionedHome home, BrokerTls tls)
        {
            await Assert.ThrowsAnyAsync<MqttCommunicationException>(() => NodeObserver.ConnectAsync(home.Endpoint, cancel: Cancel, tls: tls));
        }

        private static string TwoBrokers(string text, string firstHost)
        {
            var root = global::System.Text.Json.Nodes.JsonNode.Parse(text)!.AsObject();
            var first = root["broker"]!.DeepClone();
            first["host"] = firstHost;
            root.Remove("broker");
            root["brokers"] = new global::System.Text.Json.Nodes.JsonArray(
                first, new global::System.Text.Json.Nodes.JsonObject { ["host"] = "plain.local", ["plain"] = true });
            return BoardJson.File(root);
        }
    }
}
