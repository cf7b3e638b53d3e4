using System;
using System.CommandLine;
using MeterNode.Cli.Inputs;

namespace MeterNode.Cli.Simulation
{
    /// <summary><c>meternode simulate</c>: its options.</summary>
    internal static class SimulateCommand
    {
        internal const string BrokerOption = "--broker";
        internal const string ListenOption = "--listen";
        internal const string HouseholdOption = "--household";
        internal const string PricesOption = "--prices";
        internal const string PvOption = "--pv";
        internal const string ReportOption = "--report";
        internal const string JsonOption = "--json";

        private static readonly DateTime s_start = new DateTime(2026, 1, 14, 0, 0, 0, DateTimeKind.Utc);

        internal static Command Create(Shell shell)
        {
            var hours = Options.Create<double>(
                "--hours", "N", "Length of the run, hours of virtual time (24).", "a number above 0, at most " + Values.MostHours, Values.TryHours);
            var start = Options.Create<DateTime>(
                "--start",
                "TIME",
                "When the virtual world begins, ISO 8601, UTC (2026-01-14T00:00Z).",
                "a UTC time from 2000 to 2099, such as 2026-01-14T00:00Z",
                Values.TryTime);
            var seed = Options.Create<int>(
                "--seed", "N", "What everything random follows from: the same seed gives the same run (1).", "a whole number of 32 bits", Values.TryWhole);
            var speed = Options.Create<double>(
                "--speed",
                "FACTOR",
                "Virtual seconds a real second; 1 is real time, max as fast as possible (max).",
                "max, or a factor from 0.01 to " + Values.MostSpeed,
                Values.TrySpeed);
            var home = File("--home", "The home, JSON; otherwise the built-in one.");
            var settings = File("--settings", "The node's settings, JSON; otherwise built-in ones that fit the built-in home.");
            var household = File(HouseholdOption, "Recorded use, CSV: takes the place of what is used without the node's doing.");
            var prices = File(PricesOption, "Recorded prices, CSV: the run is billed by them.");
            var pv = File(PvOption, "Recorded panels, CSV: take the place of the model of sun and clouds.");
            var broker = Options.Create<BrokerName?>(
                BrokerOption, "HOST:PORT", "The MQTT broker; otherwise one inside this process.", BrokerName.Allowed, BrokerName.TryParse);
            var listen = Options.Create<int>(
                ListenOption, "PORT", "Port of the broker inside this process; otherwise a free one.", "a port from 1 to 65535", Values.TryPort);
            var report = Options.Text(ReportOption, "DIR", "Write plots and an index.html to this folder.", "a folder");
            var json = File(JsonOption, "Write the figures of the run to this file, JSON.");
            var command = new Command("simulate", "Run the firmware on a virtual board in a virtual home.")
            {
                hours, start, seed, speed, home, settings, household, prices, pv, broker, listen, report, json,
            };
            command.SetAction((parsed, cancel) => SimulationSession.RunAsync(
                shell,
                new SimulationOptions
                {
                    Hours = parsed.ValueOr(hours, 24),
                    StartUtc = parsed.ValueOr(start, s_start),
                    Seed = parsed.ValueOr(seed, 1),
                    Speed = parsed.ValueOr(speed, 0),
                    HomeFile = parsed.GetValue(home),
                    SettingsFile = parsed.GetValue(settings),
                    HouseholdFile = parsed.GetValue(household),
                    PricesFile = parsed.GetValue(prices),
                    PvFile = parsed.GetValue(pv),
                    Broker = parsed.GetValue(broker),
                    ListenPort = parsed.GetValue(listen),
                    ReportFolder = parsed.GetValue(report),
                    JsonFile = parsed.GetValue(json),
                },
                cancel));
            return command;
        }

        private static Option<string?> File(string name, string help)
        {
            return Options.Text(name, "FILE", help, "the path of a file");
        }
    }
}
