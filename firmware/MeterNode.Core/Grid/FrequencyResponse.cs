using MeterNode.Core.Standards;

namespace MeterNode.Core.Grid
{
    /// <summary>
    /// Answers the frequency that the node measures itself: with a share of modulating loads and generators, and with loads that are
    /// on or off, each of which has drawn a threshold of its own, so that of a street as many answer as the curve asks for. What
    /// answers keeps on at its most until the frequency has recovered for a hold time and a random time more. Without a frequency
    /// all stays as it is for a while and is then released in the same random way: nobody is asked to answer what nobody measures.
    /// </summary>
    public sealed class FrequencyResponse
    {
        /// <summary>
        /// For so long a deviation must last, ms; the least within that time is answered. Stepped every 100 ms with a frequency that
        /// is 100 ms behind, the answer is there within 400 ms; 1 s is asked for (Dynamic Containment).
        /// </summary>
        public const int ConfirmMs = 200;

        /// <summary>For so long all stays as it was when the frequency is not known, ms.</summary>
        public const int UnknownHoldMs = 10000;

        /// <summary>For how long the frequency must have recovered, s: a usual value.</summary>
        public const int DefaultHoldS = 30;

        /// <summary>The longest random time on top, s: a usual value.</summary>
        public const int DefaultJitterS = 300;

        private readonly FrequencyCurve _curve;
        private readonly RandomDelay _random;
        private readonly int _holdS;
        private readonly int _jitterS;
        private readonly int[] _thresholdPermille;
        private readonly bool[] _answers;
        private readonly long[] _holdMs;
        private readonly int _shared;
        private int _sharePermille;
        private int _pendingSide;
        private int _pendingPermille;
        private long _pendingSinceMs;
        private long _recoveredSinceMs = -1;
        private long _unknownSinceMs = -1;

        /// <summary>Makes it, and draws a threshold for each load.</summary>
        /// <param name="curve">What is answered.</param>
        /// <param name="loads">How many loads.</param>
        /// <param name="holdS">For how long the frequency must have recovered, s.</param>
        /// <param name="jitterS">The longest random time on top, s.</param>
        /// <param name="random">Where thresholds and times are drawn.</param>
        public FrequencyResponse(FrequencyCurve curve, int loads, int holdS, int jitterS, RandomDelay random)
        {
            _curve = curve;
            _random = random;
            _holdS = holdS;
            _jitterS = jitterS;
            _thresholdPermille = new int[loads];
            _shared = loads;
            _answers = new bool[loads + 1];
            _holdMs = new long[loads + 1];
            for (int i = 0; i < loads; i++)
            {
                _thresholdPermille[i] = 1 + random.Next(999);
            }
        }

        /// <summary>What the frequency asks for.</summary>
        public FrequencyState State { get; private set; }

        /// <summary>Share of the power of modulating loads to take away, permille.</summary>
        public int ShedPermille => State == FrequencyState.Low ? _sharePermille : 0;

        /// <summary>Share of the power of generators to take away, or of modulating loads to add, permille.</summary>
        public int RaisePermille => State == FrequencyState.High ? _sharePermille : 0;

        /// <summary>Grows whenever an output changes.</summary>
        public int ChangeCount { get; private set; }

        /// <summary>Whether a load that is on or off has to be off.</summary>
        /// <param name="load">The load.</param>
        public bool IsShed(int load)
        {
            return State == FrequencyState.Low && _answers[load];
        }

        /// <summary>Whether a load that is on or off is wanted on.</summary>
        /// <param name="load">The load.</param>
        public bool IsRaised(int load)
        {
            return State == FrequencyState.High && _answers[load];
        }

        /// <summary>Response from which on a load answers, 1 to 1000 permille.</summary>
        /// <param name="load">The load.</param>
        public int ThresholdPermille(int load)
        {
            return _thresholdPermille[load];
        }

        /// <summary>Takes a new frequency.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="frequencyMhz">Frequency, mHz; 0 if it is not known. One that cannot be counts as not known.</param>
        public void Step(long nowMs, int frequencyMhz)
        {
            if (_curve.IsOff)
            {
                return;
            }

            int deviationMhz = frequencyMhz - GridFigures.NominalFrequencyMhz;
            if (frequencyMhz == 0 || deviationMhz > GridFigures.PlausibleDeviationMhz || deviationMhz < -GridFigures.PlausibleDeviationMhz)
            {
                StepUnknown(nowMs);
                return;
            }

            _unknownSinceMs = -1;
            Answer(nowMs, deviationMhz);
            bool outside = State == FrequencyState.Low ? deviationMhz < -_curve.ReleaseMhz : deviationMhz > _curve.ReleaseMhz;
            if (outside)
            {
                _recoveredSinceMs = -1;
            }
            else if (_recoveredSinceMs < 0)
            {
                _recoveredSinceMs = nowMs;
            }

            Release(nowMs);
        }

        private void StepUnknown(long nowMs)
        {
            _pendingSide = 0;
            if (_unknownSinceMs < 0)
            {
                _unknownSinceMs = nowMs;
            }

            if (nowMs - _unknownSinceMs < UnknownHoldMs)
            {
                return;
            }

            if (_recoveredSinceMs < 0)
            {
                _recoveredSinceMs = nowMs;
            }

            Release(nowMs);
        }

        private void Answer(long nowMs, int deviationMhz)
        {
            int side = deviationMhz < 0 ? -1 : 1;
            int permille = side < 0 ? _curve.PermilleAt(-deviationMhz) : _curve.AnswersHigh ? _curve.PermilleAt(deviationMhz) : 0;
            if (permille <= 0)
            {
                _pendingSide = 0;
                return;
            }

            if (_pendingSide != side)
            {
                _pendingSide = side;
                _pendingSinceMs = nowMs;
                _pendingPermille = permille;
            }
            else if (permille < _pendingPermille)
            {
                _pendingPermille = permille;
            }

            if (nowMs - _pendingSinceMs >= ConfirmMs)
            {
                Raise(side < 0 ? FrequencyState.Low : FrequencyState.High, _pendingPermille);
                _pendingSinceMs = nowMs;
                _pendingPermille = permille;
            }
        }

        private void Raise(FrequencyState state, int permille)
        {
            if (state != State)
            {
                // What answered the other side would now make this one worse.
                Clear();
                State = state;
                ChangeCount++;
            }

            if (permille > _sharePermille)
            {
                _sharePermille = permille;
                ChangeCount++;
                Begin(_shared);
            }

            for (int i = 0; i < _shared; i++)
            {
                if (permille >= _thresholdPermille[i])
                {
                    Begin(i);
                }
            }
        }

        private void Begin(int index)
        {
            if (!_answers[index])
            {
                _answers[index] = true;
                _holdMs[index] = (_holdS + _random.NextS(_jitterS)) * 1000L;
                ChangeCount++;
            }
        }

        private void Release(long nowMs)
        {
            if (State == FrequencyState.Normal || _recoveredSinceMs < 0)
            {
                return;
            }

            bool any = false;
            for (int i = 0; i <= _shared; i++)
            {
                if (_answers[i] && nowMs - _recoveredSinceMs >= _holdMs[i])
                {
                    _answers[i] = false;
                    ChangeCount++;
                }

                any |= _answers[i];
            }

            if (!_answers[_shared])
            {
                _sharePermille = 0;
            }

            if (!any)
            {
                State = FrequencyState.Normal;
                _recoveredSinceMs = -1;
            }
        }

        private void Clear()
        {
            _sharePermille = 0;
            for (int i = 0; i <= _shared; i++)
            {
                _answers[i] = false;
            }
        }
    }
}
