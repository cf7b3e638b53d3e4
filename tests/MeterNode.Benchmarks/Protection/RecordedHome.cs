using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using VirtualHome.Chance;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// A recorded home with its car: what the house drew without the car, second by second and over and over for a day, behind
    /// a 40 A supply, and the car's energy to be charged beside it.
    /// </summary>
    internal static class RecordedHome
    {
        private const int RatedA = 40;
        private const int EvW = 7360;

        /// <summary>The meter and the charger of the recording disagree for moments: never less than this, W.</summary>
        private const double LeastBaseW = 50;

        /// <summary>Smaller changes are the meter's own noise, W.</summary>
        private const double LeastChangeW = 30;

        /// <summary>Reads the recording.</summary>
        /// <param name="path">A CSV with the columns live_power_w (the whole house) and evse_power_w, a line a second.</param>
        /// <exception cref="ArgumentException">It is not such a file.</exception>
        public static IReadOnlyList<(double HouseW, double EvW)> Read(string path)
        {
            if (!File.Exists(path))
            {
                throw new ArgumentException("there is no file " + path);
            }

            string[] lines = File.ReadAllLines(path);
            string[] columns = lines.Length > 0 ? lines[0].Split(',') : [];
            int house = Array.IndexOf(columns, "live_power_w");
            int ev = Array.IndexOf(columns, "evse_power_w");
            if (house < 0 || ev < 0 || lines.Length < 2)
            {
                throw new ArgumentException(path + " has no columns live_power_w and evse_power_w");
            }

            var seconds = new List<(double, double)>(lines.Length);
            for (int i = 1; i < lines.Length; i++)
            {
                string[] fields = lines[i].Split(',');
                if (fields.Length > Math.Max(house, ev)
                    && double.TryParse(fields[house], NumberStyles.Float, CultureInfo.InvariantCulture, out double houseW)
                    && double.TryParse(fields[ev], NumberStyles.Float, CultureInfo.InvariantCulture, out double evW))
                {
                    seconds.Add((houseW, evW));
                }
                else if (lines[i].Length > 0)
                {
                    throw new ArgumentException(path + ":" + (i + 1) + ": is not a line of numbers");
                }
            }

            return seconds;
        }

        /// <summary>Makes a day of it.</summary>
        /// <param name="seconds">The recording.</param>
        /// <param name="device">What protects its supply.</param>
        /// <param name="seed">What meter and car follow from.</param>
        public static HomeDay Day(IReadOnlyList<(double HouseW, double EvW)> seconds, DeviceKind device, ulong seed)
        {
            var random = new SeededRandom(SeededRandom.Derive(seed, "recorded"));
            var run = new ApplianceRun(0, stays: true);
            var demands = new List<(long Ms, double Joules)>();
            double chargedJ = 0;
            foreach (var second in seconds)
            {
                chargedJ += Math.Max(0, second.EvW);
            }

            double lastW = double.NegativeInfinity;
            for (long s = 0; s * 1000 < Mains.DayMs; s++)
            {
                int at = (int)(s % seconds.Count);
                if (at == 0)
                {
                    demands.Add((s * 1000, chargedJ));
                }

                double watts = Math.Max(LeastBaseW, seconds[at].HouseW - seconds[at].EvW);
                if (Math.Abs(watts - lastW) >= LeastChangeW)
                {
                    run.From(s * 1000, watts, 0.98);
                    lastW = watts;
                }
            }

            var ev = new LoadSpec
            {
                Load = new HomeLoad
                {
                    Name = "ev",
                    Kind = HomeLoadKind.Ev,
                    RatedW = EvW,
                    Phase = 0,
                    Priority = 50,
                    FollowsPower = true,
                    LeastW = 6 * Mains.V,
                    MinOnS = 120,
                    MinOffS = 120,
                    HasOwnCt = true,
                    Contactor = true,
                },
                Seed = seed,
                Demands = demands,
                Requests = [(0, EvW)],
                RampWPerS = random.Between(1, 10) * Mains.V,
                StartDelayMs = (int)random.Between(3000, 15_000),
            };
            var home = new HomeDescription { Device = device, RatedA = RatedA, Phases = 1, Loads = [ev.Load] };
            var steps = new List<CurrentStep>();
            run.AddTo(steps);
            return new HomeDay
            {
                Seed = seed,
                Home = home,
                Loads = [ev],
                Steps = steps.ToArray(),
                AloneShare = new SupplyCheck(home).PeakShare([run]),
            };
        }
    }
}
