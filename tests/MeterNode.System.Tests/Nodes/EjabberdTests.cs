using System;
using System.Text;
using System.Threading.Tasks;
using MeterNode.Cli.Provisioning;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware against ejabberd's MQTT, a broker that can be clustered: per-node passwords and an access list by user.</summary>
    public sealed class EjabberdTests
    {
        [Fact]
        public async Task Ejabberd_FirmwareSpeaksTlsTakesARequestAndStaysBelowItsOwnId()
        {
            string? libraries = EjabberdBroker.Find();
            Assert.SkipWhen(libraries is null, "ejabberd is not installed (apt-get install ejabberd)");
            var cancel = TestContext.Current.CancellationToken;
            using var authority = Authority.Make(DateTimeOffset.UtcNow);
            var server = authority.IssueServer("broker.local", DateTimeOffset.UtcNow.AddDays(1));
            using var broker = EjabberdBroker.Start(
                libraries!, server.CertificatePem, server.KeyPem, ("test-1", "sesame"), ("garage", "other"), ("home", "orchestrator"));
            var tls = new BrokerTls(
                "broker.local", global::System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(authority.CertificatePem), null);
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, "home@meternode.local", "orchestrator", cancel, tls);
            await using var garage = await NodeObserver.ConnectAsync(broker.Endpoint, "garage@meternode.local", "other", cancel, tls, subscribe: "meternode/garage/#");
            using var world = TestWorld.Create(settings: TestWorld.WithBrokers(
                "\"broker\": { \"host\": \"broker.local\", \"user\": \"test-1@meternode.local\", \"password\": \"sesame\" }, \"home_assistant\": false"));
            world.Board.Flash.WriteFile("I:\\ca.pem", Encoding.ASCII.GetBytes(authority.CertificatePem));
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(30));
            await observer.PublishAsync("meternode/test-1/load/immersion/set", "off");
            world.Board.Network.Settle();
            world.RunFor(TimeSpan.FromSeconds(5));
            world.Board.Network.Settle();
            Assert.True(await observer.SettleAsync());
            var node = observer.Node("test-1");
            Assert.Equal("online", node.Status);
            Assert.InRange(node.States, 2, 8);
            Assert.Equal(1, node.EventCount("started"));
            Assert.Contains("\"ok\":true", Assert.Single(node.Replies), StringComparison.Ordinal);
            Assert.False(world.Relay("immersion").ContactClosed);
            Assert.Empty(garage.Nodes);

            await garage.PublishAsync("meternode/test-1/load/ev/set", "off");
            world.Board.Network.Settle();
            world.RunFor(TimeSpan.FromSeconds(5));
            Assert.True(world.Relay("ev").ContactClosed);
        }

        [Fact]
        public async Task Ejabberd_Cluster_OneMachineDiesAndTheNodeGoesOnWithTheOther()
        {
            string? libraries = EjabberdBroker.Find();
            Assert.SkipWhen(libraries is null, "ejabberd is not installed (apt-get install ejabberd)");
            using var authority = Authority.Make(DateTimeOffset.UtcNow);
            var serverA = authority.IssueServer("a.local", DateTimeOffset.UtcNow.AddDays(1));
            var serverB = authority.IssueServer("b.local", DateTimeOffset.UtcNow.AddDays(1));
            using var names = new ErlangNames();
            using var a = EjabberdBroker.StartMachine(
                libraries!, serverA.CertificatePem, serverA.KeyPem, names, "a", null, ("test-1", "sesame"), ("home", "orchestrator"));
            using var b = EjabberdBroker.StartMachine(libraries!, serverB.CertificatePem, serverB.KeyPem, names, "b", "a");
            var tls = new BrokerTls(
                "b.local", global::System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(authority.CertificatePem), null);
            await using var observer = await NodeObserver.ConnectAsync(
                b.Endpoint, "home@meternode.local", "orchestrator", TestContext.Current.CancellationToken, tls);
            const string user = "\"user\": \"test-1@meternode.local\", \"password\": \"sesame\"";
            using var world = TestWorld.Create(settings: TestWorld.WithBrokers(
                "\"brokers\": [ { \"host\": \"a.local\", " + user + " }, { \"host\": \"b.local\", " + user + " } ], \"home_assistant\": false"));
            world.Board.Flash.WriteFile("I:\\ca.pem", Encoding.ASCII.GetBytes(authority.CertificatePem));
            world.ConnectBroker(a.Endpoint);
            world.ConnectBroker(b.Endpoint, 1);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(70));
            world.Board.Network.Settle();
            await Until(observer, node => node.EventCount("started") == 1 && node.Status == "online");
            Assert.Equal("a.local", observer.Node("test-1").State!.Value.GetProperty("link").GetProperty("broker").GetString());

            a.Kill();
            world.Board.Network.Settle();
            world.RunFor(TimeSpan.FromSeconds(60));
            await observer.PublishAsync("meternode/test-1/load/immersion/set", "off");
            world.Board.Network.Settle();
            world.RunFor(TimeSpan.FromSeconds(5));
            world.Board.Network.Settle();
            await Until(observer, node => node.Replies.Count == 1);
            var link = observer.Node("test-1").State!.Value.GetProperty("link");
            Assert.Equal("b.local", link.GetProperty("broker").GetString());
            Assert.Equal(1, link.GetProperty("failures").GetProperty("closed").GetInt32());
            Assert.False(world.Relay("immersion").ContactClosed);
        }

        [Fact]
        public async Task Ejabberd_WrongPassword_IsToldAsAuth()
        {
            string? libraries = EjabberdBroker.Find();
            Assert.SkipWhen(libraries is null, "ejabberd is not installed (apt-get install ejabberd)");
            using var authority = Authority.Make(DateTimeOffset.UtcNow);
            var server = authority.IssueServer("broker.local", DateTimeOffset.UtcNow.AddDays(1));
            using var broker = EjabberdBroker.Start(libraries!, server.CertificatePem, server.KeyPem, ("test-1", "sesame"));
            using var second = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(second.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = TestWorld.Create(settings: TestWorld.WithBrokers(
                "\"brokers\": [ { \"host\": \"broker.local\", \"user\": \"test-1@meternode.local\", \"password\": \"guess\" }, { \"host\": \"second.local\", \"plain\": true } ]"));
            world.Board.Flash.WriteFile("I:\\ca.pem", Encoding.ASCII.GetBytes(authority.CertificatePem));
            world.ConnectBroker(broker.Endpoint);
            world.ConnectBroker(second.Endpoint, 1);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(30));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var failures = observer.Node("test-1").State!.Value.GetProperty("link").GetProperty("failures");
            Assert.Equal(1, failures.GetProperty("auth").GetInt32());
        }

        /// <summary>Waits, in real time, for what takes its way from machine to machine; nothing tells when it has arrived.</summary>
        private static async Task Until(NodeObserver observer, Func<NodeView, bool> condition)
        {
            for (int attempt = 0; attempt < 100 && !condition(observer.Node("test-1")); attempt++)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            Assert.True(condition(observer.Node("test-1")));
        }
    }
}
