using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using MeterNode.Core.Settings;
using MeterNode.System.Tests.Network;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware and TLS: what is checked, what is found, and what the handshake costs.</summary>
    public sealed class TlsLinkTests
    {
        private const string Secure = "\"broker\": { \"host\": \"broker.local\" }";
        private const string SecureThenPlain = "\"brokers\": [ { \"host\": \"broker.local\" }, { \"host\": \"plain.local\", \"plain\": true } ]";

        [Fact]
        public void Tls_NodeSpeaksItAndTheControlLoopGoesOnAfterTheHandshake()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = World(Secure, authority.Pem, broker);
            long lastUs = 0;
            int longSteps = 0;
            long longestUs = 0;
            world.Board.Pins.OutputChanged += (pin, _, timeUs) =>
            {
                if (pin == BoardPins.Heartbeat)
                {
                    long stepUs = lastUs > 0 ? timeUs - lastUs : 0;
                    longestUs = Math.Max(longestUs, stepUs);
                    longSteps += stepUs > 500_000 ? 1 : 0;
                    lastUs = timeUs;
                }
            };
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(60));

            Assert.Contains(broker.Received, each => each.Topic == "meternode/test-1/state");
            Assert.Equal(1, longSteps);
            Assert.InRange(longestUs, world.Board.Timings.TlsHandshakeUs, world.Board.Timings.TlsHandshakeUs + 200_000);
            Assert.Equal(1, world.Board.Boots);
            Assert.Empty(world.Truth.Violations);
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
        }

        [Fact]
        public void Tls_OverloadWhileItWantsToConnect_HandshakeWaits()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = World(Secure, authority.Pem, broker);
            world.Board.Network.WifiUp = false;
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(20));
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(2));
            Assert.False(world.Relay("ev").ContactClosed);
            world.Board.Network.WifiUp = true;
            world.RunFor(TimeSpan.FromMinutes(2));
            Assert.Contains(broker.Received, each => each.Topic == "meternode/test-1/state");
            Assert.Empty(world.Truth.Violations);
        }

        [Theory]
        [InlineData("host")]
        [InlineData("authority")]
        [InlineData("expired")]
        [InlineData("not yet valid")]
        public void Tls_BrokerThatIsNotTheOne_IsRefusedAndTheNextIsTaken(string wrong)
        {
            using var authority = new TestAuthority();
            using var other = new TestAuthority();
            var virtualNow = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
            using var broker = new TestBroker(wrong switch
            {
                "host" => authority.Issue("elsewhere.local"),
                "authority" => other.Issue("broker.local"),
                "expired" => authority.Issue("broker.local", end: virtualNow.AddDays(-1)),
                _ => authority.Issue("broker.local", begin: virtualNow.AddDays(1)),
            });
            using var plain = new TestBroker();
            using var world = World(SecureThenPlain, authority.Pem, broker, plain);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(30));
            var link = Link(plain);
            Assert.Equal("plain.local", link.GetProperty("broker").GetString());
            Assert.Equal(1, link.GetProperty("failures").GetProperty("tls").GetInt32());
            Assert.Empty(broker.Received);
        }

        [Theory]
        [InlineData(null, null, null, "I:\\ca.pem is missing")]
        [InlineData("rubbish", null, null, "I:\\ca.pem holds no certificate (PEM)")]
        [InlineData("ca", "client", null, "I:\\client.key is missing")]
        [InlineData("ca", null, "key", "I:\\client.pem is missing")]
        [InlineData("ca", "client", "rubbish", "I:\\client.pem and I:\\client.key hold no certificate and its unencrypted key (PEM)")]
        [InlineData("ca", "long", "key", "I:\\client.pem is longer than 8192 bytes")]
        public void Tls_BadFiles_AreToldByNameAndTheNextBrokerIsTaken(string? ca, string? certificate, string? key, string finding)
        {
            using var authority = new TestAuthority();
            using var own = authority.Issue("test-1");
            using var plain = new TestBroker();
            using var world = World(SecureThenPlain, null, null, plain);
            Put(world, "I:\\ca.pem", ca);
            Put(world, "I:\\client.pem", certificate);
            Put(world, "I:\\client.key", key);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(30));
            var link = Link(plain);
            Assert.Equal("brokers[0]: " + finding, Assert.Single(link.GetProperty("findings").EnumerateArray()).GetString());
            Assert.InRange(link.GetProperty("failures").GetProperty("certificate").GetInt32(), 1, 2);
            Assert.DoesNotContain(plain.Received, each => each.Text.Contains("PRIVATE", StringComparison.Ordinal));

            void Put(NodeWorld where, string path, string? what)
            {
                string? text = what switch
                {
                    "ca" => authority.Pem,
                    "client" => own.ExportCertificatePem(),
                    "key" => TestAuthority.KeyOf(own),
                    "long" => new string('x', 9000),
                    _ => what,
                };
                if (text is not null)
                {
                    where.Board.Flash.WriteFile(path, Encoding.ASCII.GetBytes(text));
                }
            }
        }

        [Fact]
        public void Tls_ClockNeverSet_CertificatesFrom1970AreGoodEnough()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = World(Secure, authority.Pem, broker);
            world.Board.Network.TimeServerReachable = false;
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(40));
            string state = broker.Received.Last(each => each.Topic == "meternode/test-1/state").Text;
            Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(state).RootElement.GetProperty("time").ValueKind);
        }

        [Fact]
        public void Tls_FileThatWasPutRight_IsFoundWithoutARestart()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = World(Secure, null, broker);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(30));
            Assert.Empty(broker.Received);
            world.Board.Flash.WriteFile("I:\\ca.pem", Encoding.ASCII.GetBytes(authority.Pem));
            world.RunFor(TimeSpan.FromMinutes(20));
            Assert.Empty(Link(broker).GetProperty("findings").EnumerateArray());
            Assert.Equal(1, world.Board.Boots);
        }

        private static JsonElement Link(TestBroker broker)
        {
            string state = broker.Received.Last(each => each.Topic == "meternode/test-1/state").Text;
            return JsonDocument.Parse(state).RootElement.GetProperty("link");
        }

        private static NodeWorld World(string brokers, string? authority, params TestBroker?[] where)
        {
            var world = TestWorld.Create(settings: TestWorld.WithBrokers(brokers));
            for (int i = 0; i < where.Length; i++)
            {
                if (where[i] is { } broker)
                {
                    world.ConnectBroker(broker.EndPoint, i);
                }
            }

            if (authority is not null)
            {
                world.Board.Flash.WriteFile("I:\\ca.pem", Encoding.ASCII.GetBytes(authority));
            }

            return world;
        }
    }
}
