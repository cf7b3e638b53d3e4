using System;

namespace MeterNode.Core.Metering
{
    /// <summary>The voltage of one phase, from the bus input that its reference transformer feeds.</summary>
    internal sealed class VoltageChannel
    {
        private const int PredictedBits = 7;
        private const int PredictedSize = 1 << PredictedBits;
        private const int UsedOrders = 4;
        private const double LeastShare = 0.4;

        private readonly float _voltsPerMv;
        private readonly double _leadRad;
        private readonly double _leastV;
        private readonly OffsetTracker _offset = new OffsetTracker();
        private readonly double[] _cos = new double[PredictedSize];

        /// <summary>Makes the channel.</summary>
        /// <param name="circuit">Circuit whose chip carries it.</param>
        /// <param name="phase">Its phase, 0 to 2.</param>
        /// <param name="voltsPerVolt">Mains volts for one volt at the input.</param>
        /// <param name="phaseDeg">How far the transformer leads, degrees.</param>
        /// <param name="nominalV">Nominal voltage, V rms.</param>
        public VoltageChannel(int circuit, int phase, double voltsPerVolt, double phaseDeg, int nominalV)
        {
            Circuit = circuit;
            Phase = phase;
            _voltsPerMv = (float)(voltsPerVolt / 1000);
            _leadRad = phaseDeg * Math.PI / 180;
            _leastV = LeastShare * nominalV;
            for (int i = 0; i < PredictedSize; i++)
            {
                _cos[i] = Math.Cos(2 * Math.PI * (i + 0.5) / PredictedSize);
            }
        }

        /// <summary>Circuit whose chip carries it.</summary>
        public int Circuit { get; }

        /// <summary>Its phase, 0 to 2.</summary>
        public int Phase { get; }

        /// <summary>Its sums, in mV at the input.</summary>
        public ChannelSums Sums { get; } = new ChannelSums();

        /// <summary>Plain sum for the phase's fit since the last one, mV.</summary>
        public long Sum { get; set; }

        /// <summary>
        /// The harmonics of the last second by place in the cycle, mV at the input: taken off the samples, they do not disturb
        /// the phase of a handful of them.
        /// </summary>
        public int[] Predicted { get; } = new int[PredictedSize];

        /// <summary>How far a place of <see cref="PhaseTables"/> is shifted right to index <see cref="Predicted"/>.</summary>
        public const int PredictedShift = 10 - PredictedBits;

        /// <summary>
        /// Bias of the input, mV; taken off the samples as well, for it is twice as large as the wave. Begins with the middle of
        /// the INA219's 16 V range, which the board is designed for.
        /// </summary>
        public int BiasMv { get; private set; } = 8000;

        /// <summary>Whether <see cref="BiasMv"/> has been measured.</summary>
        public bool HasBias { get; private set; }

        /// <summary>Whether the last finished second has a voltage.</summary>
        public bool IsKnown { get; private set; }

        /// <summary>Rms voltage, V.</summary>
        public double RmsV { get; private set; }

        /// <summary>Rms of the fundamental, V.</summary>
        public double FundamentalV { get; private set; }

        /// <summary>Real part by order 1, 3, 5, 7 against the oscillator, V rms.</summary>
        public double[] Real { get; } = new double[BinFit.Orders];

        /// <summary>Imaginary part by order, V rms.</summary>
        public double[] Imaginary { get; } = new double[BinFit.Orders];

        /// <summary>Mains volts for one mV at the input.</summary>
        public float VoltsPerMv => _voltsPerMv;

        /// <summary>Rms of a harmonic as thousandths of the fundamental.</summary>
        /// <param name="index">1 is the 3rd, 2 the 5th, 3 the 7th.</param>
        public int Permille(int index)
        {
            double size = Math.Sqrt((Real[index] * Real[index]) + (Imaginary[index] * Imaginary[index]));
            return FundamentalV > 0 ? (int)((1000 * size / FundamentalV) + 0.5) : 0;
        }

        /// <summary>Forgets the voltage: there is no lock.</summary>
        public void Forget()
        {
            IsKnown = false;
            RmsV = 0;
            FundamentalV = 0;
            for (int i = 0; i < PredictedSize; i++)
            {
                Predicted[i] = 0;
            }
        }

        /// <summary>Works the finished window out.</summary>
        /// <param name="fit">Does the fit.</param>
        /// <param name="response">What the converter and the scatter of its instants leave of the fundamental.</param>
        public void Close(BinFit fit, float response)
        {
            var bins = Sums.Finished;
            fit.Load(bins, int.MaxValue);
            if (fit.HasOffset)
            {
                _offset.Take(fit.Offset);
                BiasMv = (int)(_offset.Value + 0.5);
                HasBias = true;
            }

            if (!fit.Solve(bins, _offset.Value))
            {
                Forget();
                return;
            }

            double sum = 0;
            double unit = _voltsPerMv / Math.Sqrt(2);
            for (int i = 0; i < BinFit.Orders; i++)
            {
                double scale = i < UsedOrders ? unit / ConverterResponse.Factor(response, (2 * i) + 1) : 0;
                double real = fit.Cosine[i] * scale;
                double imaginary = -fit.Sine[i] * scale;
                double lead = _leadRad / ((2 * i) + 1);
                double cos = Math.Cos(lead);
                double sin = Math.Sin(lead);
                Real[i] = (real * cos) + (imaginary * sin);
                Imaginary[i] = (imaginary * cos) - (real * sin);
                sum += (real * real) + (imaginary * imaginary);
            }

            RmsV = Math.Sqrt(sum);
            FundamentalV = Math.Sqrt((Real[0] * Real[0]) + (Imaginary[0] * Imaginary[0]));
            IsKnown = FundamentalV >= _leastV;
            Predict(fit);
        }

        private void Predict(BinFit fit)
        {
            // Odd orders: the second half of the cycle is the first one turned over.
            const int Half = PredictedSize / 2;
            const int Quarter = PredictedSize / 4;
            for (int i = 0; i < Half; i++)
            {
                double value = 0;
                int step = (2 * i) + 1;
                for (int order = 1; order < UsedOrders; order++)
                {
                    // (k·(i + 1/2) - 1/2) steps into the table of cosines of half-step angles.
                    int at = ((((2 * order) + 1) * step) - 1) >> 1;
                    value += (fit.Cosine[order] * _cos[at & (PredictedSize - 1)]) + (fit.Sine[order] * _cos[(at - Quarter) & (PredictedSize - 1)]);
                }

                int rounded = (int)(value >= 0 ? value + 0.5 : value - 0.5);
                Predicted[i] = rounded;
                Predicted[i + Half] = -rounded;
            }
        }
    }
}
