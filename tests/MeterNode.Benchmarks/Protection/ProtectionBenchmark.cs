using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Spectre.Console;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// Random days of heavy homes: whether the supply's protective device, critical loads and equipment are safe, and what that
    /// costs beside flat-limit control.
    /// </summary>
    internal static class ProtectionBenchmark
    {
        /// <summary>The node spends part of the time-current budget, never all of it.</summary>
        private const double MostBudgetShare = 0.9;

        private const int MostFailedShown = 20;

        private static readonly (string Name, Func<HomeDescription, IHomeController> Make)[] s_peers =
        {
            ("flat fits", home => new FlatLimitController(home, checksFit: true)),
            ("flat hysteresis", home => new FlatLimitController(home, checksFit: false)),
        };

        /// <summary>Runs it: <c>[--days N] [--adversary-days N] [--seed N] [--household CSV] [--json FILE]</c>.</summary>
        /// <param name="options">The options.</param>
        /// <param name="makeNode">Makes the node's controller for a home; null to run the peers alone.</param>
        /// <returns>0 when every limit is kept.</returns>
        public static int Run(BenchmarkOptions options, Func<HomeDescription, IHomeController>? makeNode = null)
        {
            int days = (int)options.Number("--days", 1000);
            ulong seed = (ulong)options.Number("--seed", 1);
            var recording = options.Text("--household") is { } csv ? RecordedHome.Read(csv) : null;
            var controllers = new List<(string Name, Func<HomeDescription, IHomeController> Make)>(s_peers);
            if (makeNode is not null)
            {
                controllers.Insert(0, ("node", makeNode));
            }

            Console.WriteLine("protection: days of seeds " + seed + " to " + (seed + (ulong)days - 1));
            var json = new Dictionary<string, object>(StringComparer.Ordinal);
            bool ok = RandomDays(days, seed, controllers, makeNode is not null, json);
            if (makeNode is not null)
            {
                ok &= Reaction.Run((int)options.Number("--reactions", 8), (int)seed, json);
            }

            if (makeNode is not null)
            {
                ok &= AdversaryBenchmark.Run((int)options.Number("--adversary-days", 200), seed, json);
            }

            if (recording is not null)
            {
                ok &= Household(recording, seed, controllers, makeNode is not null, json);
            }

            if (options.Json is { } path)
            {
                var document = new Dictionary<string, object>(StringComparer.Ordinal);
                if (makeNode is not null)
                {
                    // Without a node nothing has been judged.
                    document["ok"] = ok;
                }

                foreach (var pair in json)
                {
                    document[pair.Key] = pair.Value;
                }

                File.WriteAllText(path, JsonSerializer.Serialize(document, new JsonSerializerOptions { WriteIndented = true }) + Environment.NewLine);
            }

            return ok ? 0 : 1;
        }

        private static bool RandomDays(
            int days,
            ulong seed,
            List<(string Name, Func<HomeDescription, IHomeController> Make)> controllers,
            bool hasNode,
            Dictionary<string, object> json)
        {
            var watch = Stopwatch.StartNew();
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var homes = new HomeDay[days];
            var results = new DayResult[days][];
            Parallel.For(0, days, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                var day = RandomHome.Create(seed + (ulong)i);
                results[i] = controllers.Select(controller => new DaySimulation(day, controller.Make(day.Home)).Run()).ToArray();

                // Only its figures are wanted afterwards: a thousand days of steps would fill the memory.
                homes[i] = new HomeDay { Seed = day.Seed, Home = day.Home, Loads = [], Steps = [], Nasty = day.Nasty, UsesRemoved = day.UsesRemoved, AloneShare = day.AloneShare };
            });
            double cpuS = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;

            var sound = controllers.Select((_, c) => Totals(results, c, result => result.Nasty != NastyDay.WeldedContact)).ToArray();
            var welded = controllers.Select((_, c) => Totals(results, c, result => result.Nasty == NastyDay.WeldedContact)).ToArray();
            Show(days + " days, welded contacts apart (" + welded[0].Days + ")", controllers, sound);
            Show("days with a welded contact", controllers, welded);
            Console.WriteLine(
                "homes: " + homes.Count(home => home.UsesRemoved > 0) + " days had uses removed to be possible at all ("
                + homes.Sum(home => home.UsesRemoved) + " uses); the uncontrolled alone spend up to "
                + homes.Max(home => home.AloneShare).ToString("0.000", CultureInfo.InvariantCulture) + "; nasty: "
                + string.Join(", ", homes.GroupBy(home => home.Nasty).OrderBy(group => group.Key).Select(group => group.Key + " " + group.Count())));
            Console.WriteLine(
                "speed: " + (days / cpuS).ToString("0.00", CultureInfo.InvariantCulture) + " days a core-second with "
                + controllers.Count + " controllers; wall " + watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s");

            if (hasNode)
            {
                ShowFailed(results.Select(day => day[0]).Where(result => result.Nasty != NastyDay.WeldedContact && !IsGood(result)));
            }

            json["days"] = days;
            json["seed"] = seed;
            json["welded_days"] = welded[0].Days;
            json["days_made_possible"] = homes.Count(home => home.UsesRemoved > 0);
            bool ok = true;
            if (hasNode)
            {
                ok = Judge(sound[0], json, string.Empty);
                json["peak_budget_share_welded"] = Round(welded[0].PeakBudgetShare);
                json["vs_flat"] = Compare(sound[0], sound.Skip(1).ToArray());
            }

            for (int c = hasNode ? 1 : 0; c < controllers.Count; c++)
            {
                json[controllers[c].Name.Replace(' ', '_')] = Plain(sound[c]);
            }

            return ok;
        }

        private static bool Household(
            IReadOnlyList<(double HouseW, double EvW)> recording,
            ulong seed,
            List<(string Name, Func<HomeDescription, IHomeController> Make)> controllers,
            bool hasNode,
            Dictionary<string, object> json)
        {
            var results = Enum.GetValues<DeviceKind>()
                .Select(device => RecordedHome.Day(recording, device, seed + (ulong)device))
                .Select(day => controllers.Select(controller => new DaySimulation(day, controller.Make(day.Home)).Run()).ToArray())
                .ToArray();
            var totals = controllers.Select((_, c) => Totals(results, c, _ => true)).ToArray();
            Show("recorded home behind 40 A gG, B and C", controllers, totals);
            return !hasNode || Judge(totals[0], json, "household_");
        }

        private static DayTotals Totals(DayResult[][] results, int controller, Func<DayResult, bool> which)
        {
            return new DayTotals(results.Select(day => day[controller]).Where(which));
        }

        private static bool IsGood(DayResult node)
        {
            return node.PeakBudgetShare <= MostBudgetShare && node.CriticalSheds == 0 && node.EquipmentViolations == 0;
        }

        private static void ShowFailed(IEnumerable<DayResult> failed)
        {
            foreach (var day in failed.Take(MostFailedShown))
            {
                Console.WriteLine(
                    "failed: seed " + day.Seed + " (" + day.Nasty + "): " + day.PeakBudgetShare.ToString("0.000", CultureInfo.InvariantCulture)
                    + " of the device spent, critical sheds " + day.CriticalSheds + ", minimum times not kept " + day.EquipmentViolations);
            }
        }

        private static bool Judge(DayTotals node, Dictionary<string, object> json, string prefix)
        {
            json[prefix + "peak_budget_share"] = Round(node.PeakBudgetShare);
            json[prefix + "critical_sheds"] = node.CriticalSheds;
            json[prefix + "equipment_violations"] = node.EquipmentViolations;
            json[prefix + "relay_ops_max_per_day"] = node.MaxRelayOps;
            return node.PeakBudgetShare <= MostBudgetShare && node.CriticalSheds == 0 && node.EquipmentViolations == 0;
        }

        /// <summary>Each figure against that of the two peers that is better in it.</summary>
        private static Dictionary<string, object> Compare(DayTotals node, DayTotals[] peers)
        {
            return new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["deferrable_energy_ratio"] = Round(node.DeferrableKWh / peers.Max(peer => peer.DeferrableKWh)),
                ["sheds_ratio"] = Ratio(node.Sheds, peers.Min(peer => peer.Sheds)),
                ["relay_ops_ratio"] = Ratio(node.RelayOps, peers.Min(peer => peer.RelayOps)),
                ["minutes_over_rating_ratio"] = Ratio(node.MinutesOverRating, peers.Min(peer => peer.MinutesOverRating)),
            };
        }

        private static Dictionary<string, object> Plain(DayTotals totals)
        {
            return new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["peak_budget_share"] = Round(totals.PeakBudgetShare),
                ["tripped_days"] = totals.TrippedDays,
                ["outages"] = totals.Outages,
                ["minutes_over_rating_per_day"] = Round(totals.MinutesOverRating),
                ["deferrable_kwh_per_day"] = Round(totals.DeferrableKWh),
                ["deferrable_share"] = Round(totals.DeferrableShare),
                ["sheds_per_day"] = Round(totals.Sheds),
                ["relay_ops_per_day"] = Round(totals.RelayOps),
                ["relay_ops_max_per_day"] = totals.MaxRelayOps,
            };
        }

        private static void Show(string title, List<(string Name, Func<HomeDescription, IHomeController> Make)> controllers, DayTotals[] totals)
        {
            if (totals[0].Days == 0)
            {
                return;
            }

            var table = new Table().Title(Markup.Escape(title)).AddColumn("figure");
            controllers.ForEach(controller => table.AddColumn(controller.Name));
            Row(table, "device budget spent, peak", totals, total => total.PeakBudgetShare);
            Row(table, "  on the day of seed", totals, total => total.WorstDay?.Seed ?? 0);
            Row(table, "days with all of it spent", totals, total => total.TrippedDays);
            Row(table, "outages: times it has acted", totals, total => total.Outages);
            Row(table, "highest current, ratings", totals, total => total.PeakRatio);
            Row(table, "above the rating, min a day", totals, total => total.MinutesOverRating);
            Row(table, "overloads a day", totals, total => total.OverloadEpisodes);
            Row(table, "deferrable energy, kWh a day", totals, total => total.DeferrableKWh);
            Row(table, "  share of demand", totals, total => total.DeferrableShare);
            Row(table, "sheds a day", totals, total => total.Sheds);
            Row(table, "relay operations a day", totals, total => total.RelayOps);
            Row(table, "  of one load, most in a day", totals, total => total.MaxRelayOps);
            Row(table, "  of one load, most in an hour", totals, total => total.MaxRelayOpsPerHour);
            Row(table, "critical loads shed", totals, total => total.CriticalSheds);
            Row(table, "minimum times not kept", totals, total => total.EquipmentViolations);
            Row(table, "minimum on cut to protect", totals, total => total.ProtectiveEarlyOffs);
            Row(table, "calls a day", totals, total => total.Steps);
            AnsiConsole.Write(table);
        }

        private static void Row(Table table, string figure, DayTotals[] totals, Func<DayTotals, double> value)
        {
            table.AddRow(totals.Select(total => value(total).ToString("0.###", CultureInfo.InvariantCulture)).Prepend(figure).ToArray());
        }

        private static double Ratio(double node, double peer)
        {
            return peer > 0 ? Round(node / peer) : node > 0 ? double.MaxValue : 0;
        }

        private static double Round(double figure)
        {
            return Math.Round(figure, 4);
        }
    }
}
