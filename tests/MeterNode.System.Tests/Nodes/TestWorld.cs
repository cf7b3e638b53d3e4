using System;
using VirtualHome.Description;
using VirtualNode;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>A small world whose loads do exactly what a test says: heaters behind relays, and one load that the test switches.</summary>
    internal static class TestWorld
    {
        public const string Home = """
            {
              "mains": { "voltage_v": 230, "frequency_hz": 50, "phases": 1, "fuse_a": 60, "voltage_wander_v": 0, "frequency_wander_hz": 0 },
              "parts": "ideal",
              "circuits": [
                { "name": "supply", "kind": "supply", "phase": 1, "ct_rated_a": 100 },
                { "name": "ev" }, { "name": "immersion" }, { "name": "router" }, { "name": "oven" }
              ],
              "appliances": [
                { "kind": "heater", "name": "ev", "circuit": "ev", "power_w": 7000 },
                { "kind": "heater", "name": "immersion", "circuit": "immersion", "power_w": 3000 },
                { "kind": "heater", "name": "router", "circuit": "router", "power_w": 100 },
                { "kind": "heater", "name": "oven", "circuit": "oven", "power_w": 10000 }
              ]
            }
            """;

        public const string Settings = """
            {
              "schema": 1, "id": "test-1", "name": "Test home", "restart_delay_s": 0,
              "supply": { "circuit": "supply", "limit_a": 60 },
              "circuits": [
                { "name": "supply", "address": 64 }, { "name": "ev", "address": 65 }, { "name": "immersion", "address": 66 },
                { "name": "router", "address": 67 }, { "name": "oven", "address": 68 }
              ],
              "loads": [
                { "name": "ev", "circuit": "ev", "pin": 25, "power_w": 7000, "priority": 10, "min_on_s": 0, "min_off_s": 0 },
                { "name": "immersion", "circuit": "immersion", "pin": 26, "power_w": 3000, "priority": 50, "min_on_s": 0, "min_off_s": 0 },
                { "name": "router", "circuit": "router", "pin": 27, "power_w": 100, "priority": 1, "critical": true, "contact": "normally_closed" }
              ],
              "broker": { "host": "broker.local", "plain": true },
              "wifi": { "ssid": "home", "password": "not a real one" }
            }
            """;

        /// <summary>The settings with other brokers.</summary>
        /// <param name="brokers">Their key and value in place of <c>broker</c>.</param>
        public static string WithBrokers(string brokers)
        {
            const string plain = "\"broker\": { \"host\": \"broker.local\", \"plain\": true }";
            return Settings.Contains(plain, StringComparison.Ordinal)
                ? Settings.Replace(plain, brokers, StringComparison.Ordinal)
                : throw new InvalidOperationException("the settings have changed");
        }

        /// <summary>The world with the oven off and no power on the board yet.</summary>
        public static NodeWorld Create(int seed = 1, string settings = Settings, string home = Home, string? contact = "oven")
        {
            var world = new NodeWorld(new NodeWorldOptions
            {
                Home = HomeReader.Parse(home, "test home"),
                Settings = settings,
                Seed = seed,
                StartUtc = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc),
            });
            if (contact is not null)
            {
                world.Home.SetContact(contact, false);
            }

            return world;
        }

        /// <summary>The world with its node up and every load running.</summary>
        public static NodeWorld Running(EmbeddedBroker? broker = null, int seed = 1, string settings = Settings)
        {
            var world = Create(seed, settings);
            if (broker is not null)
            {
                world.ConnectBroker(broker.Endpoint);
            }

            world.Start();
            world.RunFor(TimeSpan.FromSeconds(10));
            return world;
        }
    }
}
