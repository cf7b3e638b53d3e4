using System;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware with a car's charge point that is told amperes over MQTT, as OpenEVSE and the like are.</summary>
    public sealed class EvSetPointTests
    {
        private const string Home = """
            {
              "mains": { "voltage_v": 230, "frequency_hz": 50, "phases": 1, "fuse_a": 60, "voltage_wander_v": 0, "frequency_wander_hz": 0 },
              "parts": "ideal",
              "circuits": [
                { "name": "supply", "kind": "supply", "phase": 1, "ct_rated_a": 100 }, { "name": "car" }, { "name": "oven" }
              ],
              "appliances": [
                { "kind": "ev_charger", "name": "car", "circuit": "car", "rated_a": 32, "first_charge_share": 0.2, "leaves_hour": 11, "plugs_in_share": 1 },
                { "kind": "heater", "name": "oven", "circuit": "oven", "power_w": 9000 }
              ]
            }
            """;

        internal const string Settings = """
            {
              "schema": 1, "id": "test-1", "restart_delay_s": 0,
              "supply": { "circuit": "supply", "limit_a": 60, "device": { "kind": "fuse_gg", "rating_a": 60 } },
              "circuits": [ { "name": "supply", "address": 64 }, { "name": "car", "address": 65 }, { "name": "oven", "address": 66 } ],
              "loads": [
                { "name": "car", "kind": "charge_point", "circuit": "car", "pin": 25, "power_w": 7360, "random_delay_s": 0,
                  "set_point": { "topic": "charger/current/set" } }
              ],
              "broker": { "host": "broker.local", "plain": true }, "wifi": { "ssid": "home", "password": "not a real one" }
            }
            """;

        private readonly ITestOutputHelper _output;

        public EvSetPointTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void Car_BesideAnOven_IsTurnedDownAndUpAgain_AndNothingIsSwitched()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Create(1, Settings, Home);
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(2));
            double aloneA = world.Home.Circuit("car").RmsA;
            long operations = world.Relay("car").Operations;
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(30));
            double besideA = world.Home.Circuit("car").RmsA;
            double supplyA = world.Home.Circuit("supply").RmsA;
            world.RunFor(TimeSpan.FromMinutes(3));
            double laterA = world.Home.Circuit("supply").RmsA;
            world.Home.SetContact("oven", false);
            world.RunFor(TimeSpan.FromMinutes(2));
            double againA = world.Home.Circuit("car").RmsA;
            _output.WriteLine($"car {aloneA:F1} A, beside the oven {besideA:F1} A with {supplyA:F1} and later {laterA:F1} A of supply, again {againA:F1} A");
            Assert.InRange(aloneA, 31, 32.5);
            Assert.InRange(besideA, 15, 21.5);
            Assert.InRange(supplyA, 50, 60.5);
            Assert.InRange(laterA, 50, 60.5);
            Assert.InRange(againA, 31, 32.5);
            Assert.Equal(operations, world.Relay("car").Operations);
        }

        [Fact]
        public void Car_WhenTheBrokerIsGone_LosesItsContactorInstead()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Create(1, Settings, Home);
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(2));
            Assert.InRange(world.Home.Circuit("car").RmsA, 31, 32.5);
            world.Board.Network.WifiUp = false;
            world.RunFor(TimeSpan.FromSeconds(5));
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(30));
            Assert.Equal(0, world.Home.Circuit("car").RmsA);
            Assert.False(world.Relay("car").ContactClosed);
            Assert.InRange(world.Home.Circuit("supply").RmsA, 38, 40);
        }
    }
}
