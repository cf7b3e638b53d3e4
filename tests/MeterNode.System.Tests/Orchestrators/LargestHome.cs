using System;
using System.Collections.Generic;
using System.Linq;
using VirtualNode;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>
    /// The largest home that settings can describe, with names as long as they may be: three phases, 16 circuits, 4
    /// direct-current channels and 16 loads of every kind, eight of them behind a relay of the board.
    /// </summary>
    internal static class LargestHome
    {
        private const int Circuits = 16;
        private static readonly int[] s_pins = [25, 26, 27, 32, 33, 13, 14, 4];

        public static string Settings { get; } = WriteSettings();

        public static NodeWorld Create(EmbeddedBroker broker)
        {
            var world = new NodeWorld(new NodeWorldOptions
            {
                Home = VirtualHome.Description.HomeReader.Parse(WriteHome(), "largest home"),
                Settings = Settings,
                Seed = 1,
                StartUtc = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc),
            });
            world.ConnectBroker(broker.Endpoint);
            return world;
        }

        private static string Long(string name)
        {
            return name + new string('x', 24 - name.Length);
        }

        private static string Circuit(int i)
        {
            return Long("circuit-" + i + "-");
        }

        private static string Load(int i)
        {
            return Long("load-" + i + "-");
        }

        private static string WriteHome()
        {
            var circuits = Enumerable.Range(0, Circuits).Select(i => i < 3
                ? "{ \"name\": \"" + Circuit(i) + "\", \"kind\": \"supply\", \"phase\": " + (i + 1) + ", \"ct_rated_a\": 100 }"
                : "{ \"name\": \"" + Circuit(i) + "\", \"phase\": " + ((i % 3) + 1) + " }");
            var appliances = Enumerable.Range(0, 16).Select(i =>
                "{ \"kind\": \"" + (i < s_pins.Length ? "heater\", \"power_w\": 1000" : "ev_charger\", \"rated_a\": 32")
                + ", \"name\": \"" + Load(i) + "\", \"circuit\": \"" + Circuit(Math.Min(i + 3, Circuits - 1)) + "\" }");
            return "{ \"mains\": { \"voltage_v\": 230, \"frequency_hz\": 50, \"phases\": 3, \"fuse_a\": 60, \"voltage_wander_v\": 0, \"frequency_wander_hz\": 0 },"
                + " \"parts\": \"ideal\", \"circuits\": [" + string.Join(", ", circuits) + "], \"appliances\": [" + string.Join(", ", appliances) + "] }";
        }

        private static string WriteSettings()
        {
            var circuits = Enumerable.Range(0, Circuits).Select(i =>
                "{ \"name\": \"" + Circuit(i) + "\", \"bus\": 1, \"address\": " + (64 + i) + ", \"phase\": " + ((i % 3) + 1) + (i < 3 ? ", \"reference\": true" : string.Empty) + " }");
            var channels = Enumerable.Range(0, 4).Select(i =>
                "{ \"name\": \"" + Long("dc-" + i + "-") + "\", \"bus\": 2, \"address\": " + (64 + i) + ", \"shunt_uohm\": 750, \"volts_per_volt\": 4, \"least_v\": 40, \"most_v\": 60 }");
            return "{ \"schema\": 1, \"id\": \"" + Long("home-") + "\", \"name\": \"" + new string('n', 64) + "\", \"restart_delay_s\": 0,"
                + " \"supply\": { \"circuit\": \"" + Circuit(0) + "\", \"circuit_l2\": \"" + Circuit(1) + "\", \"circuit_l3\": \"" + Circuit(2) + "\", \"limit_a\": 60 },"
                + " \"circuits\": [" + string.Join(", ", circuits) + "], \"dc_channels\": [" + string.Join(", ", channels) + "],"
                + " \"loads\": [" + string.Join(", ", Loads()) + "], \"currency\": \"EUR\", \"grid\": { \"dimming\": true },"
                + " \"broker\": { \"host\": \"broker.local\", \"plain\": true }, \"wifi\": { \"ssid\": \"home\", \"password\": \"not a real one\" } }";
        }

        private static IEnumerable<string> Loads()
        {
            for (int i = 0; i < 16; i++)
            {
                string kind = i switch
                {
                    0 => "\"kind\": \"heater\", \"burst_fire\": true, ",
                    1 => "\"kind\": \"heat_pump\", \"boost_w\": 500, ",
                    8 => "\"kind\": \"charge_point\", ",
                    9 => "\"kind\": \"battery\", \"discharge_w\": 2500, ",
                    10 => "\"kind\": \"inverter\", ",
                    11 => "\"kind\": \"compute\", ",
                    _ => string.Empty,
                };
                string means = i < s_pins.Length
                    ? "\"pin\": " + s_pins[i] + ", \"power_w\": 1000, \"circuit\": \"" + Circuit(i + 3) + "\""
                    : "\"set_point\": { \"topic\": \"device/" + i + "/set\" }, \"power_w\": 3000";
                string rest = i == 2 ? ", \"critical\": true" : i is 9 or 10 ? string.Empty : ", \"plan\": { \"energy_wh\": 9000 }";
                yield return "{ \"name\": \"" + Load(i) + "\", " + kind + means + rest
                    + ", \"phase\": " + ((i % 3) + 1) + ", \"min_on_s\": 0, \"min_off_s\": 0, \"random_delay_s\": 0, \"operations_per_hour\": 60 }";
            }
        }
    }
}
