using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeterNode.Cli;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    public sealed class SimulateTests : IDisposable
    {
        private static readonly byte[] s_png = { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A };

        private readonly TempFolder _folder = new TempFolder();

        [Fact]
        public void Simulate_ShortRun_WritesEveryFigure()
        {
            var figures = Run(out var run, "--hours", "0.1", "--seed", "7");

            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.Empty(run.Error);
            Assert.True((bool)figures["ok"]!);
            Assert.Empty(figures["violations"]!.AsArray());
            Assert.Empty(figures["problems"]!.AsArray());
            Assert.Equal("2026-01-14T00:00:00Z", (string)figures["start"]!);
            Assert.Equal(0.1, (double)figures["hours"]!);
            Assert.Equal(7, (int)figures["seed"]!);
            Assert.True((double)figures["energy_import_wh"]! > 10);
            Assert.Equal(0, (double)figures["energy_export_wh"]!);
            Assert.InRange((double)figures["measured_import_wh"]! / (double)figures["energy_import_wh"]!, 0.8, 1.05);
            Assert.InRange((double)figures["peak_import_a"]!, 1, 100);
            Assert.Equal(0, (int)figures["shed_events"]!);
            Assert.Equal(1, (int)figures["relay_operations"]!["ev"]!);
            Assert.Equal(0, (int)figures["relay_operations"]!["router"]!);
            Assert.Equal(1, (int)figures["events"]!["started"]!);
            Assert.InRange((int)figures["messages_published"]!, 30, 100);
            Assert.Equal(1, (int)figures["boots"]!);
            Assert.True((double)figures["wall_s"]! > 0);
            Assert.False(figures.ContainsKey("cost"));
        }

        [Fact]
        public void Simulate_SameSeed_GivesTheSameFigures()
        {
            // From the evening on, so that loads are shed.
            string[] options = { "--hours", "0.6", "--start", "2026-01-14T18:50Z", "--seed", "1" };

            var first = Run(out _, options);
            var second = Run(out _, options);

            Assert.True((int)first["shed_events"]! > 0);
            first.Remove("wall_s");
            second.Remove("wall_s");
            Assert.Equal(first.ToJsonString(), second.ToJsonString());
        }

        [Fact]
        public void Simulate_OtherSeed_GivesOtherFigures()
        {
            var first = Run(out _, "--hours", "0.05", "--seed", "1");
            var second = Run(out _, "--hours", "0.05", "--seed", "2");

            Assert.NotEqual((double)first["energy_import_wh"]!, (double)second["energy_import_wh"]!);
        }

        [Fact]
        public void Simulate_TooShortForTheNodeToBeHeard_FailsAndSaysSo()
        {
            var figures = Run(out var run, "--hours", "0.0005");

            Assert.Equal(ExitCode.Failed, run.ExitCode);
            Assert.False((bool)figures["ok"]!);
            Assert.Null(figures["measured_import_wh"]);
            Assert.Contains("not online", figures["problems"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.Contains("not online", run.Output, StringComparison.Ordinal);
        }

        [Fact]
        public void Simulate_WithPrices_BillsTheTrueEnergy()
        {
            string prices = _folder.Write(
                "prices.csv", "start_utc,import_p_per_kwh,export_p_per_kwh\n2026-01-14T00:00Z,10,5\n2026-01-14T00:03Z,40,5\n2026-01-14T00:06Z,0,0\n");

            var figures = Run(out _, "--hours", "0.1", "--prices", prices);

            double kWh = (double)figures["energy_import_wh"]! / 1000;
            Assert.Equal("p", (string)figures["cost_unit"]!);
            Assert.InRange((double)figures["cost"]!, 10.5 * kWh, 39.5 * kWh);
            Assert.Equal((double)figures["cost_import"]! - (double)figures["cost_export"]!, (double)figures["cost"]!, 0.011);
        }

        [Fact]
        public void Simulate_WithAReport_WritesAPageWithItsPictures()
        {
            string report = _folder.File("report");
            string prices = _folder.Write("prices.csv", "start_utc,import_p_per_kwh,export_p_per_kwh\n2026-01-14T00:00Z,10,5\n2026-01-14T00:30Z,-2,5\n");

            Run(out var run, "--hours", "0.1", "--report", report, "--prices", prices);

            string page = File.ReadAllText(Path.Combine(report, "index.html"));
            Assert.Contains(Path.Combine(report, "index.html"), run.Output, StringComparison.Ordinal);
            Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
            Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
            Assert.DoesNotContain("http", page, StringComparison.Ordinal);
            string[] pictures = { "power.png", "supply.png", "relays.png", "prices.png" };
            Assert.All(pictures, name => Assert.Contains("<img src=\"" + name + "\"", page, StringComparison.Ordinal));
            Assert.All(pictures, name => AssertPicture(Path.Combine(report, name)));
            Assert.Equal(pictures.Length + 1, Directory.GetFiles(report).Length);
        }

        [Fact]
        public void Simulate_WithARecordedHousehold_UsesWhatWasRecorded()
        {
            // 5 kW at the supply, 2 kW of it by the car, which is below the 6 A that a car may be offered only for one phase of three.
            var rows = new StringWriter();
            rows.WriteLine("time,live_power_w,evse_power_w,charging_current_a");
            for (int i = 0; i < 60; i++)
            {
                rows.WriteLine("2023-12-17T13:25:" + i.ToString("00") + ",5000,2000,8.7");
            }

            string household = _folder.Write("household.csv", rows.ToString());

            var figures = Run(out var run, "--hours", "0.1", "--household", household, "--home", SimpleHome(), "--settings", SimpleSettings());

            Assert.Contains("household.csv is what the household uses, instead of kettle", run.Output, StringComparison.Ordinal);

            // 3 kW from the beginning, and 2 kW from the end of the minimum off time (1 min after the start) on.
            Assert.InRange((double)figures["energy_import_wh"]!, 440, 510);
        }

        [Fact]
        public void Simulate_WithViolations_ListsThemAndExitsWith1()
        {
            string household = _folder.Write("household.csv", "time,live_power_w,evse_power_w,charging_current_a\n2023-12-17T13:25:00,5000,0,0\n");
            string settings = _folder.Write("tight.json", File.ReadAllText(SimpleSettings()).Replace("\"limit_a\": 40", "\"limit_a\": 10", StringComparison.Ordinal));

            var figures = Run(out var run, "--hours", "0.05", "--household", household, "--home", SimpleHome(), "--settings", settings);

            Assert.Equal(ExitCode.Failed, run.ExitCode);
            Assert.Empty(run.Error);
            Assert.False((bool)figures["ok"]!);
            string violation = (string)Assert.Single(figures["violations"]!.AsArray())!;
            Assert.Contains("supply limit", violation, StringComparison.Ordinal);
            Assert.Contains(violation, run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }

        [Fact]
        public void Simulate_WithABrokerOfOnesOwn_PublishesThere()
        {
            using var broker = EmbeddedBroker.Start();

            var figures = Run(out var run, "--hours", "0.05", "--broker", "localhost:" + broker.Endpoint.Port);

            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.Contains("localhost:" + broker.Endpoint.Port, run.Output, StringComparison.Ordinal);
            Assert.True((int)figures["messages_published"]! > 10);
        }

        [Fact]
        public void Simulate_Stopped_WritesNothing()
        {
            using var stop = new global::System.Threading.CancellationTokenSource();
            using var output = new StoppingWriter(stop);
            using var error = new StringWriter { NewLine = "\n" };
            string json = _folder.File("result.json");

            int exitCode = CommandLineApp.Invoke(new[] { "simulate", "--speed", "1", "--json", json }, output, error, stop.Token);

            Assert.Equal(ExitCode.Stopped, exitCode);
            Assert.Equal("meternode: stopped\n", error.ToString());
            Assert.False(File.Exists(json));
        }

        public void Dispose()
        {
            _folder.Dispose();
        }

        private JsonObject Run(out Cli run, params string[] options)
        {
            string json = _folder.File("result.json");
            string[] args = new string[options.Length + 3];
            args[0] = "simulate";
            options.CopyTo(args, 1);
            args[^2] = "--json";
            args[^1] = json;
            run = Cli.Run(args);
            return JsonNode.Parse(File.ReadAllText(json), documentOptions: default(JsonDocumentOptions))!.AsObject();
        }

        private string SimpleHome()
        {
            return _folder.Write("home.json", """
                {
                  "parts": "ideal",
                  "circuits": [ { "name": "supply", "kind": "supply" }, { "name": "sockets" }, { "name": "ev" } ],
                  "appliances": [
                    { "kind": "base_load", "name": "base", "circuit": "sockets" },
                    { "kind": "kettle", "name": "kettle", "circuit": "sockets", "uses_a_day": 50 },
                    { "kind": "ev_charger", "name": "ev", "circuit": "ev" }
                  ]
                }
                """);
        }

        private string SimpleSettings()
        {
            return _folder.Write("settings.json", """
                {
                  "schema": 1, "restart_delay_s": 0, "id": "simple",
                  "supply": { "circuit": "supply", "limit_a": 40 },
                  "circuits": [ { "name": "supply", "address": 64 }, { "name": "sockets", "address": 65 }, { "name": "ev", "address": 66 } ],
                  "loads": [ { "name": "ev", "circuit": "ev", "pin": 25, "power_w": 3680 } ],
                  "broker": { "host": "broker.local", "plain": true }
                }
                """);
        }

        private static void AssertPicture(string path)
        {
            var bytes = File.ReadAllBytes(path);
            Assert.True(bytes.Length > 5_000, path);
            Assert.Equal(s_png, bytes[..8]);

            // The last chunk of a whole PNG is IEND.
            Assert.Equal("IEND"u8.ToArray(), bytes[^8..^4]);
        }
    }
}
