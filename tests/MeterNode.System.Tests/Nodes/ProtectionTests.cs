using System;
using System.Linq;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware on the virtual board: what happens to the loads.</summary>
    public sealed class ProtectionTests
    {
        [Fact]
        public void Node_AfterItsStart_RunsEveryLoad()
        {
            using var world = TestWorld.Running();
            Assert.All(world.Relays, relay => Assert.True(relay.ContactClosed));
            Assert.Empty(world.Board.UnhandledExceptions);
            Assert.Equal(1, world.Board.Boots);
        }

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        public void Overload_ByTenKilowatts_IsShedWithinASecondLowestPriorityFirst(int seed)
        {
            using var world = TestWorld.Running(seed: seed);
            world.RunFor(TimeSpan.FromMilliseconds(seed * 137));
            world.Home.SetContact("oven", true);
            Assert.True(world.Home.Circuit("supply").RmsA > 60);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.True(world.Relay("immersion").ContactClosed);
            Assert.True(world.Relay("router").ContactClosed);
            Assert.True(world.Home.Circuit("supply").RmsA <= 60);
            Assert.True(world.Truth.LongestOverload <= TimeSpan.FromSeconds(1), world.Truth.LongestOverload.ToString());
            Assert.Empty(world.Truth.Violations);
        }

        [Fact]
        public void Overload_Ended_IsRestoredWithoutChatter()
        {
            using var world = TestWorld.Running();
            int before = world.Relay("ev").Operations;
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromMinutes(20));
            Assert.False(world.Relay("ev").ContactClosed);
            world.Home.SetContact("oven", false);
            world.RunFor(TimeSpan.FromMinutes(5));
            Assert.True(world.Relay("ev").ContactClosed);
            Assert.Equal(1, world.Relay("ev").Operations - before);
            Assert.Equal(1, world.Truth.ShedEvents);
        }

        [Fact]
        public void Overload_ThatComesEveryTwoMinutes_SwitchesLessAndLess()
        {
            using var world = TestWorld.Running();
            for (int i = 0; i < 30; i++)
            {
                world.Home.SetContact("oven", true);
                world.RunFor(TimeSpan.FromSeconds(20));
                world.Home.SetContact("oven", false);
                world.RunFor(TimeSpan.FromSeconds(100));
            }

            Assert.InRange(world.Truth.ShedEvents, 1, 8);
            Assert.Empty(world.Truth.Violations);
        }

        [Fact]
        public void SupplyChip_Unplugged_SendsLoadsToSafePowerWithinASecondAndBackWhenReplugged()
        {
            using var world = TestWorld.Running();
            var supply = world.CircuitSettings("supply");
            world.Truth.Excuse();
            world.Board.I2c(supply.Bus).Unplug(supply.Address);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.False(world.Relay("immersion").ContactClosed);
            Assert.True(world.Relay("router").ContactClosed);
            world.RunFor(TimeSpan.FromMinutes(10));
            Assert.Equal(1, world.Board.Boots);
            world.Board.I2c(supply.Bus).Replug(supply.Address);
            world.RunFor(TimeSpan.FromSeconds(3));
            Assert.True(world.Relay("ev").ContactClosed);
            Assert.Empty(world.Truth.Violations);
        }

        [Fact]
        public void LoadsOwnChip_Unplugged_SendsOnlyThatLoadToSafePower()
        {
            using var world = TestWorld.Running();
            var ev = world.CircuitSettings("ev");
            world.Board.I2c(ev.Bus).Unplug(ev.Address);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.True(world.Relay("immersion").ContactClosed);
        }

        [Fact]
        public void EveryThirdTransferNotAcknowledged_DoesNotDisturbProtection()
        {
            using var world = TestWorld.Running();
            var supply = world.CircuitSettings("supply");
            world.Board.I2c(supply.Bus).NackEvery(supply.Address, 3);
            world.RunFor(TimeSpan.FromSeconds(10));
            Assert.True(world.Relay("ev").ContactClosed);
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
        }

        [Fact]
        public void SupplyInput_Saturated_SendsLoadsToSafePowerWithinASecond()
        {
            // A CT of 50 A : 50 mA: 74 A rms are 449 mV at the crest, beyond the 320 mV of the input.
            using var world = TestWorld.Create(
                settings: TestWorld.Settings.Replace("\"supply\", \"address\": 64", "\"supply\", \"address\": 64, \"ct_ratio\": 1000", StringComparison.Ordinal),
                home: TestWorld.Home.Replace("\"power_w\": 10000", "\"power_w\": 20000", StringComparison.Ordinal)
                .Replace("\"ct_rated_a\": 100", "\"ct_rated_a\": 50", StringComparison.Ordinal));
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(10));
            Assert.True(world.Relay("ev").ContactClosed);
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.False(world.Relay("immersion").ContactClosed);
        }

        [Fact]
        public void BusHeldLow_StallsEverything_AndTheHeartbeatKeepsTheRelaysThroughIt()
        {
            using var world = TestWorld.Running();
            world.Truth.Excuse();
            world.Board.I2c(1).Hold(2_000_000);
            world.RunFor(TimeSpan.FromSeconds(3));
            Assert.True(world.Heartbeat.Alive);
            world.RunFor(TimeSpan.FromSeconds(60));
            Assert.Equal(1, world.Board.Boots);
            Assert.True(world.Relay("router").ContactClosed);
            Assert.True(world.Relay("ev").ContactClosed);
        }

        [Fact]
        public void Power_CutAndBack_StartsAgainByItself()
        {
            using var world = TestWorld.Running();
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.True(world.Relay("router").ContactClosed);
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromSeconds(10));
            Assert.True(world.Relay("ev").ContactClosed);
            Assert.Equal(2, world.Board.Boots);
        }

        [Fact]
        public void TwoRuns_OfOneSeed_AreEqualAndOfAnotherAreNot()
        {
            Assert.Equal(Fingerprint(5), Fingerprint(5));
            Assert.NotEqual(Fingerprint(5), Fingerprint(6));
        }

        private static string Fingerprint(int seed)
        {
            using var broker = EmbeddedBroker.Start();
            using var world = new NodeWorld(new NodeWorldOptions
            {
                Home = VirtualHome.Description.HomeReader.Parse(
                    TestWorld.Home.Replace("ideal", "typical", StringComparison.Ordinal).Replace("voltage_wander_v\": 0", "voltage_wander_v\": 2", StringComparison.Ordinal),
                    "test home"),
                Settings = TestWorld.Settings,
                Seed = seed,
            });
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(3));
            return string.Join('|', world.Relays.Select(relay => relay.Operations))
                + "|" + world.Board.Network.Counters.MessagesPublished
                + "|" + world.Board.I2c(1).Transfers
                + "|" + world.Board.Network.Counters.BytesSent
                + "|" + world.Home.Circuit("supply").AmpSquareSeconds.ToString("R", global::System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
