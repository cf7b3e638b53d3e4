using System;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace MeterNode.Benchmarks.Metering.Rig
{
    /// <summary>
    /// What an installer does with a reference meter: the node's own readings at no load, at a low and at a high current of power
    /// factor 1, turned into settings. The reference meter is taken as exact: its error would add to every point alike.
    /// </summary>
    public sealed class NodeCalibration
    {
        private const double LowA = 1;
        private const double HighA = 40;
        private const double VoltageV = 230;
        private const double FrequencyHz = 50;

        private readonly double[] _gain;
        private readonly double[] _phaseDeg;
        private readonly double[] _lowGain;
        private readonly double[] _lowPhaseDeg;
        private readonly Complex[] _leakMa;
        private double _voltsPerVolt = 230.0 / 3;

        private NodeCalibration(int circuits)
        {
            _gain = new double[circuits];
            _phaseDeg = new double[circuits];
            _lowGain = new double[circuits];
            _lowPhaseDeg = new double[circuits];
            _leakMa = new Complex[circuits];
            Array.Fill(_gain, 1);
            Array.Fill(_lowGain, 1);
        }

        /// <summary>Whether the settings have a low point.</summary>
        private bool HasLow { get; set; }

        /// <summary>No calibration: nominal values by type of the parts.</summary>
        public static NodeCalibration Nominal(int circuits)
        {
            return new NodeCalibration(circuits);
        }

        /// <summary>Calibrates a node.</summary>
        /// <param name="parts">Its parts.</param>
        public static NodeCalibration Of(NodeParts parts)
        {
            int circuits = parts.Cts.Length;
            var result = new NodeCalibration(circuits);
            var high = Measure(parts, result, HighA, 12);
            result._voltsPerVolt *= VoltageV / high.VoltageV;
            for (int i = 0; i < circuits; i++)
            {
                result._gain[i] = HighA / high.Phasor[i].Magnitude;
                result._phaseDeg[i] = high.Phasor[i].Phase * 180 / Math.PI;
            }

            var none = Measure(parts, result, 0, 20);
            for (int i = 0; i < circuits; i++)
            {
                result._leakMa[i] = none.Phasor[i] * 1000;
            }

            var low = Measure(parts, result, LowA, 40);
            for (int i = 0; i < circuits; i++)
            {
                result._lowGain[i] = LowA / low.Phasor[i].Magnitude;
                result._lowPhaseDeg[i] = result._phaseDeg[i] + (low.Phasor[i].Phase * 180 / Math.PI);
            }

            result.HasLow = true;
            return result;
        }

        /// <summary>The settings file of the node.</summary>
        /// <param name="extra">Further keys of a circuit, by its index, or null.</param>
        public string Settings(Func<int, string>? extra = null)
        {
            var json = new StringBuilder();
            json.Append(CultureInfo.InvariantCulture, $"{{\"schema\":1,\"id\":\"bench-1\",\"supply\":{{\"circuit\":\"c0\",\"limit_a\":100,\"volts_per_volt\":{_voltsPerVolt:F6}}},\"circuits\":[");
            for (int i = 0; i < _gain.Length; i++)
            {
                json.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}{{\"name\":\"c{i}\",\"address\":{64 + i},\"gain\":{_gain[i]:F6},\"phase_deg\":{_phaseDeg[i]:F5},");
                json.Append(CultureInfo.InvariantCulture, $"\"leak_real_ma\":{_leakMa[i].Real:F4},\"leak_imag_ma\":{_leakMa[i].Imaginary:F4}");
                if (HasLow)
                {
                    json.Append(CultureInfo.InvariantCulture, $",\"high_current_a\":{HighA:F1},\"low_current_a\":{LowA:F1},\"low_gain\":{_lowGain[i]:F6},\"low_phase_deg\":{_lowPhaseDeg[i]:F5}");
                }

                json.Append(extra?.Invoke(i)).Append('}');
            }

            return json.Append("]}").ToString();
        }

        private static (Complex[] Phasor, double VoltageV) Measure(NodeParts parts, NodeCalibration settings, double currentA, int seconds)
        {
            int circuits = parts.Cts.Length;
            var load = new TrueLoad(VoltageV, FrequencyHz, currentA);
            var run = new MeterRun(parts, settings.Settings(), _ => load);
            var sum = new Complex[circuits];
            double voltage = 0;
            int count = 0;
            run.Second += readings =>
            {
                count++;
                voltage += readings.VoltageMv / 1000.0;
                for (int i = 0; i < circuits; i++)
                {
                    sum[i] += new Complex(readings.FundamentalRealMa[i], readings.FundamentalImaginaryMa[i]) / 1000;
                }
            };
            run.Run(seconds);
            for (int i = 0; i < circuits; i++)
            {
                sum[i] /= count;
            }

            return (sum, voltage / count);
        }
    }
}
