using System;
using MeterNode.Core.Standards;

namespace MeterNode.Core.Protection
{
    /// <summary>
    /// A protective device as a time-current curve on its cautious side: the earliest that it may operate. Between the points the
    /// curve is a straight line in logarithms of current and time.
    /// </summary>
    public sealed class ProtectiveDevice
    {
        /// <summary>A time that never comes, s.</summary>
        public const float Never = 1e9f;

        private const int Steps = 48;

        private readonly int[] _currentMa = new int[Steps];
        private readonly float[] _perMs = new float[Steps];

        /// <summary>Describes a device by kind and rating.</summary>
        /// <param name="kind">Its kind; not <see cref="ProtectiveDeviceKind.Table"/>.</param>
        /// <param name="ratingA">Its rating, A.</param>
        public ProtectiveDevice(ProtectiveDeviceKind kind, int ratingA)
        {
            RatingMa = ratingA * 1000;
            float[] multiples;
            float[] seconds;
            if (kind == ProtectiveDeviceKind.FuseGg)
            {
                float conventionalS = ratingA > ProtectiveDeviceFigures.FuseOneHourA ? 2 * ProtectiveDeviceFigures.ConventionalS : ProtectiveDeviceFigures.ConventionalS;
                float tenSeconds = ProtectiveDeviceFigures.FuseHoldsTenSeconds(ratingA);
                multiples = new[] { ProtectiveDeviceFigures.FuseNonFusing, tenSeconds, ProtectiveDeviceFigures.FuseHoldsTenth(ratingA) };
                seconds = new[] { conventionalS, 10f, 0.1f };
                OperatingMa = (int)(RatingMa * ProtectiveDeviceFigures.FuseFusing);
                ShortTimeMa = (int)(RatingMa * tenSeconds);
                RecoveryS = conventionalS / 3;
            }
            else
            {
                float instantaneous = kind == ProtectiveDeviceKind.BreakerB ? ProtectiveDeviceFigures.InstantaneousB
                    : kind == ProtectiveDeviceKind.BreakerC ? ProtectiveDeviceFigures.InstantaneousC : ProtectiveDeviceFigures.InstantaneousD;
                float delayed = ProtectiveDeviceFigures.BreakerDelayed;

                // Beyond its delayed point the bimetal is heated faster than it cools: current squared times time stays the same.
                float heatS = ProtectiveDeviceFigures.BreakerDelayedS * delayed * delayed / (instantaneous * instantaneous);
                multiples = new[] { ProtectiveDeviceFigures.BreakerNonTripping, delayed, instantaneous, instantaneous * 1.001f };
                seconds = new[] { ProtectiveDeviceFigures.ConventionalS, ProtectiveDeviceFigures.BreakerDelayedS, heatS, ProtectiveDeviceFigures.InstantaneousS };
                OperatingMa = (int)(RatingMa * ProtectiveDeviceFigures.BreakerTripping);
                ShortTimeMa = (int)(RatingMa * delayed);
                RecoveryS = ProtectiveDeviceFigures.ConventionalS / 3;
            }

            for (int i = 0; i < multiples.Length; i++)
            {
                multiples[i] *= RatingMa;
            }

            Fill(multiples, seconds);
        }

        /// <summary>Describes a device by its own table; see <see cref="ProblemOf"/>.</summary>
        /// <param name="currentsA">Rising currents, A; the first is one that it carries for good.</param>
        /// <param name="seconds">Falling times, s, that it surely holds each.</param>
        public ProtectiveDevice(int[] currentsA, float[] seconds)
        {
            RatingMa = currentsA[0] * 1000;
            var currentsMa = new float[currentsA.Length];
            ShortTimeMa = currentsA[currentsA.Length - 1] * 1000;
            for (int i = currentsA.Length - 1; i >= 0; i--)
            {
                currentsMa[i] = currentsA[i] * 1000f;
                if (seconds[i] <= 10)
                {
                    ShortTimeMa = currentsA[i] * 1000;
                }
            }

            OperatingMa = currentsA[1] * 1000;
            RecoveryS = seconds[0] / 3;
            Fill(currentsMa, seconds);
        }

        /// <summary>Rating, mA.</summary>
        public int RatingMa { get; }

        /// <summary>The largest current that it carries for good, mA.</summary>
        public int NonOperatingMa => _currentMa[0];

        /// <summary>The current at which it surely operates within its conventional time, mA; of a table its second row.</summary>
        public int OperatingMa { get; }

        /// <summary>Where the curve's short-time region begins, mA: from here on it is a matter of seconds, or less.</summary>
        public int ShortTimeMa { get; }

        /// <summary>
        /// Time constant with which it recovers, s: a third of its conventional time, within which it reaches 95 % of its final
        /// temperature.
        /// </summary>
        public float RecoveryS { get; }

        /// <summary>What is wrong with a table.</summary>
        /// <returns>The row and what is allowed, or an empty text.</returns>
        public static string ProblemOf(int[] currentsA, float[] seconds)
        {
            for (int i = 1; i < currentsA.Length; i++)
            {
                if (currentsA[i] <= currentsA[i - 1])
                {
                    return "has " + currentsA[i] + " A in row " + (i + 1) + "; allowed is more than in the row before, " + currentsA[i - 1] + " A";
                }

                if (seconds[i] >= seconds[i - 1])
                {
                    return "has a time in row " + (i + 1) + " that is not shorter than in the row before; allowed are falling times";
                }
            }

            return "";
        }

        /// <summary>The earliest time at which it may operate, s; <see cref="Never"/> for a current that it carries for good.</summary>
        /// <param name="currentMa">A constant current, mA rms.</param>
        public float SecondsAt(int currentMa)
        {
            float perMs = PerMs(currentMa);
            return perMs > 0 ? 0.001f / perMs : Never;
        }

        /// <summary>The share of its budget that each millisecond at a current uses up.</summary>
        /// <param name="currentMa">mA rms.</param>
        public float PerMs(int currentMa)
        {
            if (currentMa <= _currentMa[0])
            {
                return 0;
            }

            // Halving: the table is long so that straight pieces between its points are close to the curve, and a search is short.
            int low = 0;
            int high = Steps - 1;
            if (currentMa >= _currentMa[high])
            {
                return _perMs[high];
            }

            while (high - low > 1)
            {
                int middle = (low + high) >> 1;
                if (_currentMa[middle] <= currentMa)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            // A chord lies above a curve that bends upwards, so what is used up is never taken for less.
            return _perMs[low] + ((_perMs[high] - _perMs[low]) * (currentMa - _currentMa[low]) / (_currentMa[high] - _currentMa[low]));
        }

        private void Fill(float[] currentsMa, float[] seconds)
        {
            int last = currentsMa.Length - 1;
            double from = Math.Log(currentsMa[0]);
            double step = (Math.Log(currentsMa[last]) - from) / (Steps - 1);
            int piece = 0;
            for (int i = 0; i < Steps; i++)
            {
                double at = from + (step * i);
                while (piece < last - 1 && at > Math.Log(currentsMa[piece + 1]) + 1e-9)
                {
                    piece++;
                }

                double x0 = Math.Log(currentsMa[piece]);
                double x1 = Math.Log(currentsMa[piece + 1]);
                double y0 = Math.Log(seconds[piece]);
                double y1 = Math.Log(seconds[piece + 1]);
                double y = y0 + ((y1 - y0) * (at - x0) / (x1 - x0));
                _currentMa[i] = (int)Math.Exp(at);
                _perMs[i] = (float)(0.001 / Math.Exp(y));
            }
        }
    }
}
