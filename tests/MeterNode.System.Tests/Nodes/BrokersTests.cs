using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using MeterNode.Core.Settings;
using MeterNode.System.Tests.Network;
using VirtualEsp32.Network;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware with brokers and a network that come and go.</summary>
    public sealed class BrokersTests
    {
        private const string Two = "\"brokers\": [ { \"host\": \"first.local\", \"plain\": true }, { \"host\": \"second.local\", \"plain\": true } ]";

        [Fact]
        public void Brokers_FirstIsDown_SecondTakesOverAndItGoesBackToTheFirstWithoutALoss()
        {
            using var first = new TestBroker();
            using var second = new TestBroker();
            first.Stop();
            using var world = World(Two, first, second);
            world.RunFor(TimeSpan.FromSeconds(20));
            Assert.Contains(second.Received, each => each.Topic == "meternode/test-1/status" && each.Text == "online" && each.Retain);
            Assert.Equal("second.local", Link(second).GetProperty("broker").GetString());
            Assert.InRange(Link(second).GetProperty("failures").GetProperty("refused").GetInt32(), 1, 2);

            first.Start();
            world.RunFor(TimeSpan.FromMinutes(25));

            Assert.Equal("first.local", Link(first).GetProperty("broker").GetString());
            Assert.True(second.AwaitLossOf("meternode-test-1"));
            Assert.DoesNotContain(second.Received, each => each.Text == "offline");
            var events = first.Received.Concat(second.Received).Where(each => each.Topic.EndsWith("/interval", StringComparison.Ordinal) && !each.Dup);
            Assert.Equal(new[] { 1, 2, 3, 4, 5 }, events.Select(Sequence).Order().Distinct());
            Assert.Equal(0, world.Board.Network.Counters.ConnectionsLost);
        }

        [Fact]
        public void Brokers_FirstRestarts_NodeStaysWithIt()
        {
            using var first = new TestBroker();
            using var second = new TestBroker();
            using var world = World(Two, first, second);
            world.RunFor(TimeSpan.FromSeconds(90));
            first.Stop();
            world.Board.Network.Settle();
            first.Start();
            world.RunFor(TimeSpan.FromSeconds(30));
            Assert.Empty(second.Received);
            Assert.Equal(1, Link(first).GetProperty("reconnects").GetInt32());
            Assert.Equal(1, Link(first).GetProperty("failures").GetProperty("closed").GetInt32());
        }

        [Fact]
        public void Brokers_FirstFallsSilent_SecondTakesOverWithinAMinute()
        {
            using var first = new TestBroker();
            using var second = new TestBroker();
            using var world = World(Two + ", \"state_period_s\": 1", first, second);
            world.RunFor(TimeSpan.FromSeconds(30));
            world.Board.Network.SetUnreachable("first.local", true);
            world.RunFor(TimeSpan.FromSeconds(60));
            Assert.Equal("second.local", Link(second).GetProperty("broker").GetString());
            Assert.Equal(1, Link(second).GetProperty("failures").GetProperty("keep_alive").GetInt32());
            Assert.False(Link(second).GetProperty("failures").TryGetProperty("timeout", out _));
            Assert.InRange(Link(second).GetProperty("states_skipped").GetInt32(), 1, 25);
        }

        [Fact]
        public void Connect_ToASilentBroker_HoldsNothingUp()
        {
            using var broker = new TestBroker();
            using var world = World("\"broker\": { \"host\": \"broker.local\", \"plain\": true }", broker);
            world.Board.Network.SetUnreachable("broker.local", true);
            long longestUs = LongestStep(world, TimeSpan.FromSeconds(60));
            long attempts = world.Board.Network.Counters.ConnectAttempts;
            Assert.InRange(attempts, 1, 4);

            // What there is beside the steps themselves is the flash, while the outbox opens its logs.
            Assert.InRange(longestUs, 5_000, 200_000);

            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
            world.Board.Network.SetUnreachable("broker.local", false);
            world.RunFor(TimeSpan.FromSeconds(70));
            Assert.InRange(Link(broker).GetProperty("failures").GetProperty("timeout").GetInt32(), 1, 4);
        }

        [Theory]
        [InlineData(LinkLoss.HalfOpen)]
        [InlineData(LinkLoss.AtOnce)]
        public void Wifi_GoneForFiveMinutes_IsToldAsSuchAndTheNodeIsBackWithinAMinute(LinkLoss loss)
        {
            using var broker = new TestBroker();
            using var world = World("\"broker\": { \"host\": \"broker.local\", \"plain\": true }", broker);
            world.RunFor(TimeSpan.FromSeconds(30));
            world.Board.Network.WhenWifiFails = loss;
            world.Board.Network.WifiUp = false;
            world.RunFor(TimeSpan.FromMinutes(5));
            int before = broker.Received.Count;
            world.Board.Network.WifiUp = true;
            world.RunFor(TimeSpan.FromSeconds(60));
            Assert.True(broker.Received.Count > before);
            Assert.InRange(Link(broker).GetProperty("failures").GetProperty("wifi").GetInt32(), 1, 10);
            Assert.Equal(1, world.Board.Boots);
        }

        [Fact]
        public void Address_ChangedByTheDhcpServer_SessionIsMadeAnew()
        {
            using var broker = new TestBroker();
            using var world = World("\"broker\": { \"host\": \"broker.local\", \"plain\": true }", broker);
            world.RunFor(TimeSpan.FromSeconds(30));
            world.Board.Network.ChangeAddress(IPAddress.Parse("192.168.7.99"));
            world.RunFor(TimeSpan.FromSeconds(30));
            var link = Link(broker);
            Assert.Equal(1, link.GetProperty("reconnects").GetInt32());
            Assert.Equal(1, link.GetProperty("failures").GetProperty("address").GetInt32());
        }

        [Fact]
        public void Broker_WithoutANameOrWithoutAccess_IsToldByItsCause()
        {
            using var first = new TestBroker { OnlyUser = "somebody" };
            using var second = new TestBroker();
            string brokers = "\"brokers\": [ { \"host\": \"unknown.local\", \"plain\": true }, { \"host\": \"first.local\", \"plain\": true }, { \"host\": \"second.local\", \"plain\": true } ]";
            using var world = World(brokers, null, first, second);
            world.RunFor(TimeSpan.FromSeconds(30));
            var failures = Link(second).GetProperty("failures");
            Assert.Equal(1, failures.GetProperty("dns").GetInt32());
            Assert.Equal(1, failures.GetProperty("auth").GetInt32());
        }

        [Fact]
        public void Birth_IsRetainedAndSaidAgainWhileTheBrokerIsSilent()
        {
            using var broker = new TestBroker();
            using var world = World("\"broker\": { \"host\": \"broker.local\", \"plain\": true, \"keep_alive_s\": 20 }", broker);
            world.RunFor(TimeSpan.FromSeconds(110));
            var births = broker.Received.Where(each => each.Topic == "meternode/test-1/status").ToArray();
            Assert.All(births, each => Assert.Equal(("online", 1, true), (each.Text, each.Qos, each.Retain)));
            Assert.InRange(births.Length, 4, 7);
            Assert.Equal(0, Link(broker).GetProperty("reconnects").GetInt32());
        }

        private static int Sequence(BrokerMessage message)
        {
            using var json = JsonDocument.Parse(message.Text);
            return json.RootElement.GetProperty("sequence").GetInt32();
        }

        private static JsonElement Link(TestBroker broker)
        {
            string state = broker.Received.Last(each => each.Topic == "meternode/test-1/state").Text;
            return JsonDocument.Parse(state).RootElement.GetProperty("link");
        }

        private static NodeWorld World(string brokers, params TestBroker?[] where)
        {
            var world = TestWorld.Create(settings: TestWorld.WithBrokers(brokers));
            for (int i = 0; i < where.Length; i++)
            {
                if (where[i] is { } broker)
                {
                    world.ConnectBroker(broker.EndPoint, i);
                }
            }

            world.Start();
            return world;
        }

        /// <summary>The longest time between two beats of the control loop, µs.</summary>
        private static long LongestStep(NodeWorld world, TimeSpan duration)
        {
            long lastUs = 0;
            long longestUs = 0;
            world.Board.Pins.OutputChanged += (pin, _, timeUs) =>
            {
                if (pin == BoardPins.Heartbeat)
                {
                    longestUs = lastUs > 0 ? Math.Max(longestUs, timeUs - lastUs) : 0;
                    lastUs = timeUs;
                }
            };
            world.RunFor(duration);
            return longestUs;
        }
    }
}
