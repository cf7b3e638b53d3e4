using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MeterNode.Core.Control;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Services.Planning;
using MeterNode.Services.Tariffs;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// A street of nodes that get the same order at the same instant: the largest share of them whose loads change within any ten
    /// seconds. Each has a charge point and a battery, and delays of 600 s; after an outage of 120 s.
    /// </summary>
    internal sealed class AdversaryStreet : ILoadOutputs
    {
        private const int Nodes = 1000;
        private const int DelayS = 600;
        private const int RestartDelayS = 120;
        private const int WindowS = 10;
        private const double MostShare = 0.03;

        /// <summary>Ten of 121 seconds, and as much again as chance makes of it in the fullest window.</summary>
        private const double MostRestartShare = 0.125;

        private const int Car = 0;
        private const int Battery = 1;
        private const int NominalV = 230;
        private const long OrderMs = 200_000;

        private readonly LoadControl[] _controls = new LoadControl[Nodes];
        private readonly Readings[] _readings = new Readings[Nodes];
        private readonly Tariff[] _tariffs = new Tariff[Nodes];
        private readonly Planner[] _planners = new Planner[Nodes];

        private AdversaryStreet()
        {
            for (int i = 0; i < Nodes; i++)
            {
                var settings = NodeSettings.Parse(Settings(i));
                _readings[i] = new Readings(settings.Circuits.Length);
                Array.Fill(_readings[i].Flags, ReadingFlags.None);
                _controls[i] = new LoadControl(settings, _readings[i], this, new EventRing(8), false, 1);
                var clock = new UtcClock();
                clock.Set(new DateTime(2026, 3, 1).AddHours(1).Ticks, OrderMs);
                _tariffs[i] = new Tariff(_controls[i].GridInputs, clock);
                _planners[i] = new Planner(settings, new NodeSnapshot(settings.Circuits.Length, settings.Loads.Length, 0), _controls[i].Plans, _tariffs[i], 1);
            }
        }

        /// <summary>Runs every kind of order.</summary>
        /// <param name="json">Where the shares go.</param>
        /// <returns>Whether no share is above its limit.</returns>
        public static bool Run(Dictionary<string, object> json)
        {
            var shares = Shares();
            foreach (var (order, share, most) in shares)
            {
                json["sync_share_" + order] = Math.Round(share, 4);
                Console.WriteLine(
                    "street of " + Nodes + ", " + order + ": at most " + (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " % change within "
                    + WindowS + " s (limit " + (most * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %)");
            }

            return shares.All(each => each.Share <= each.Most);
        }

        /// <summary>The largest share within any ten seconds, by kind of order.</summary>
        public static IReadOnlyList<(string Order, double Share, double Most)> Shares()
        {
            return new[]
            {
                ("request", Share(Car, OrderMs, (control, _) => control.Requests.TryRequest(Car, RequestMode.Off, 0, OrderMs)), MostShare),
                ("import_limit", Share(Car, OrderMs, (control, _) => control.GridInputs.SetLimits(0, Core.Grid.GridInputs.None, Core.Grid.GridInputs.None, long.MaxValue)), MostShare),
                ("import_price", Share(Battery, OrderMs, (control, _) => control.GridInputs.SetPrices(-100, 100, long.MaxValue)), MostShare),
                ("export_price", Share(Battery, OrderMs, (control, _) => control.GridInputs.SetPrices(100, -100, long.MaxValue), -3000), MostShare),
                ("prices", Share(Car, OrderMs, (_, tariff) => tariff.Take(Hours(9, 9, 1))), MostShare),
                ("slot", Share(Car, OrderMs, (_, _) => { }, 0, Hours(1, 9, 2)), MostShare),
                ("restart", Share(Car, 0, (_, _) => { }), MostRestartShare),
            };
        }

        /// <inheritdoc/>
        public void Write(int load, bool closed)
        {
        }

        /// <inheritdoc/>
        public void WriteSecond(int load, bool closed)
        {
        }

        /// <param name="load">Whose change counts.</param>
        /// <param name="orderMs">When the order comes; changes before it do not count.</param>
        /// <param name="order">The order.</param>
        /// <param name="batteryW">What the batteries are asked to do from the start, W.</param>
        /// <param name="prices">Prices that they know from the start; the second slot begins with the order.</param>
        private static double Share(int load, long orderMs, Action<LoadControl, Tariff> order, int batteryW = 0, PriceTable? prices = null)
        {
            var street = new AdversaryStreet();
            var changedS = new int[Nodes];
            int lastS = (int)(orderMs / 1000) + DelayS + 100;
            for (int i = 0; i < Nodes; i++)
            {
                if (prices is not null)
                {
                    street._tariffs[i].Take(prices);
                }

                changedS[i] = street.ChangesAfter(i, load, orderMs, order, batteryW, lastS);
            }

            int most = Enumerable.Range(0, lastS).Max(fromS => changedS.Count(second => second >= fromS && second < fromS + WindowS));
            int never = changedS.Count(second => second < 0);
            return never == 0 ? (double)most / Nodes : 1;
        }

        /// <summary>Prices by the hour, of which the second is that after the order.</summary>
        private static PriceTable Hours(params int[] micro)
        {
            var table = new PriceTable();
            table.Begin((int)(new DateTime(2026, 3, 1) - DateTime.UnixEpoch).TotalMinutes, 60);
            foreach (int each in micro)
            {
                table.Add(each, PriceTable.Unknown);
            }

            return table;
        }

        private static string Settings(int i)
        {
            return FormattableString.Invariant(
                $$"""
                {"schema":1,"id":"home-{{i}}","restart_delay_s":{{RestartDelayS}},"request_max_age_s":604800,
                "grid":{"random_delay_s":{{DelayS}} },
                "supply":{"circuit":"supply","limit_a":100,"device":{"kind":"fuse_gg"} },
                "circuits":[{"name":"supply","bus":1,"address":64,"phase":1}],
                "loads":[
                {"name":"car","kind":"charge_point","power_w":7360,"random_delay_s":{{DelayS}},"plan":{"run_min":60,"ready_by":"03:30"},"set_point":{"topic":"car"} },
                {"name":"battery","kind":"battery","power_w":3000,"random_delay_s":0,"set_point":{"topic":"battery","message":"{w}"} }]}
                """);
        }

        /// <summary>The second in which a node's load first changes; -1 for never.</summary>
        private int ChangesAfter(int node, int load, long orderMs, Action<LoadControl, Tariff> order, int batteryW, int lastS)
        {
            var control = _controls[node];
            var readings = _readings[node];
            int before = 0;
            if (batteryW != 0)
            {
                control.Requests.TryRequest(Battery, RequestMode.Power, batteryW, 0);
            }

            for (int second = 0; second <= lastS; second++)
            {
                long nowMs = second * 1000L;
                if (nowMs == orderMs)
                {
                    before = control.Loads[load].TargetW;
                    order(control, _tariffs[node]);
                }

                // What is drawn follows what was told: the car alone when the battery's answer is looked for would hide an export.
                int powerW = (batteryW == 0 ? control.Loads[Car].TargetW : 0) + control.Loads[Battery].TargetW;
                readings.PowerMw[0] = powerW * 1000;
                readings.CurrentMa[0] = Math.Abs(powerW) * 1000 / NominalV;
                readings.FastCurrentMa[0] = readings.CurrentMa[0];
                readings.FastSequence++;
                _planners[node].Step(nowMs);
                control.Step(nowMs);
                if (nowMs >= orderMs && control.Loads[load].TargetW != before)
                {
                    return second;
                }
            }

            return -1;
        }
    }
}
