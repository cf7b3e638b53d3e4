using System;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// The current of one circuit as phasors by odd order, against the oscillator: from what the fit found at the converter to
    /// what flows in the conductor.
    /// </summary>
    internal sealed class CircuitPhasors
    {
        /// <summary>Real part by order 1, 3, 5, 7, 9, A rms.</summary>
        public readonly double[] Real = new double[BinFit.Orders];

        /// <summary>Imaginary part by order, A rms.</summary>
        public readonly double[] Imaginary = new double[BinFit.Orders];

        private readonly double[] _amperesPerUv = new double[BinFit.Orders];
        private readonly double _leakReal;
        private readonly double _leakImaginary;

        /// <summary>Makes the phasors of a circuit.</summary>
        /// <param name="circuit">Its settings.</param>
        /// <param name="response">What the converter and the scatter of its instants leave of the fundamental.</param>
        /// <param name="nominalV">Nominal voltage, V rms.</param>
        public CircuitPhasors(CircuitSettings circuit, float response, double nominalV)
        {
            for (int i = 0; i < BinFit.Orders; i++)
            {
                _amperesPerUv[i] = circuit.AmperesPerVolt / 1e6 / Math.Sqrt(2) / ConverterResponse.Factor(response, (2 * i) + 1);
            }

            _leakReal = circuit.LeakRealMa / 1000 / nominalV;
            _leakImaginary = circuit.LeakImaginaryMa / 1000 / nominalV;
        }

        /// <summary>Amperes rms for one µV of amplitude of the fundamental.</summary>
        public double AmperesPerUv => _amperesPerUv[0];

        /// <summary>Rms of the fundamental, A.</summary>
        public double FundamentalA => Math.Sqrt((Real[0] * Real[0]) + (Imaginary[0] * Imaginary[0]));

        /// <summary>Rms of the third harmonic, A.</summary>
        public double ThirdA => Math.Sqrt((Real[1] * Real[1]) + (Imaginary[1] * Imaginary[1]));

        /// <summary>Takes what was fitted, uncorrected.</summary>
        /// <param name="wave">The fit, µV at the input.</param>
        /// <returns>Rms current, A.</returns>
        public double Take(OddWave wave)
        {
            double sum = 0;
            for (int i = 0; i < BinFit.Orders; i++)
            {
                double real = wave.Cosine[i] * _amperesPerUv[i];
                double imaginary = -wave.Sine[i] * _amperesPerUv[i];
                Real[i] = real;
                Imaginary[i] = imaginary;
                sum += (real * real) + (imaginary * imaginary);
            }

            return Math.Sqrt(sum);
        }

        /// <summary>Takes off what leaks in from the reference, and turns and scales by what the transformer is off.</summary>
        /// <param name="correction">The transformer's correction at the present current.</param>
        /// <param name="voltage">The voltage.</param>
        /// <returns>Rms current, A.</returns>
        public double Correct(CtCorrection correction, VoltageChannel voltage)
        {
            // What leaks in from the reference stands at a fixed angle to the voltage, as large as the voltage makes it; a
            // derived phase's reference is the supply's, so the leak is against that.
            Real[0] -= (_leakReal * voltage.Real[0]) - (_leakImaginary * voltage.Imaginary[0]);
            Imaginary[0] -= (_leakReal * voltage.Imaginary[0]) + (_leakImaginary * voltage.Real[0]);
            double gain = correction.Gain;
            double leadRad = correction.LeadRad;
            double sum = 0;
            for (int i = 0; i < BinFit.Orders; i++)
            {
                // The lead of a transformer falls with the order.
                double lead = leadRad / ((2 * i) + 1);
                double cos = Math.Cos(lead) * gain;
                double sin = Math.Sin(lead) * gain;
                double real = (Real[i] * cos) + (Imaginary[i] * sin);
                double imaginary = (Imaginary[i] * cos) - (Real[i] * sin);
                Real[i] = real;
                Imaginary[i] = imaginary;
                sum += (real * real) + (imaginary * imaginary);
            }

            return Math.Sqrt(sum);
        }
    }
}
