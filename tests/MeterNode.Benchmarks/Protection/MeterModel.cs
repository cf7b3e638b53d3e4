using System;
using VirtualHome.Chance;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// What a node reads of the truth: gains inside class 1 that stay for the home, noise, and a window of two or three
    /// cadences.
    /// </summary>
    internal sealed class MeterModel
    {
        /// <summary>A cadence of control and of fast readings, ms.</summary>
        public const int CadenceMs = 30;

        private const double MostGainError = 0.01;
        private const double Noise = 0.003;
        private const int MostWindows = 3;
        private const int NoisePeriod = 1 << 12;

        private static readonly double[] s_noise = MakeNoise();

        private readonly int _windows;
        private readonly double[] _phaseGain;
        private readonly double[] _loadGain;
        private readonly double[,] _meanSquare;
        private readonly SeededRandom _random;
        private ulong _bits;
        private int _bitsLeft;

        /// <summary>Makes the meter of a home.</summary>
        public MeterModel(ulong seed, int phases, int loads)
        {
            _random = new SeededRandom(SeededRandom.Derive(seed, "meter"));
            _windows = _random.Happens(0.5) ? 2 : MostWindows;
            _phaseGain = Gains(phases);
            _loadGain = Gains(loads);
            _meanSquare = new double[phases, MostWindows];
        }

        /// <summary>Takes the mean square of a phase's current over the last cadence.</summary>
        public void Push(int phase, double meanSquare)
        {
            _meanSquare[phase, 2] = _meanSquare[phase, 1];
            _meanSquare[phase, 1] = _meanSquare[phase, 0];
            _meanSquare[phase, 0] = meanSquare;
        }

        /// <summary>Takes the mean square of a phase's current that has long been the same.</summary>
        public void Fill(int phase, double meanSquare)
        {
            _meanSquare[phase, 2] = meanSquare;
            _meanSquare[phase, 1] = meanSquare;
            _meanSquare[phase, 0] = meanSquare;
        }

        /// <summary>The fast reading of a phase, mA.</summary>
        public int FastMa(int phase)
        {
            double sum = _meanSquare[phase, 0] + _meanSquare[phase, 1];
            sum = _windows == 2 ? sum / 2 : (sum + _meanSquare[phase, 2]) / 3;
            return (int)(Math.Sqrt(sum) * 1000 * _phaseGain[phase] * (1 + NextNoise()));
        }

        /// <summary>The power reading of a phase, W.</summary>
        public int PowerW(int phase, double watts)
        {
            return (int)(watts * _phaseGain[phase] * (1 + NextNoise()));
        }

        /// <summary>The reading of a load's own current, mA.</summary>
        public int LoadMa(int load, double amps)
        {
            return (int)(amps * 1000 * _loadGain[load] * (1 + NextNoise()));
        }

        private static double[] MakeNoise()
        {
            // Drawn once for all homes: a normal number for every reading would cost more than all the rest.
            var random = new SeededRandom(1);
            var noise = new double[NoisePeriod];
            for (int i = 0; i < noise.Length; i++)
            {
                noise[i] = Noise * random.NextNormal();
            }

            return noise;
        }

        private double NextNoise()
        {
            if (_bitsLeft == 0)
            {
                _bits = _random.NextBits();
                _bitsLeft = 5;
            }

            double noise = s_noise[(int)(_bits & (NoisePeriod - 1))];
            _bits >>= 12;
            _bitsLeft--;
            return noise;
        }

        private double[] Gains(int count)
        {
            var gains = new double[count];
            for (int i = 0; i < count; i++)
            {
                gains[i] = 1 + _random.Between(-MostGainError, MostGainError);
            }

            return gains;
        }
    }
}
