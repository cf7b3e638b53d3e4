using System;
using System.Linq;
using MeterNode.Core.Settings;
using MeterNode.Services.Storage;
using MeterNode.System.Tests.Network;
using VirtualEsp32.Network;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>
    /// The whole firmware and brokers that take a connection and then do not go through with TLS. On the platform such a handshake
    /// never ends: the board stands until the watchdog (10 s) resets it.
    /// </summary>
    public sealed class SilentBrokerTests
    {
        private const string Secure = "\"broker\": { \"host\": \"broker.local\" }";
        private const string SecureThenPlain = "\"brokers\": [ { \"host\": \"broker.local\" }, { \"host\": \"plain.local\", \"plain\": true } ]";
        private const long StepLimitUs = 250_000;

        private readonly ITestOutputHelper _output;

        public SilentBrokerTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(TlsManner.Silent, "tls_silent")]
        [InlineData(TlsManner.Trickles, "tls_silent")]
        [InlineData(TlsManner.OtherProtocol, "not_tls")]
        public void Probe_BrokerThatDoesNotAnswerInTls_HoldsNothingUpAndIsToldOnceItDoes(TlsManner manner, string cause)
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = TlsWorld.Create(Secure, authority, broker);
            world.Board.Network.SetTlsManner("broker.local", manner);
            var beat = new BeatWatch(world);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(10));

            Assert.Equal(0, world.Watchdog.Resets);
            Assert.InRange(beat.LongestUs, 1, StepLimitUs);
            Assert.InRange(world.Board.Network.Counters.ConnectAttempts, 4, 80);
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
            world.Home.SetContact("oven", false);

            world.Board.Network.SetTlsManner("broker.local", TlsManner.Real);
            world.RunFor(TimeSpan.FromMinutes(16));
            int failures = TlsWorld.Link(broker).GetProperty("failures").GetProperty(cause).GetInt32();
            Assert.InRange(failures, 3, 80);
            Assert.Single(TlsWorld.Link(broker).GetProperty("failures").EnumerateObject());
            Assert.Equal(1, world.Board.Boots);
            _output.WriteLine($"{manner}: {failures} probes failed, longest step {beat.LongestUs / 1000} ms");
        }

        [Theory]
        [InlineData(TlsManner.Silent)]
        [InlineData(TlsManner.Trickles)]
        [InlineData(TlsManner.OtherProtocol)]
        public void Probe_FirstBrokerDoesNotAnswerInTls_SecondServesWithoutABreak(TlsManner manner)
        {
            using var authority = new TestAuthority();
            using var second = new TestBroker();
            using var world = TlsWorld.Create(SecureThenPlain, authority, null, second);
            world.Board.Network.SetTlsManner("broker.local", manner);
            var beat = new BeatWatch(world);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(30));
            Assert.Equal("plain.local", TlsWorld.Link(second).GetProperty("broker").GetString());
            world.RunFor(TimeSpan.FromMinutes(45));
            Assert.Equal("plain.local", TlsWorld.Link(second).GetProperty("broker").GetString());
            Assert.Equal(0, TlsWorld.Link(second).GetProperty("reconnects").GetInt32());
            Assert.Equal(0, world.Watchdog.Resets);
            Assert.InRange(beat.LongestUs, 1, StepLimitUs);
            _output.WriteLine($"{manner}: longest step {beat.LongestUs / 1000} ms");
        }

        [Fact]
        public void Handshake_RelayOnTheWayHangs_ProbeFindsIt()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = TlsWorld.Create(Secure, authority, broker);
            world.Board.Network.SetStuck("broker.local", fromBoard: false, toBoard: true);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(3));
            Assert.Equal(0, world.Watchdog.Resets);
            world.Board.Network.SetStuck("broker.local", fromBoard: false, toBoard: false);
            world.RunFor(TimeSpan.FromMinutes(1));
            Assert.InRange(TlsWorld.Link(broker).GetProperty("failures").GetProperty("tls_silent").GetInt32(), 2, 20);
        }

        [Fact]
        public void Handshake_HungOnce_BrokerRestsAQuarterOfAnHourAndTheNextServes()
        {
            using var authority = new TestAuthority();
            using var second = new TestBroker();
            using var world = TlsWorld.Create(SecureThenPlain, authority, null, second);
            world.Board.Network.SetTlsManner("broker.local", TlsManner.HelloOnly);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(2));
            Assert.Equal(1, world.Watchdog.Resets);
            var link = TlsWorld.Link(second);
            Assert.Equal(1, link.GetProperty("failures").GetProperty("handshake_hung").GetInt32());
            Assert.Equal(
                "brokers[0]: the board has restarted while with it, in a TLS handshake; left alone for 15 min",
                Assert.Single(link.GetProperty("findings").EnumerateArray()).GetString());

            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
            world.RunFor(TimeSpan.FromMinutes(9));
            Assert.Equal(1, world.Watchdog.Resets);
            Assert.Empty(world.Truth.Violations);
        }

        [Fact]
        public void Handshake_HungAlone_NodeProtectsBetweenTwoResets()
        {
            using var authority = new TestAuthority();
            using var world = TlsWorld.Create(Secure, authority);
            world.Board.Network.SetTlsManner("broker.local", TlsManner.HelloOnly);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(2));
            Assert.Equal(1, world.Watchdog.Resets);
            for (int i = 0; i < 10; i++)
            {
                world.Home.SetContact("oven", true);
                world.RunFor(TimeSpan.FromSeconds(1));
                Assert.False(world.Relay("ev").ContactClosed);
                world.Home.SetContact("oven", false);
                world.RunFor(TimeSpan.FromSeconds(59));
            }

            Assert.Equal(1, world.Watchdog.Resets);
            Assert.Empty(world.Truth.Violations);
        }

        [Fact]
        public void Handshake_PowerFailsInIt_CostsAQuarterOfAnHour()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = TlsWorld.Create(Secure, authority, broker);
            world.Start();
            CutInHandshake(world);
            Assert.Empty(broker.Received);
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromMinutes(14));
            Assert.Empty(broker.Received);
            world.RunFor(TimeSpan.FromMinutes(2));
            Assert.Equal(1, TlsWorld.Link(broker).GetProperty("failures").GetProperty("handshake_hung").GetInt32());
            Assert.Empty(TlsWorld.Link(broker).GetProperty("findings").EnumerateArray());

            // One that falls elsewhere costs nothing, and does not bring the rest back that is over.
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(5));
            int before = broker.Received.Count;
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromMinutes(1));
            Assert.True(broker.Received.Count > before);
            Assert.Empty(TlsWorld.Link(broker).GetProperty("failures").EnumerateObject());
        }

        [Fact]
        public void Handshake_PowerFailsInTheRest_RestBeginsAnew()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = TlsWorld.Create(Secure, authority, broker);
            world.Start();
            CutInHandshake(world);
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromMinutes(10));
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(5));
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromMinutes(14));
            Assert.Empty(broker.Received);
            world.RunFor(TimeSpan.FromMinutes(2));
            Assert.NotEmpty(broker.Received);
        }

        [Theory]
        [InlineData(false, 5, 5)]
        [InlineData(true, 3, 7)]
        public void Handshake_HungAgainAndAgain_ResetsAreFew(bool twoBrokers, int hours, int most)
        {
            using var authority = new TestAuthority();
            const string Both = "\"brokers\": [ { \"host\": \"broker.local\" }, { \"host\": \"other.local\" } ]";
            using var world = TlsWorld.Create(twoBrokers ? Both : Secure, authority);
            world.Board.Network.SetTlsManner("broker.local", TlsManner.HelloOnly);
            world.Board.Network.SetTlsManner("other.local", TlsManner.HelloOnly);
            var beat = new BeatWatch(world);
            world.Start();
            world.RunFor(TimeSpan.FromHours(hours));
            int resets = world.Watchdog.Resets;
            _output.WriteLine($"two brokers {twoBrokers}: {resets} resets in {hours} h, longest step {beat.LongestUs / 1000} ms");
            Assert.InRange(resets, 3, most);
            Assert.Equal(resets + 1, world.Board.Boots);
            Assert.InRange(beat.LongestUs, world.Watchdog.TimeoutUs, world.Watchdog.TimeoutUs + 3_000_000);
            Assert.Empty(world.Truth.Violations);
        }

        [Fact]
        public void Handshake_BrokerThatBehavesForAWhileAndThenHangs_ResetsAreFew()
        {
            // It serves for an hour each time, drops the session and hangs the next handshake.
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = TlsWorld.Create(Secure, authority, broker);
            bool isConnected = false;
            int drops = 0;
            world.Board.Network.MessageArrived += (_, _) => isConnected = true;
            world.Start();
            for (int minute = 0; minute < 5 * 60; minute++)
            {
                world.RunFor(TimeSpan.FromMinutes(1));
                if (isConnected && minute % 60 == 59)
                {
                    world.Board.Network.SetTlsManner("broker.local", TlsManner.HelloOnly);
                    broker.Stop();
                    world.Board.Network.Settle();
                    broker.Start();
                    isConnected = false;
                    drops++;
                    int before = world.Watchdog.Resets;
                    for (int i = 0; i < 10 && world.Watchdog.Resets == before; i++)
                    {
                        world.RunFor(TimeSpan.FromSeconds(6));
                    }

                    world.Board.Network.SetTlsManner("broker.local", TlsManner.Real);
                }
            }

            _output.WriteLine($"{world.Watchdog.Resets} resets in 5 h, {drops} times behaved");
            Assert.InRange(world.Watchdog.Resets, 3, 4);
            Assert.Equal(world.Watchdog.Resets, drops);
        }

        [Fact]
        public void Note_BrokerThatKeepsDroppingUs_WearsNoMoreThanItsAllowanceAndNobodyWaits()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("broker.local"));
            using var world = TlsWorld.Create(Secure, authority, broker);
            world.Start();
            for (int i = 0; i < 120; i++)
            {
                world.RunFor(TimeSpan.FromSeconds(30));
                broker.Stop();
                world.Board.Network.Settle();
                broker.Start();
            }

            world.RunFor(TimeSpan.FromSeconds(60));
            long saves = Math.Max(Saves("I:\\restart.a"), Saves("I:\\restart.b"));
            int reconnects = TlsWorld.Link(broker).GetProperty("reconnects").GetInt32();
            _output.WriteLine($"{reconnects} reconnects and {saves} saves in an hour");
            Assert.InRange(reconnects, 100, 120);
            Assert.InRange(saves, 20, 40 + 12 + 1);

            // Standing between two handshakes, it is taken back when there is allowance again.
            world.RunFor(TimeSpan.FromMinutes(140));
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(5));
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromMinutes(1));
            Assert.Empty(TlsWorld.Link(broker).GetProperty("failures").EnumerateObject());

            long Saves(string path)
            {
                return RecordFormat.Sequence(world.Board.Flash.ReadFile(path));
            }
        }

        /// <summary>Cuts the power in the first handshake: between its note and its end.</summary>
        private static void CutInHandshake(NodeWorld world)
        {
            // The probe is the first connection, the handshake's own the second. It is one native call: only an event of the world
            // falls into it.
            bool isCut = false;
            void Look()
            {
                if (world.Board.Network.Counters.ConnectAttempts < 2)
                {
                    world.Board.Scheduler.At(world.Board.Scheduler.NowUs + 100_000, Look);
                    return;
                }

                isCut = true;
                world.Board.Scheduler.At(world.Board.Scheduler.NowUs + 500_000, world.Board.PowerOff);
            }

            Look();
            world.RunFor(TimeSpan.FromSeconds(30));
            Assert.True(isCut);
            Assert.False(world.Board.Powered);
        }
    }
}
