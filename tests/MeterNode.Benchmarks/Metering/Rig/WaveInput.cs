using System;
using System.Numerics;
using VirtualEsp32.Peripherals;
using VirtualHome.Waveforms;

namespace MeterNode.Benchmarks.Metering.Rig
{
    /// <summary>
    /// The two inputs of one chip: odd harmonics to the 13th at a frequency that may ramp, and a current that may step. A mean
    /// over a window is the value at its middle times sin(x)/x, exact for a steady wave.
    /// </summary>
    public sealed class WaveInput : IAnalogInput
    {
        private readonly double _frequencyHz;
        private readonly double[] _shuntGain = new double[Harmonics.Count];
        private double _biasV;

        /// <summary>Makes an input at a frequency.</summary>
        public WaveInput(double frequencyHz)
        {
            _frequencyHz = frequencyHz;
            double half = Math.PI * frequencyHz * 532e-6;
            for (int i = 0; i < Harmonics.Count; i++)
            {
                double x = half * Harmonics.Order(i);
                _shuntGain[i] = Math.Sin(x) / x;
            }
        }

        /// <summary>Voltage across the shunt, V.</summary>
        public Phasors Shunt { get; } = new Phasors();

        /// <summary>Voltage across the shunt from <see cref="StepUs"/> on, V.</summary>
        public Phasors ShuntAfter { get; } = new Phasors();

        /// <summary>When the current steps, µs since the world began; never by default.</summary>
        public double StepUs { get; set; } = double.PositiveInfinity;

        /// <summary>Alternating voltage at the bus input, V.</summary>
        public Phasors Bus { get; } = new Phasors();

        /// <summary>Bias of the bus input, V.</summary>
        public double BiasV { get => _biasV; set => _biasV = value; }

        /// <summary>When the frequency begins to change, µs.</summary>
        public double RampUs { get; set; } = double.PositiveInfinity;

        /// <summary>How fast it does, Hz/s.</summary>
        public double RampHzPerS { get; set; }

        /// <inheritdoc/>
        public double MeanShuntVolts(double fromUs, double toUs)
        {
            double middleUs = 0.5 * (fromUs + toUs);
            return At(middleUs < StepUs ? Shunt : ShuntAfter, middleUs);
        }

        /// <inheritdoc/>
        public double MeanBusVolts(double fromUs, double toUs)
        {
            return _biasV + At(Bus, 0.5 * (fromUs + toUs));
        }

        /// <summary>The frequency at a time, Hz.</summary>
        public double FrequencyAt(double timeUs)
        {
            return timeUs > RampUs ? _frequencyHz + (RampHzPerS * (timeUs - RampUs) * 1e-6) : _frequencyHz;
        }

        private double At(Phasors wave, double timeUs)
        {
            double turns = _frequencyHz * timeUs * 1e-6;
            if (timeUs > RampUs)
            {
                double since = (timeUs - RampUs) * 1e-6;
                turns += 0.5 * RampHzPerS * since * since;
            }

            var (sin, cos) = Math.SinCos(Math.Tau * (turns - Math.Floor(turns)));
            double cos2 = (cos * cos) - (sin * sin);
            double sin2 = 2 * sin * cos;
            double sum = 0;
            int used = wave.Used;
            for (int i = 0; i < used; i++)
            {
                var peak = wave[i];
                sum += ((peak.Real * cos) - (peak.Imaginary * sin)) * _shuntGain[i];
                double next = (cos * cos2) - (sin * sin2);
                sin = (sin * cos2) + (cos * sin2);
                cos = next;
            }

            return sum;
        }
    }
}
