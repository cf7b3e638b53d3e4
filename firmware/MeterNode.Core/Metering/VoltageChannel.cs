using System;

namespace MeterNode.Core.Metering
{
    /// <summary>The voltage of one phase, from the bus input that its reference transformer feeds.</summary>
    internal sealed class VoltageChannel
    {
        private const int PredictedBits = 7;
        private const int PredictedSize = 1 << PredictedBits;
        private const int PredictedQuarter = PredictedSize / 4;
        private const int UsedOrders = 4;
        private const double LeastShare = 0.4;

        private readonly float _voltsPerMv;
        private readonly double _leadRad;
        private readonly double _leastV;
        private readonly OffsetTracker _offset = new OffsetTracker();
        private readonly OddWave _wave = new OddWave();
        private readonly double[] _scale = new double[BinFit.Orders];
        private readonly double[][] _cos = new double[UsedOrders][];
        private readonly double[][] _sin = new double[UsedOrders][];

        /// <summary>Makes the channel.</summary>
        /// <param name="circuit">Circuit whose chip carries it.</param>
        /// <param name="phase">Its phase, 0 to 2.</param>
        /// <param name="voltsPerVolt">Mains volts for one volt at the input.</param>
        /// <param name="phaseDeg">How far the transformer leads, degrees.</param>
        /// <param name="nominalV">Nominal voltage, V rms.</param>
        /// <param name="response">What the converter and the scatter of its instants leave of the fundamental.</param>
        public VoltageChannel(int circuit, int phase, double voltsPerVolt, double phaseDeg, int nominalV, float response)
        {
            Circuit = circuit;
            Phase = phase;
            _voltsPerMv = (float)(voltsPerVolt / 1000);
            _leadRad = phaseDeg * Math.PI / 180;
            _leastV = LeastShare * nominalV;
            for (int order = 0; order < UsedOrders; order++)
            {
                int k = (2 * order) + 1;
                _scale[order] = _voltsPerMv / Math.Sqrt(2) / ConverterResponse.Factor(response, k);
                _cos[order] = new double[PredictedQuarter];
                _sin[order] = new double[PredictedQuarter];
                for (int i = 0; i < PredictedQuarter; i++)
                {
                    double turn = 2 * Math.PI * (i + 0.5) * k / PredictedSize;
                    _cos[order][i] = Math.Cos(turn);
                    _sin[order][i] = Math.Sin(turn);
                }
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

        /// <summary>Whether <see cref="BiasMv"/> has been measured, if only roughly.</summary>
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
            Array.Clear(Predicted, 0, PredictedSize);
        }

        /// <summary>Brings the bias nearer before there is a lock.</summary>
        /// <param name="byMv">By how much, mV.</param>
        /// <param name="isGood">Whether that makes it good enough to go by.</param>
        public void Approach(double byMv, bool isGood)
        {
            BiasMv += (int)(byMv >= 0 ? byMv + 0.5 : byMv - 0.5);
            HasBias |= isGood;
        }

        /// <summary>Begins with the finished window: its bins are loaded, and the fit made ready for them.</summary>
        /// <param name="fit">Does the fit.</param>
        public void Open(BinFit fit)
        {
            fit.Load(Sums.Finished, int.MaxValue);
            if (fit.HasOffset)
            {
                _offset.Take(fit.Offset);
                BiasMv = (int)(_offset.Value + 0.5);
                HasBias = true;
            }

            fit.Begin(_wave, _offset.Value);
        }

        /// <summary>Makes the voltage of the finished window.</summary>
        /// <param name="fit">The fit, done.</param>
        public void Close(BinFit fit)
        {
            if (fit.FittedOrders == 0)
            {
                Forget();
                return;
            }

            double sum = 0;
            for (int i = 0; i < UsedOrders; i++)
            {
                double real = _wave.Cosine[i] * _scale[i];
                double imaginary = -_wave.Sine[i] * _scale[i];
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
        }

        /// <summary>Makes <see cref="Predicted"/> of the last wave.</summary>
        public void Predict()
        {
            // Odd orders: the second half of the cycle is the first one turned over, and half a cycle mirrors itself about its
            // middle, the sines upright and the cosines turned over.
            const int Half = PredictedSize / 2;
            int[] predicted = Predicted;
            double[] cos3 = _cos[1];
            double[] cos5 = _cos[2];
            double[] cos7 = _cos[3];
            double[] sin3 = _sin[1];
            double[] sin5 = _sin[2];
            double[] sin7 = _sin[3];
            double real3 = _wave.Cosine[1];
            double real5 = _wave.Cosine[2];
            double real7 = _wave.Cosine[3];
            double imaginary3 = _wave.Sine[1];
            double imaginary5 = _wave.Sine[2];
            double imaginary7 = _wave.Sine[3];
            for (int i = 0; i < PredictedQuarter; i++)
            {
                double odd = (real3 * cos3[i]) + (real5 * cos5[i]) + (real7 * cos7[i]);
                double even = (imaginary3 * sin3[i]) + (imaginary5 * sin5[i]) + (imaginary7 * sin7[i]);
                double value = even + odd;
                int rounded = (int)(value >= 0 ? value + 0.5 : value - 0.5);
                predicted[i] = rounded;
                predicted[i + Half] = -rounded;
                value = even - odd;
                rounded = (int)(value >= 0 ? value + 0.5 : value - 0.5);
                predicted[Half - 1 - i] = rounded;
                predicted[PredictedSize - 1 - i] = -rounded;
            }
        }
    }
}
