using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// Sees to it that a home is heavy but possible: what nobody can switch, with all critical loads beside it, must stay well
    /// inside the protective device, as a shower interlock and plain experience see to in a real home.
    /// </summary>
    internal sealed class SupplyCheck
    {
        /// <summary>What the uncontrolled loads alone may spend of the device.</summary>
        public const double MostAloneShare = 0.5;

        private const long LookBackMs = 20 * 60_000;

        private readonly DeviceCurve _curve;
        private readonly double[] _criticalA;

        /// <summary>Makes the check of a home.</summary>
        /// <param name="home">The home.</param>
        public SupplyCheck(HomeDescription home)
        {
            _curve = new DeviceCurve(home.Device, home.RatedA);
            _criticalA = Enumerable.Range(0, home.Phases)
                .Select(phase => home.Loads.Where(load => load.Critical && load.IsOn(phase)).Sum(load => load.RatedMa / 1000.0))
                .ToArray();
        }

        /// <summary>Takes away uses, the largest at the worst moment first, until the rest fits.</summary>
        /// <param name="runs">The uses of the day; what had to go is removed.</param>
        /// <returns>How many were removed.</returns>
        /// <exception cref="InvalidOperationException">What may not be removed does not fit.</exception>
        public int Fit(List<ApplianceRun> runs)
        {
            int removed = 0;
            for (int phase = 0; phase < _criticalA.Length; phase++)
            {
                while (PeakOf(runs, phase) is var (share, atMs) && share > MostAloneShare)
                {
                    var largest = runs.Where(run => run.Phase == phase && !run.Stays)
                        .MaxBy(run => run.MeanA(Math.Max(0, atMs - LookBackMs), atMs + 1));
                    if (largest is null)
                    {
                        throw new InvalidOperationException("what stays does not fit the supply");
                    }

                    runs.Remove(largest);
                    removed++;
                }
            }

            return removed;
        }

        /// <summary>The highest spent share over all phases, and when.</summary>
        public double PeakShare(List<ApplianceRun> runs)
        {
            return Enumerable.Range(0, _criticalA.Length).Max(phase => PeakOf(runs, phase).Share);
        }

        private (double Share, long AtMs) PeakOf(List<ApplianceRun> runs, int phase)
        {
            var steps = new List<CurrentStep>();
            foreach (var run in runs.Where(run => run.Phase == phase))
            {
                run.AddTo(steps);
            }

            steps.Sort((a, b) => a.Ms.CompareTo(b.Ms));
            double share = 0;
            double peak = 0;
            long peakMs = 0;
            double real = _criticalA[phase];
            double lagging = 0;
            for (int i = 0; i < steps.Count; i++)
            {
                real += steps[i].Real;
                lagging += steps[i].Lagging;
                long endMs = i + 1 < steps.Count ? steps[i + 1].Ms : Mains.DayMs;
                if (endMs > steps[i].Ms)
                {
                    share = DeviceCurve.After(share, _curve.RatePerS(Math.Sqrt((real * real) + (lagging * lagging))), (endMs - steps[i].Ms) * 0.001);
                    if (share > peak)
                    {
                        peak = share;
                        peakMs = endMs;
                    }
                }
            }

            return (peak, peakMs);
        }
    }
}
