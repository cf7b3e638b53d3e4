using System;
using System.Collections.Generic;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>One use of an uncontrolled appliance: a current that is constant between its moments.</summary>
    internal sealed class ApplianceRun
    {
        private readonly List<(long Ms, float Real, float Lagging)> _levels = new List<(long, float, float)>();

        /// <summary>Makes a run without current yet.</summary>
        /// <param name="phase">The phase it is on.</param>
        /// <param name="stays">Whether the check of the home must leave it: base load and what a nasty day is made of.</param>
        public ApplianceRun(int phase, bool stays = false)
        {
            Phase = phase;
            Stays = stays;
        }

        /// <summary>The phase it is on, from 0.</summary>
        public int Phase { get; }

        /// <summary>Whether the check of the home must leave it.</summary>
        public bool Stays { get; }

        /// <summary>From a time on it draws a power.</summary>
        /// <param name="ms">When, ms since midnight; not before the last one.</param>
        /// <param name="watts">Active power, W; below 0 it delivers.</param>
        /// <param name="powerFactor">Power factor, lagging.</param>
        public void From(double ms, double watts, double powerFactor = 1)
        {
            double real = watts / Mains.V;
            double lagging = real * Math.Sqrt((1 / (powerFactor * powerFactor)) - 1);
            _levels.Add(((long)ms, (float)real, (float)lagging));
        }

        /// <summary>Mean current magnitude within a time, A.</summary>
        public double MeanA(long fromMs, long toMs)
        {
            double sum = 0;
            for (int i = 0; i < _levels.Count; i++)
            {
                long begin = Math.Max(fromMs, _levels[i].Ms);
                long end = Math.Min(toMs, i + 1 < _levels.Count ? _levels[i + 1].Ms : long.MaxValue);
                if (end > begin)
                {
                    sum += Math.Sqrt((_levels[i].Real * _levels[i].Real) + (_levels[i].Lagging * _levels[i].Lagging)) * (end - begin);
                }
            }

            return sum / (toMs - fromMs);
        }

        /// <summary>Adds its changes within the day.</summary>
        public void AddTo(List<CurrentStep> steps)
        {
            float real = 0;
            float lagging = 0;
            foreach (var level in _levels)
            {
                if (level.Ms >= Mains.DayMs)
                {
                    break;
                }

                steps.Add(new CurrentStep(Math.Max(0, level.Ms), Phase, level.Real - real, level.Lagging - lagging));
                real = level.Real;
                lagging = level.Lagging;
            }
        }
    }
}
