using System;
using System.Text;
using System.Threading.Tasks;
using MeterNode.System.Tests.Nodes;
using VirtualNode;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>A quarter of an hour in which a node has to say everything that it can say.</summary>
    internal static class TroubledRun
    {
        private const string Root = "meternode/test-1/";

        /// <summary>Settings of the small home with something of everything.</summary>
        public static string Settings { get; } = TestWorld.Settings
            .Replace("\"priority\": 50,", "\"priority\": 50, \"plan\": { \"run_min\": 15, \"ready_by\": \"02:00\" },", StringComparison.Ordinal)
            .Replace("\"broker\":", "\"currency\": \"EUR\", \"grid\": { \"dimming\": true, \"random_delay_s\": 0 }, \"broker\":", StringComparison.Ordinal)
            .Replace(
                "\"broker\":",
                "\"dc_channels\": [ { \"name\": \"battery\", \"bus\": 2, \"address\": 64, \"shunt_uohm\": 750, \"volts_per_volt\": 4, \"least_v\": 40, \"most_v\": 60 } ], \"broker\":",
                StringComparison.Ordinal);

        /// <summary>Requests good and bad, an overload, a lost clamp, a lost broker, bad settings, power cuts, and time for intervals.</summary>
        public static async Task RunAsync(NodeWorld world, MessageLog log)
        {
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(15));
            foreach (string name in new[] { "ev", "{\"circuit\":\"supply\",\"id\":\"7\"}", "nobody", "{\"circuit\":\"ev\",\"x\":1}", "{\"circuit\":\"nobody\",\"id\":\"8\"}" })
            {
                await log.AskAsync(world, Root + "waveform/get", name, 2);
            }

            foreach (string payload in new[] { "off", "3500", "99999", "maybe", "auto" })
            {
                await log.AskAsync(world, Root + "load/immersion/set", payload, 11);
            }

            await log.AskAsync(world, Root + "load/nobody/set", "on", 1);
            await log.AskAsync(world, Root + "load/router/set", "off", 1);
            await log.AskAsync(world, Root + "update/release", "{\"version\":\"1.2.3\",\"url\":\"https://example.com/1.2.3\"}", 2);
            await log.AskAsync(world, Root + "update/release", "{\"version\":\"1.2\"}", 2);
            await log.AskAsync(world, Root + "prices", "{\"start\":\"2026-03-01T00:00Z\",\"slot_min\":15,\"import_per_kwh\":[0.3,0.1,null,0.25],\"export_per_kwh\":[0.01,0.02,-0.03,null]}", 15);
            await log.AskAsync(world, Root + "prices", "{\"start\":\"2026-03-01T00:05Z\"}", 2);
            await log.AskAsync(world, Root + "price", "{\"import_per_kwh\":-0.1}", 15);
            await log.AskAsync(world, Root + "limit", "{\"import_w\":20000,\"dim_w\":4200,\"valid_s\":60}", 90);
            await log.AskAsync(world, Root + "limit", "{\"import_w\":-1}", 1);
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(20));
            world.Home.SetContact("oven", false);
            var supply = world.CircuitSettings("supply");
            world.Board.I2c(supply.Bus).Unplug(supply.Address);
            world.RunFor(TimeSpan.FromSeconds(12));
            await log.AskAsync(world, Root + "waveform/get", "supply", 2);
            world.Board.I2c(supply.Bus).Replug(supply.Address);
            world.RunFor(TimeSpan.FromMinutes(7));
            world.Board.Network.WifiUp = false;
            world.RunFor(TimeSpan.FromSeconds(90));
            world.Board.Network.WifiUp = true;
            world.RunFor(TimeSpan.FromSeconds(60));
            await log.SettleAsync(world);
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(5));
            world.Board.Flash.WriteFile(NodeWorld.SettingsPath, Encoding.UTF8.GetBytes("{"));
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromSeconds(40));
            await log.SettleAsync(world);
        }
    }
}
