namespace MeterNode.Core.Metering
{
    /// <summary>
    /// The gain range of one circuit. It goes to the widest range as soon as a crest comes near the limit, and to a narrower one
    /// only after ten windows in a row that would fill less than half of it.
    /// </summary>
    /// <remarks>
    /// An INA219's step is 10 µV in every range; a narrow one is worth its smaller offset drift only (half of that of the widest
    /// at most), while a step of the current is clipped until the range has followed. So there is no hurry downwards, and a
    /// circuit that protection lives on keeps the widest range.
    /// </remarks>
    public sealed class GainRange
    {
        /// <summary>Number of the widest range.</summary>
        public const int Widest = 3;

        /// <summary>Windows in a row before the range gets narrower.</summary>
        public const int CalmWindows = 10;

        private const int NarrowestUv = 40000;
        private const int UpPercent = 90;
        private const int DownPercent = 50;

        private readonly bool _fixed;
        private int _calm;

        /// <summary>Begins with the widest range.</summary>
        /// <param name="isFixed">Whether it stays there.</param>
        public GainRange(bool isFixed)
        {
            _fixed = isFixed;
        }

        /// <summary>The present range: 0 is ±40 mV, and each further one twice the one before.</summary>
        public int Range { get; private set; } = Widest;

        /// <summary>Its full scale, µV.</summary>
        public int FullScaleUv => NarrowestUv << Range;

        /// <summary>Takes the crest of a window.</summary>
        /// <param name="peakUv">µV.</param>
        /// <returns>Whether the range changed.</returns>
        public bool TakePeak(int peakUv)
        {
            if (peakUv >= FullScaleUv / 100 * UpPercent)
            {
                _calm = 0;
                bool changed = Range != Widest;
                Range = Widest;
                return changed;
            }

            if (_fixed || Range == 0 || peakUv >= FullScaleUv / 200 * DownPercent)
            {
                _calm = 0;
                return false;
            }

            if (++_calm < CalmWindows)
            {
                return false;
            }

            _calm = 0;
            Range--;
            return true;
        }
    }
}
