using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary>
    /// Command lines that cannot be carried out, each with words that its one line must hold. <c>@name</c> stands for a file of the
    /// test's folder, see <see cref="ErrorTests"/>.
    /// </summary>
    internal static class ErrorCases
    {
        internal static TheoryData<string, string[]> CommandLines()
        {
            return new TheoryData<string, string[]>
            {
                { string.Empty, new[] { "command", "meternode --help" } },
                { "frobnicate", new[] { "'frobnicate'", "meternode --help" } },
                { "simulate --hourz 3", new[] { "'--hourz'", "meternode simulate --help" } },
                { "simulate 5", new[] { "'5'", "meternode simulate --help" } },
                { "simulate --hours", new[] { "--hours" } },
                { "simulate --hours 1 --hours 2", new[] { "--hours" } },
                { "simulate --hours abc", new[] { "--hours", "'abc'", "a number above 0" } },
                { "simulate --hours 0", new[] { "--hours", "'0'", "a number above 0" } },
                { "simulate --hours -1", new[] { "--hours", "'-1'" } },
                { "simulate --hours NaN", new[] { "--hours", "'NaN'" } },
                { "simulate --start tomorrow", new[] { "--start", "'tomorrow'", "2026-01-14T00:00Z" } },
                { "simulate --start 1970-01-01", new[] { "--start", "2000 to 2099" } },
                { "simulate --seed 1.5", new[] { "--seed", "'1.5'", "whole number" } },
                { "simulate --speed fast", new[] { "--speed", "'fast'", "max" } },
                { "simulate --speed 0", new[] { "--speed", "'0'" } },
                { "simulate --listen 70000", new[] { "--listen", "'70000'", "65535" } },
                { "simulate --listen 1883 --broker localhost:1883", new[] { "--listen", "--broker" } },
                { "simulate --broker localhost", new[] { "--broker", "'localhost'", "HOST:PORT" } },
                { "simulate --broker localhost:99999", new[] { "--broker", "HOST:PORT" } },
                { "simulate --broker 127.0.0.1:1", new[] { "--broker", "127.0.0.1:1", "MQTT broker" } },
                { "monitor", new[] { "--broker" } },
                { "monitor --broker 127.0.0.1:1", new[] { "--broker", "127.0.0.1:1" } },
                { "monitor --broker localhost:1883 --for -5", new[] { "--for", "'-5'" } },
                { "monitor --broker localhost:1883 --password-file @empty.txt", new[] { "--password-file", "--user" } },
                { "monitor --broker localhost:1883 --user u --password-file @absent.txt", new[] { "absent.txt", "no such file" } },
                { "nanoff --config @absent.config", new[] { "absent.config" } },
                { "nanoff --config @empty.txt", new[] { "empty.txt" } },
                { "check-settings", new[] { "FILE" } },
                { "check-settings @absent.json", new[] { "absent.json", "no such file" } },
            };
        }

        internal static TheoryData<string, string[]> Files()
        {
            return new TheoryData<string, string[]>
            {
                { "check-settings @no-json.json", new[] { "no-json.json", "line 1" } },
                { "check-settings @limit.json", new[] { "limit.json", "supply.limit_a", "6000", "6 to 400" } },
                { "simulate --settings @absent.json", new[] { "absent.json", "no such file" } },
                { "simulate --settings @folder", new[] { "folder" } },
                { "simulate --settings @no-json.json", new[] { "no-json.json", "no valid JSON" } },
                { "simulate --settings @commented.json", new[] { "commented.json", "no valid JSON", "line 1" } },
                { "simulate --settings @limit.json", new[] { "limit.json", "supply.limit_a", "6000", "6 to 400" } },
                { "simulate --settings @misspelt.json", new[] { "misspelt.json", "loads[0].min_on_seconds", "min_on_s" } },
                { "simulate --settings @sauna-load.json", new[] { "sauna-load.json", "default-home.json", "\"sauna\"" } },
                { "simulate --settings @sauna-circuit.json", new[] { "sauna-circuit.json", "\"sauna\"", "shower" } },
                { "simulate --home @absent.json", new[] { "absent.json" } },
                { "simulate --home @no-json.json", new[] { "no-json.json" } },
                { "simulate --home @home-key.json", new[] { "home-key.json", "appliances[0].watts", "power_w" } },
                { "simulate --home @home-bare.json --household @household.csv", new[] { "home-bare.json", "base_load", "--household" } },
                { "simulate --home @home-bare.json --pv @panels.csv", new[] { "home-bare.json", "pv", "--pv" } },
                { "simulate --household @absent.csv", new[] { "--household", "absent.csv", "no such file" } },
                { "simulate --household @bad-row.csv", new[] { "bad-row.csv", "row 3", "live_power_w", "'x'" } },
                { "simulate --household @no-header.csv", new[] { "no-header.csv", "row 1", "'a,b'", "live_power_w" } },
                { "simulate --household @prices.csv", new[] { "prices.csv", "Prices", "--household" } },
                { "simulate --prices @household.csv", new[] { "household.csv", "HouseholdWithEv", "--prices" } },
                { "simulate --prices @bad-prices.csv", new[] { "bad-prices.csv", "row 3", "start_utc" } },
                { "simulate --pv @household.csv", new[] { "household.csv", "HouseholdWithEv", "--pv" } },
                { "simulate --report @empty.txt", new[] { "--report", "empty.txt", "it is a file" } },
                { "simulate --report @empty.txt/sub", new[] { "--report", "empty.txt" } },
                { "simulate --json @folder", new[] { "--json", "folder", "is a folder" } },
                { "simulate --json @absent/result.json", new[] { "--json", "absent", "no such folder" } },
                { "simulate --json @empty.txt/result.json", new[] { "--json", "empty.txt" } },
            };
        }
    }
}
