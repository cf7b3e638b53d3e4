using System;
using System.Linq;
using VirtualEsp32.Peripherals;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The world with loads that are only told their power, before and between loads behind a relay of the board.</summary>
    public sealed class SetPointLoadsTests
    {
        internal const string Home = """
            {
              "mains": { "voltage_v": 230, "frequency_hz": 50, "phases": 1, "fuse_a": 60, "voltage_wander_v": 0, "frequency_wander_hz": 0 },
              "parts": "ideal",
              "circuits": [ { "name": "supply", "kind": "supply" }, { "name": "car" }, { "name": "heater" }, { "name": "battery" } ],
              "appliances": [
                { "kind": "ev_charger", "name": "car", "circuit": "car", "rated_a": 32, "first_charge_share": 0.2, "leaves_hour": 11, "plugs_in_share": 1 },
                { "kind": "heater", "name": "heater", "circuit": "heater", "power_w": 2000 },
                { "kind": "battery", "name": "battery", "circuit": "battery" }
              ]
            }
            """;

        internal const string Settings = """
            {
              "schema": 1, "id": "test-1", "name": "Küche", "restart_delay_s": 0,
              "supply": { "circuit": "supply", "limit_a": 30 },
              "circuits": [
                { "name": "supply", "address": 64 }, { "name": "car", "address": 65 }, { "name": "heater", "address": 66 }, { "name": "battery", "address": 67 }
              ],
              "loads": [
                { "name": "car", "kind": "charge_point", "circuit": "car", "power_w": 7360, "priority": 10, "random_delay_s": 0, "min_on_s": 0, "min_off_s": 0,
                  "set_point": { "topic": "charger/set" } },
                { "name": "heater", "circuit": "heater", "pin": 25, "power_w": 2000, "priority": 60, "critical": true, "min_on_s": 3600, "min_off_s": 0 },
                { "name": "battery", "kind": "battery", "circuit": "battery", "power_w": 5000, "set_point": { "topic": "battery/set" } }
              ],
              "broker": { "host": "broker.local", "plain": true }, "wifi": { "ssid": "home", "password": "not a real one" }
            }
            """;

        [Fact]
        public void World_SetPointLoadBeforeARelay_KeepsEachContactWithItsLoad()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Create(1, Settings, Home, null);
            world.ConnectBroker(broker.Endpoint);
            var history = new History(world, TimeSpan.FromSeconds(1));
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(1));
            world.Relay("heater").Fault = RelayFault.StuckOpen;
            world.RunFor(TimeSpan.FromSeconds(5));

            Assert.Null(world.FindRelay("car"));
            Assert.Null(history.Closed(0));
            Assert.Null(history.Closed(2));
            Assert.Equal(history.TimesS.Count, history.Closed(1)!.Count);
            Assert.True(history.Closed(1)![^10]);
            Assert.False(history.Closed(1)![^1]);
            Assert.Equal(new[] { "heater", "heater" }, world.Truth.Violations.Select(each => each.Subject));
            Assert.Equal(new[] { ViolationKind.CriticalLoadShed, ViolationKind.MinimumOnOff }, world.Truth.Violations.Select(each => each.Kind));
        }

        [Theory]
        [InlineData("\"topic\": \"charger/set\"")]
        [InlineData("\"topic\": \"charger/set\", \"message\": \"{w}\"")]
        [InlineData("\"topic\": \"charger/set\", \"message\": \"charge with {w} W on L1\", \"off\": \"stop 1\"")]
        public void World_ChargePointTooStrongForTheSupply_DoesWhatItIsTold(string setPoint)
        {
            using var broker = EmbeddedBroker.Start();
            string settings = Settings.Replace("\"topic\": \"charger/set\"", setPoint, StringComparison.Ordinal);
            using var world = TestWorld.Create(1, settings, Home, null);
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(5));

            // 32 A of the car and 9 A of the heater are too much for 30 A: the car goes on with 6 A or with what the heater leaves.
            Assert.InRange(world.Home.Circuit("car").RmsA, 6, 21.3);
            Assert.InRange(world.Home.Circuit("supply").RmsA, 14, 30);
            Assert.True(world.Relay("heater").ContactClosed);
        }

        [Theory]
        [InlineData("\"name\": \"battery\", \"kind\": \"battery\", \"circuit\": \"battery\"", "\"name\": \"boiler\", \"kind\": \"battery\"", "load \"boiler\"")]
        [InlineData("\"pin\": 25, \"power_w\": 2000", "\"pin\": 25, \"power_w\": 2000, \"set_point\": { \"topic\": \"heater/set\" }", "load \"heater\"")]
        public void World_SetPointOfWhatTakesNone_IsRefused(string piece, string replacement, string words)
        {
            string settings = Settings.Replace(piece, replacement, StringComparison.Ordinal);
            Assert.NotEqual(Settings, settings);

            var problem = Assert.Throws<WorldException>(() => TestWorld.Create(1, settings, Home, null));

            Assert.Contains(words + " has a set_point, but is no appliance of the home that takes one (ev_charger, battery,", problem.Message, StringComparison.Ordinal);
        }
    }
}
