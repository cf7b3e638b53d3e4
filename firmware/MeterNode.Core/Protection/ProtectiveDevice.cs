using System;
using MeterNode.Core.Standards;

namespace MeterNode.Core.Protection
{
    /// <summary>
    /// A protective device as a time-current curve on its cautious side: the earliest that it may operate, from cold. It goes
    /// through what the device's standard says that it surely holds, and for a breaker through what the quickest of usual ones hold
    /// at 1.5 times the rating, where the standard says next to nothing; straight in logarithms of current and time between those
    /// points, and between the rows of a table. Beyond its end a curve is at once. A maker's own curve is better where it is known.
    /// </summary>
    public sealed class ProtectiveDevice
    {
        /// <summary>A time that never comes, s.</summary>
        public const float Never = 1e9f;

        /// <summary>The whole budget in the integers that it is counted in.</summary>
        public const long Whole = 1000000000000;

        /// <summary>The largest current that can be described, A.</summary>
        public const int MostA = 2000000;

        private const int Points = 64;

        // How much of the budget a millisecond uses up, at rising currents and straight between them. Of a power law above the first
        // a chord lies above the curve, so nothing is taken for less than it is.
        private readonly int[] _currentMa = new int[Points];
        private readonly long[] _rate = new long[Points];
        private readonly double[] _slope = new double[Points];

        /// <summary>Describes a device by kind and rating.</summary>
        /// <param name="kind">Its kind; not <see cref="ProtectiveDeviceKind.Table"/>.</param>
        /// <param name="ratingA">Its rating, A, from 1 on.</param>
        /// <exception cref="ArgumentOutOfRangeException">The rating is out of range.</exception>
        public ProtectiveDevice(ProtectiveDeviceKind kind, int ratingA)
        {
            if (ratingA < 1 || ratingA > MostA / 20)
            {
                throw new ArgumentOutOfRangeException(nameof(ratingA));
            }

            RatingMa = ratingA * 1000;
            if (kind == ProtectiveDeviceKind.FuseGg)
            {
                float conventionalS = ratingA > ProtectiveDeviceFigures.FuseOneHourA ? 2 * ProtectiveDeviceFigures.ConventionalS : ProtectiveDeviceFigures.ConventionalS;
                float tenSeconds = ProtectiveDeviceFigures.FuseHoldsTenSeconds(ratingA);
                float tenth = ProtectiveDeviceFigures.FuseHoldsTenth(ratingA);
                OperatingMa = (int)(RatingMa * ProtectiveDeviceFigures.FuseFusing);
                ShortTimeMa = (int)(RatingMa * tenSeconds);
                RecoveryS = conventionalS / 3;
                Fill(
                    new[] { RatingMa * ProtectiveDeviceFigures.FuseNonFusing, RatingMa * tenSeconds, RatingMa * tenth },
                    new[] { conventionalS, 10f, 0.1f });
            }
            else
            {
                float instantaneous = kind == ProtectiveDeviceKind.BreakerB ? ProtectiveDeviceFigures.InstantaneousB
                    : kind == ProtectiveDeviceKind.BreakerC ? ProtectiveDeviceFigures.InstantaneousC : ProtectiveDeviceFigures.InstantaneousD;
                OperatingMa = (int)(RatingMa * ProtectiveDeviceFigures.BreakerTripping);
                ShortTimeMa = (int)(RatingMa * ProtectiveDeviceFigures.BreakerDelayed);
                RecoveryS = ProtectiveDeviceFigures.ConventionalS / 3;
                float slow = ProtectiveDeviceFigures.BreakerSlow;
                Fill(
                    new[] { RatingMa * ProtectiveDeviceFigures.BreakerNonTripping, RatingMa * slow, RatingMa * ProtectiveDeviceFigures.BreakerDelayed, RatingMa * instantaneous },
                    new[] { ProtectiveDeviceFigures.ConventionalS, ProtectiveDeviceFigures.BreakerSlowS, ProtectiveDeviceFigures.BreakerDelayedS, ProtectiveDeviceFigures.BreakerHoldsS });
            }
        }

        /// <summary>Describes a device by its own table.</summary>
        /// <param name="currentsA">Rising currents, A; the first is one that it carries for good.</param>
        /// <param name="seconds">Falling times, s, that it surely holds each. Of the first it is what its recovery is reckoned from.</param>
        /// <exception cref="ArgumentException">The table is not one; see <see cref="ProblemOf"/>.</exception>
        public ProtectiveDevice(int[] currentsA, float[] seconds)
        {
            string problem = ProblemOf(currentsA, seconds);
            if (problem.Length > 0)
            {
                throw new ArgumentException(problem);
            }

            RatingMa = currentsA[0] * 1000;
            OperatingMa = currentsA[1] * 1000;
            RecoveryS = seconds[0] / 3;
            var currentsMa = new float[currentsA.Length];
            for (int i = 0; i < currentsA.Length; i++)
            {
                currentsMa[i] = currentsA[i] * 1000f;
            }

            Fill(currentsMa, seconds);
            int at = Points - 1;
            while (at > 0 && _rate[at - 1] >= Whole / 10000)
            {
                at--;
            }

            // Where the piece below passes ten seconds; its slope is not level, as its lower end is slower than that.
            bool passes = at > 0 && _rate[at] > Whole / 10000 && _slope[at - 1] > 0;
            ShortTimeMa = passes ? _currentMa[at] - (int)((_rate[at] - (Whole / 10000)) / _slope[at - 1]) : _currentMa[at];
        }

        /// <summary>Rating, mA; of a table its first current.</summary>
        public int RatingMa { get; }

        /// <summary>The largest current that it carries for good, mA.</summary>
        public int NonOperatingMa => _currentMa[0];

        /// <summary>The current at which it surely operates within its conventional time, mA; of a table its second row.</summary>
        public int OperatingMa { get; }

        /// <summary>Where the curve's short-time region begins, mA: from here on it is a matter of ten seconds (a breaker's: of one), or less.</summary>
        public int ShortTimeMa { get; }

        /// <summary>Above this current it may operate at once, mA; of a table its last row.</summary>
        public int InstantaneousMa => _currentMa[Points - 1];

        /// <summary>
        /// Time constant with which it recovers, s: a third of its conventional time, within which it reaches 95 % of its final
        /// temperature. A real device is quicker; to forget an overload too slowly is the smaller error.
        /// </summary>
        public float RecoveryS { get; }

        /// <summary>What is wrong with a table.</summary>
        /// <param name="currentsA">Currents, A.</param>
        /// <param name="seconds">Times, s.</param>
        /// <returns>The row and what is allowed, or an empty text.</returns>
        public static string ProblemOf(int[] currentsA, float[] seconds)
        {
            if (currentsA.Length != seconds.Length || currentsA.Length < 2 || currentsA.Length > 16)
            {
                return "has " + currentsA.Length + " currents and " + seconds.Length + " times; allowed are 2 to 16 rows of both";
            }

            for (int i = 0; i < currentsA.Length; i++)
            {
                int leastA = i == 0 ? 1 : currentsA[i - 1] + 1;
                if (currentsA[i] < leastA || currentsA[i] > MostA)
                {
                    return "has " + currentsA[i] + " A in row " + (i + 1) + "; allowed is " + leastA + " to " + MostA + " A, rising from row to row";
                }

                // Compared with what is allowed and not the other way round: on the board NaN is larger than anything.
                float mostS = i == 0 ? 1000000f : seconds[i - 1];
                bool allowed = !float.IsNaN(seconds[i]) && seconds[i] >= 0.001f && (i == 0 ? seconds[i] <= mostS : seconds[i] < mostS);
                if (!allowed)
                {
                    return "has " + seconds[i] + " s in row " + (i + 1) + "; allowed is 0.001 s to " + (i == 0 ? "" : "less than ") + mostS + " s, falling from row to row";
                }
            }

            return "";
        }

        /// <summary>The earliest time at which it may operate, s; <see cref="Never"/> for a current that it carries for good.</summary>
        /// <param name="currentMa">A constant current, mA rms.</param>
        public float SecondsAt(int currentMa)
        {
            long rate = RateAt(currentMa);
            return rate > 0 ? (float)(Whole * 0.001 / rate) : Never;
        }

        /// <summary>How much of its budget each millisecond at a current uses up, of <see cref="Whole"/>.</summary>
        /// <param name="currentMa">mA rms.</param>
        public long RateAt(int currentMa)
        {
            if (currentMa <= _currentMa[0])
            {
                return 0;
            }

            int low = 0;
            int high = Points - 1;
            if (currentMa > _currentMa[high])
            {
                long atOnce = (long)(Whole * 0.001 / ProtectiveDeviceFigures.InstantaneousS);
                return _rate[high] > atOnce ? _rate[high] : atOnce;
            }

            while (high - low > 1)
            {
                int middle = (low + high) >> 1;
                if (_currentMa[middle] < currentMa)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            return _rate[high] - (long)(_slope[low] * (_currentMa[high] - currentMa));
        }

        private void Fill(float[] currentsMa, float[] seconds)
        {
            // Every piece gets points by its width; its own ends are points, so that a bend is not cut off on the wrong side.
            int pieces = currentsMa.Length - 1;
            double width = Math.Log(currentsMa[pieces] / currentsMa[0]);
            int spare = Points - 1 - pieces;
            int at = 0;
            double reached = 0;
            for (int piece = 0; piece < pieces; piece++)
            {
                double wide = Math.Log(currentsMa[piece + 1] / currentsMa[piece]);
                double falls = Math.Log(seconds[piece + 1] / seconds[piece]);
                reached += wide;
                int end = piece == pieces - 1 ? Points - 1 : piece + 1 + (int)(spare * reached / width);
                int steps = end - at;
                for (int k = 0; k < steps; k++)
                {
                    double part = (double)k / steps;
                    Set(at + k, currentsMa[piece] * Math.Exp(wide * part), seconds[piece] * Math.Exp(falls * part));
                }

                at = end;
            }

            Set(at, currentsMa[pieces], seconds[pieces]);
            Join();
        }

        private void Set(int i, double currentMa, double seconds)
        {
            // The hundredth keeps a point that is a whole number of milliamperes from being cut to the one below.
            _currentMa[i] = (int)(currentMa + 0.01);
            _rate[i] = (long)(Whole * 0.001 / seconds);
        }

        private void Join()
        {
            for (int i = 0; i < Points - 1; i++)
            {
                int wideMa = _currentMa[i + 1] - _currentMa[i];
                _slope[i] = wideMa > 0 ? (double)(_rate[i + 1] - _rate[i]) / wideMa : 0;
            }
        }
    }
}
