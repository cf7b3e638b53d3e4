namespace MeterNode.Core.Grid
{
    /// <summary>
    /// Gives one modulating load what would else go to the grid: it moves the load's power until the power at the grid is at its
    /// set-point. Up slowly, down quickly; not at all within a dead band. A load with a least power starts when the surplus has
    /// been enough for it for a while, and stops after it has been short of it for a while, so that a passing cloud does not switch
    /// it. Several loads have one each; the caller lets the first take its part before it asks the next.
    /// </summary>
    public sealed class SurplusDivider
    {
        /// <summary>A power is not known.</summary>
        public const int Unknown = int.MinValue;

        /// <summary>So long the load is left as it is when the power at the grid is not known, ms; then it stops.</summary>
        public const int UnknownAfterMs = 10000;

        private const int LongestStepMs = 5000;

        private readonly int _setPointW;
        private readonly int _leastRunW;
        private readonly int _mostW;
        private long _lastMs = -1;
        private long _knownMs;
        private long _enoughSinceMs = -1;
        private long _shortSinceMs = -1;

        /// <summary>Makes it; the load is off.</summary>
        /// <param name="setPointW">Power at the grid to aim at, W; negative is export.</param>
        /// <param name="leastRunW">The least power with which the load runs, W; 0 if it has none.</param>
        /// <param name="mostW">Its most, W.</param>
        public SurplusDivider(int setPointW, int leastRunW, int mostW)
        {
            _setPointW = setPointW;
            _leastRunW = leastRunW;
            _mostW = mostW;
        }

        /// <summary>Distance from the set-point that is left alone, W.</summary>
        public int DeadBandW { get; set; } = 40;

        /// <summary>Share of the distance that is made good in a second, permille; what follows in 3 s stands 200 without swinging.</summary>
        public int GainPermille { get; set; } = 200;

        /// <summary>The most by which the power rises in a second, W.</summary>
        public int RaiseWPerS { get; set; } = 200;

        /// <summary>The most by which it falls in a second, W.</summary>
        public int LowerWPerS { get; set; } = 2000;

        /// <summary>So far it goes ahead of what the load really draws, W: a full battery does not wind it up.</summary>
        public int HeadroomW { get; set; } = 1000;

        /// <summary>For so long there must be enough for the least power before the load starts, ms.</summary>
        public int StartAfterMs { get; set; } = 60000;

        /// <summary>For so long it must be short of it before the load stops, ms.</summary>
        public int StopAfterMs { get; set; } = 180000;

        /// <summary>Power that the load is to have, W: 0, or from its least power to its most.</summary>
        public int WantedW { get; private set; }

        /// <summary>Whether it runs; a load without a least power always does while the power at the grid is known.</summary>
        public bool IsRunning { get; private set; }

        /// <summary>How often it was started.</summary>
        public int Starts { get; private set; }

        /// <summary>Takes the powers of the last second.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="gridW">Power at the grid, W, export negative; <see cref="Unknown"/> if it is not known.</param>
        /// <param name="drawnW">What the load really draws, W; <see cref="Unknown"/> if it is not known.</param>
        /// <returns><see cref="WantedW"/>.</returns>
        public int Step(long nowMs, int gridW, int drawnW)
        {
            long elapsedMs = _lastMs < 0 ? 0 : nowMs - _lastMs;
            _lastMs = nowMs;
            if (gridW == Unknown)
            {
                if (nowMs - _knownMs >= UnknownAfterMs)
                {
                    Stop();
                }

                return WantedW;
            }

            _knownMs = nowMs;
            int missingW = _setPointW - gridW;
            if (!IsRunning)
            {
                WaitForEnough(nowMs, missingW);
                return WantedW;
            }

            if (_leastRunW > 0 && IsShort(nowMs, missingW))
            {
                Stop();
                return WantedW;
            }

            Move(elapsedMs < LongestStepMs ? elapsedMs : LongestStepMs, missingW, drawnW);
            return WantedW;
        }

        /// <summary>Stops the load and forgets the surplus so far.</summary>
        public void Stop()
        {
            WantedW = 0;
            IsRunning = false;
            _enoughSinceMs = -1;
            _shortSinceMs = -1;
        }

        private void WaitForEnough(long nowMs, int missingW)
        {
            if (_leastRunW > 0 && missingW < _leastRunW)
            {
                _enoughSinceMs = -1;
                return;
            }

            if (_enoughSinceMs < 0)
            {
                _enoughSinceMs = nowMs;
            }

            if (_leastRunW == 0 || nowMs - _enoughSinceMs >= StartAfterMs)
            {
                IsRunning = true;
                WantedW = _leastRunW;
                Starts++;
                _shortSinceMs = -1;
            }
        }

        private bool IsShort(long nowMs, int missingW)
        {
            if (WantedW > _leastRunW || missingW >= -DeadBandW)
            {
                _shortSinceMs = -1;
                return false;
            }

            if (_shortSinceMs < 0)
            {
                _shortSinceMs = nowMs;
            }

            return nowMs - _shortSinceMs >= StopAfterMs;
        }

        private void Move(long elapsedMs, int missingW, int drawnW)
        {
            if (missingW <= DeadBandW && missingW >= -DeadBandW)
            {
                return;
            }

            long changeW = (long)missingW * GainPermille * elapsedMs / 1000000;
            long raiseW = RaiseWPerS * elapsedMs / 1000;
            long lowerW = LowerWPerS * elapsedMs / 1000;
            changeW = changeW > raiseW ? raiseW : changeW < -lowerW ? -lowerW : changeW;
            if (changeW > 0 && drawnW != Unknown && WantedW + changeW > (long)drawnW + HeadroomW)
            {
                // Never downwards: the least power to run may well be more than the headroom.
                changeW = (long)drawnW + HeadroomW > WantedW ? drawnW + HeadroomW - WantedW : 0;
            }

            long wantedW = WantedW + changeW;
            WantedW = wantedW < _leastRunW ? _leastRunW : wantedW > _mostW ? _mostW : (int)wantedW;
        }
    }
}
