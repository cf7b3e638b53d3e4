using System;
using System.Linq;
using System.Threading.Tasks;
using MeterNode.System.Tests.Commands;
using MeterNode.System.Tests.Network;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>
    /// A broker, or somebody on the way to it, with which the board goes down in the middle of a session: in TLS half a record is enough
    /// on the platform. That must not become a switch in a stranger's hand.
    /// </summary>
    public sealed class RestartGuardTests
    {
        private const string Secure = "\"broker\": { \"host\": \"broker.local\" }";
        private const string Plain = "\"broker\": { \"host\": \"broker.local\", \"plain\": true }";
        private const string SecureThenPlain = "\"brokers\": [ { \"host\": \"broker.local\" }, { \"host\": \"plain.local\", \"plain\": true } ]";

        private readonly ITestOutputHelper _output;

        public RestartGuardTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void HalfARecordOnce_CostsOneResetAndNoRest()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = TlsWorld.Create(Secure, authority, broker);
            var beat = new BeatWatch(world);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(1));
            Assert.Equal(0, world.Watchdog.Resets);
            world.Board.Network.SendHalfRecord("broker.local");
            world.RunFor(TimeSpan.FromSeconds(15));
            Assert.Equal(1, world.Watchdog.Resets);
            Assert.InRange(beat.LongestUs, world.Watchdog.TimeoutUs, world.Watchdog.TimeoutUs + 3_000_000);
            int before = broker.Received.Count;
            world.RunFor(TimeSpan.FromSeconds(30));
            Assert.True(broker.Received.Count > before);
            Assert.Empty(TlsWorld.Link(broker).GetProperty("failures").EnumerateObject());
            Assert.Empty(TlsWorld.Link(broker).GetProperty("findings").EnumerateArray());
            Assert.Equal(1, world.Watchdog.Resets);
        }

        [Fact]
        public void HalfARecordInEverySession_ResetsAreFewAndTheHomeIsProtectedBetweenThem()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = TlsWorld.Create(Secure, authority, broker);
            world.Board.Network.MessageArrived += (_, _) => world.Board.Network.SendHalfRecord("broker.local");
            world.Start();
            const int Hours = 3;
            int kept = 0;
            for (int i = 0; i < Hours * 12; i++)
            {
                world.RunFor(TimeSpan.FromSeconds(290));
                int resets = world.Watchdog.Resets;
                world.Home.SetContact("oven", true);
                world.RunFor(TimeSpan.FromSeconds(2));
                bool isShed = !world.Relay("ev").ContactClosed;
                world.Home.SetContact("oven", false);
                world.RunFor(TimeSpan.FromSeconds(8));
                Assert.True(isShed || world.Watchdog.Resets != resets);
                kept += isShed ? 1 : 0;
            }

            // Three are free; then 1, 2, 4 .. 32 minutes and an hour.
            _output.WriteLine($"{world.Watchdog.Resets} resets in {Hours} h, {kept} of {Hours * 12} overloads shed within 2 s");
            Assert.InRange(world.Watchdog.Resets, 9, 12);
            Assert.InRange(kept, (Hours * 12) - 5, Hours * 12);
            Assert.Empty(world.Truth.Violations);
        }

        [Fact]
        public void PowerCuts_ThreeCostNothing_ThenTheBrokerRestsUntilItHasBehaved()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker();
            using var world = TlsWorld.Create(Plain, authority, broker);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(30));
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(0, SecondsToAState(world, broker, 30) / 30);
            }

            Assert.InRange(SecondsToAState(world, broker, 120), 60, 90);
            Assert.Equal(1, TlsWorld.Link(broker).GetProperty("failures").GetProperty("session_hung").GetInt32());

            // An hour with it takes one time back: the next costs a minute again, not two.
            world.RunFor(TimeSpan.FromMinutes(62));
            Assert.InRange(SecondsToAState(world, broker, 120), 60, 90);
            world.RunFor(TimeSpan.FromMinutes(125));
            Assert.Equal(0, SecondsToAState(world, broker, 30) / 30);
        }

        [Fact]
        public void PlainSession_HalfAPacketHoldsNothingUp()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker();
            using var world = TlsWorld.Create(Plain, authority, broker);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(30));
            world.Board.Network.SendHalfRecord("broker.local");
            world.RunFor(TimeSpan.FromMinutes(1));
            Assert.Equal(0, world.Watchdog.Resets);
        }

        /// <summary>While the node is with the second broker it looks for the first, whose certificate is not its own: the second stays noted.</summary>
        [Fact]
        public void PowerCuts_InASessionWithTheSecondBroker_AreThatOnes()
        {
            using var authority = new TestAuthority();
            using var wrong = new TestBroker(authority.Issue("other.local"));
            using var second = new TestBroker();
            using var world = TlsWorld.Create(SecureThenPlain, authority, wrong, second);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(45));
            for (int i = 0; i < 3; i++)
            {
                Assert.InRange(SecondsToAState(world, second, 120), 1, 50);
            }

            Assert.InRange(SecondsToAState(world, second, 120), 60, 110);
            Assert.Equal(1, TlsWorld.Link(second).GetProperty("failures").GetProperty("session_hung").GetInt32());
        }

        [Fact]
        public async Task RestartsThatAreMeant_DoNotCount()
        {
            await using var node = await CommandNode.StartAsync();
            for (int i = 1; i <= 5; i++)
            {
                Assert.Equal("ok", await node.AskAsync(node.Signed(i, "{\"do\":\"restart\"}")));
                node.World.RunFor(TimeSpan.FromSeconds(25));
                await node.Log.SettleAsync(node.World);
                Assert.Equal(i + 1, node.World.Board.Boots);
            }

            Assert.True(node.State().GetProperty("uptime_s").GetInt32() < 25);
            Assert.Empty(node.State().GetProperty("link").GetProperty("failures").EnumerateObject());
        }

        /// <summary>Cuts the power for a moment.</summary>
        /// <returns>How long after it the broker has a state of the node again, s.</returns>
        private static int SecondsToAState(NodeWorld world, TestBroker broker, int most)
        {
            Cut(world);
            int before = States(broker);
            var start = world.Now;
            while ((world.Now - start).TotalSeconds < most)
            {
                // A handshake is one native call: the world may go on for longer than it was meant to.
                world.RunFor(TimeSpan.FromSeconds(1));
                if (States(broker) > before)
                {
                    return (int)(world.Now - start).TotalSeconds;
                }
            }

            throw new TimeoutException("no state within " + most + " s");
        }

        private static int States(TestBroker broker)
        {
            return broker.Received.Count(each => each.Topic == "meternode/test-1/state");
        }

        private static void Cut(NodeWorld world)
        {
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(1));
            world.Board.PowerBack();
        }
    }
}
