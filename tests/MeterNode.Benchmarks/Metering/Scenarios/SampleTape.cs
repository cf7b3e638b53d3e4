using System;
using System.Collections.Generic;
using MeterNode.Benchmarks.Metering.Rig;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Benchmarks.Metering.Scenarios
{
    /// <summary>The samples of a run, for estimators other than the firmware's.</summary>
    public sealed class SampleTape
    {
        private readonly List<(double Us, double Value)>[] _currents;

        /// <summary>Records a run.</summary>
        public SampleTape(MeterRun run, string settings)
        {
            var circuits = NodeSettings.Parse(settings).Circuits;
            double voltsPerMv = NodeSettings.Parse(settings).Supply.VoltsPerVolt / 1000;
            _currents = new List<(double, double)>[circuits.Length];
            for (int i = 0; i < circuits.Length; i++)
            {
                _currents[i] = new List<(double, double)>();
            }

            run.Sampled += block =>
            {
                for (int i = 0; i < block.Count; i++)
                {
                    if (i >= block.PlainCount && block.Status[i] != SampleStatus.Ok)
                    {
                        continue;
                    }

                    double us = block.TimeUs[i] + block.LagUs + MeterRun.EarlyStampUs;
                    if (i < block.PlainCount || block.HasShunt[i])
                    {
                        _currents[block.Circuit[i]].Add((us, block.ShuntUv[i] * circuits[block.Circuit[i]].AmperesPerVolt / 1e6));
                    }
                    else
                    {
                        Voltages.Add((us, (block.BusMv[i] - 8000) * voltsPerMv));
                    }
                }
            };
        }

        /// <summary>Samples of the voltage, V.</summary>
        public List<(double Us, double Value)> Voltages { get; } = new List<(double Us, double Value)>();

        /// <summary>Samples of a circuit's current, A.</summary>
        public List<(double Us, double Value)> Currents(int circuit)
        {
            return _currents[circuit];
        }

        /// <summary>Mean of the products of every current sample with the voltage sample nearest in time, W.</summary>
        public double NearestNeighbourW(int circuit)
        {
            double sum = 0;
            int at = 0;
            foreach (var (us, value) in _currents[circuit])
            {
                while (at + 1 < Voltages.Count && Math.Abs(Voltages[at + 1].Us - us) <= Math.Abs(Voltages[at].Us - us))
                {
                    at++;
                }

                sum += value * Voltages[at].Value;
            }

            return sum / _currents[circuit].Count;
        }

        /// <summary>Mean of the products with the true voltage at every sample's own instant, W: what a perfect reference would give.</summary>
        public double PlainMeanW(int circuit, Func<double, double> voltageAt)
        {
            double sum = 0;
            foreach (var (us, value) in _currents[circuit])
            {
                sum += value * voltageAt(us);
            }

            return sum / _currents[circuit].Count;
        }

        /// <summary>
        /// The incremental least-squares fit of offset and the orders 1, 3, 5, 7 and 9 to each second's raw samples, at the true
        /// frequency; the mean of the seconds' powers, W.
        /// </summary>
        public double IncrementalW(int circuit, double frequencyHz, Func<int, (double Cosine, double Sine)> voltagePeak)
        {
            const int Unknowns = 11;
            var samples = _currents[circuit];
            double sum = 0;
            int windows = 0;
            for (int first = 0; first < samples.Count;)
            {
                var matrix = new double[Unknowns, Unknowns + 1];
                double endUs = samples[first].Us + 1e6;
                int at = first;
                for (; at < samples.Count && samples[at].Us < endUs; at++)
                {
                    var row = new double[Unknowns];
                    row[0] = 1;
                    for (int k = 0; k < 5; k++)
                    {
                        double angle = Math.Tau * frequencyHz * samples[at].Us * 1e-6 * ((2 * k) + 1);
                        row[1 + (2 * k)] = Math.Cos(angle);
                        row[2 + (2 * k)] = Math.Sin(angle);
                    }

                    for (int r = 0; r < Unknowns; r++)
                    {
                        for (int c = 0; c < Unknowns; c++)
                        {
                            matrix[r, c] += row[r] * row[c];
                        }

                        matrix[r, Unknowns] += row[r] * samples[at].Value;
                    }
                }

                if (at - first >= 4 * Unknowns)
                {
                    double[] x = Eliminate(matrix);
                    for (int k = 0; k < 5; k++)
                    {
                        var (cosine, sine) = voltagePeak(k);
                        sum += 0.5 * ((cosine * x[1 + (2 * k)]) + (sine * x[2 + (2 * k)]));
                    }

                    windows++;
                }

                first = at;
            }

            return sum / windows;
        }

        private static double[] Eliminate(double[,] m)
        {
            int n = m.GetLength(0);
            for (int i = 0; i < n; i++)
            {
                for (int r = i + 1; r < n; r++)
                {
                    double factor = m[r, i] / m[i, i];
                    for (int c = i; c <= n; c++)
                    {
                        m[r, c] -= factor * m[i, c];
                    }
                }
            }

            var x = new double[n];
            for (int i = n - 1; i >= 0; i--)
            {
                double sum = m[i, n];
                for (int c = i + 1; c < n; c++)
                {
                    sum -= m[i, c] * x[c];
                }

                x[i] = sum / m[i, i];
            }

            return x;
        }
    }
}
