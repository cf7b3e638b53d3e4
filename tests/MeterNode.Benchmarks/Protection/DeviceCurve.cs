using System;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// How fast a current spends a protective device: the benchmark's own physics, written apart from the firmware's. The curve
    /// is the earliest at which the standard lets the device act, so that staying inside it is staying inside every device of
    /// its kind. Spent shares add up (Miner) and cool away below the rating.
    /// </summary>
    /// <remarks>
    /// Between the points time goes as a power of the current. Between the rating and the first point, where the standard
    /// promises nothing but "at least the conventional time", the share is taken to grow with the heat above that of the
    /// rating: real devices carry such currents for far longer. Cooling has a quarter of the conventional time as its time
    /// constant, since the standards take a device to be in its final state after that time, and is the slower the nearer
    /// the current is to the rating.
    /// </remarks>
    internal sealed class DeviceCurve
    {
        /// <summary>gG: does not fuse in the conventional time at so many times its rating, IEC 60269-1.</summary>
        private const double FuseHolds = 1.25;

        /// <summary>MCB: does not trip in the conventional time at so many times its rating, IEC 60898-1.</summary>
        private const double BreakerHolds = 1.13;

        /// <summary>MCB: trips after 1 s at the earliest at so many times its rating, IEC 60898-1 [mem].</summary>
        private const double BreakerOneSecond = 2.55;

        /// <summary>MCB: may trip at once from so many times its rating, IEC 60898-1, types B and C.</summary>
        private const double InstantB = 3;
        private const double InstantC = 5;

        /// <summary>An instantaneous trip: about a half cycle.</summary>
        private const double InstantS = 0.01;

        private readonly double _ratedA;
        private readonly double _instantA;
        private readonly double[] _lnA;
        private readonly double[] _lnS;
        private readonly double _coolPerS;

        /// <summary>Makes the curve of a device.</summary>
        /// <param name="kind">What it is.</param>
        /// <param name="ratedA">Its rating, A.</param>
        public DeviceCurve(DeviceKind kind, double ratedA)
        {
            _ratedA = ratedA;

            // Conventional time: 1 h up to 63 A, 2 h above, in both standards.
            double conventionalS = ratedA <= 63 ? 3600 : 7200;
            _coolPerS = 4 / conventionalS;
            if (kind == DeviceKind.GgFuse)
            {
                var (tenSecondsA, tenthA) = Gates(ratedA);
                _lnA = new[] { Math.Log(FuseHolds * ratedA), Math.Log(tenSecondsA), Math.Log(tenthA) };
                _lnS = new[] { Math.Log(conventionalS), Math.Log(10), Math.Log(0.1) };
                _instantA = double.PositiveInfinity;
            }
            else
            {
                _lnA = new[] { Math.Log(BreakerHolds * ratedA), Math.Log(BreakerOneSecond * ratedA) };
                _lnS = new[] { Math.Log(conventionalS), 0 };
                _instantA = (kind == DeviceKind.McbB ? InstantB : InstantC) * ratedA;
            }
        }

        /// <summary>How long the device surely carries a current from cold, s; infinite up to its rating.</summary>
        public double HoldsS(double currentA)
        {
            if (currentA <= _ratedA)
            {
                return double.PositiveInfinity;
            }

            if (currentA >= _instantA)
            {
                return InstantS;
            }

            double lnA = Math.Log(currentA);
            if (lnA <= _lnA[0])
            {
                double first = Math.Exp(_lnA[0]) / _ratedA;
                double ratio = currentA / _ratedA;
                return Math.Exp(_lnS[0]) * ((first * first) - 1) / ((ratio * ratio) - 1);
            }

            int last = _lnA.Length - 1;
            for (int i = 1; i <= last; i++)
            {
                if (lnA <= _lnA[i])
                {
                    double part = (lnA - _lnA[i - 1]) / (_lnA[i] - _lnA[i - 1]);
                    return Math.Exp(_lnS[i - 1] + (part * (_lnS[i] - _lnS[i - 1])));
                }
            }

            // Beyond the last point the device is adiabatic: constant I2t.
            return Math.Exp(_lnS[last] - (2 * (lnA - _lnA[last])));
        }

        /// <summary>What a current does to the spent share in a second: above 0 it is added, below 0 it is the part that cools away.</summary>
        public double RatePerS(double currentA)
        {
            double ratio = currentA / _ratedA;
            return ratio > 1 ? 1 / HoldsS(currentA) : -_coolPerS * (1 - (ratio * ratio));
        }

        /// <summary>The spent share after a time of constant current.</summary>
        /// <param name="share">Spent before it.</param>
        /// <param name="ratePerS">From <see cref="RatePerS"/>.</param>
        /// <param name="seconds">How long.</param>
        public static double After(double share, double ratePerS, double seconds)
        {
            if (ratePerS >= 0)
            {
                return share + (ratePerS * seconds);
            }

            double cooled = ratePerS * seconds;
            return share * (cooled > -0.01 ? 1 + cooled + (0.5 * cooled * cooled) : Math.Exp(cooled));
        }

        /// <summary>gG gates: the current that is carried for 10 s, and for 0.1 s, at least, A; IEC 60269-1 [mem].</summary>
        private static (double TenSecondsA, double TenthA) Gates(double ratedA)
        {
            return ratedA switch
            {
                32 => (75, 200),
                40 => (95, 260),
                63 => (160, 450),
                80 => (215, 610),
                100 => (290, 820),

                // Not in the series of IEC 60269 but common in British cut-outs (BS 88-3): in proportion to 63 A.
                60 => (160 * 60.0 / 63, 450 * 60.0 / 63),
                _ => throw new ArgumentOutOfRangeException(nameof(ratedA), ratedA, "no gates are known for this fuse"),
            };
        }
    }
}
