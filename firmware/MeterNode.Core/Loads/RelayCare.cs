using MeterNode.Core.Messaging;

namespace MeterNode.Core.Loads
{
    /// <summary>
    /// The authority over the relays' wear. A load that was switched as often as it may be in an hour stays as it is, except that
    /// protection may still switch it off. A contact that is open while its load draws seems welded; one that closes again and
    /// again without anything flowing, where something always flowed before, seems not to close. Both are told, not acted upon in
    /// silence: a welded load only no longer counts as one that can be shed.
    /// </summary>
    public sealed class RelayCare
    {
        /// <summary>The hour over which operations are counted, ms.</summary>
        public const long HourMs = 3600000;

        private const long WeldedAfterMs = 10000;
        private const long ShouldDrawAfterMs = 120000;
        private const int DrewOften = 5;
        private const int IdleOften = 3;
        private const int MostAnHour = 60;

        private readonly Load[] _loads;
        private readonly LoadDraw _draw;
        private readonly EventRing _events;
        private readonly int[] _perHour;
        private readonly int[] _life;
        private readonly long[][] _operatedMs;
        private readonly int[] _count;
        private readonly long[] _drawsOffSinceMs;
        private readonly bool[] _drew;
        private readonly int[] _drewPeriods;
        private readonly int[] _idlePeriods;
        private readonly bool[] _toldWelded;
        private readonly bool[] _toldNotClosing;
        private readonly bool[] _toldWorn;

        /// <summary>Makes it.</summary>
        public RelayCare(Settings.LoadSettings[] settings, Load[] loads, LoadDraw draw, EventRing events)
        {
            _loads = loads;
            _draw = draw;
            _events = events;
            int n = loads.Length;
            _perHour = new int[n];
            _life = new int[n];
            _operatedMs = new long[n][];
            _count = new int[n];
            _drawsOffSinceMs = new long[n];
            _drew = new bool[n];
            _drewPeriods = new int[n];
            _idlePeriods = new int[n];
            _toldWelded = new bool[n];
            _toldNotClosing = new bool[n];
            _toldWorn = new bool[n];
            Wear = new long[n];
            for (int i = 0; i < n; i++)
            {
                _perHour[i] = settings[i].OperationsPerHour < MostAnHour ? settings[i].OperationsPerHour : MostAnHour;
                _life[i] = settings[i].RelayLife;
                _operatedMs[i] = new long[_perHour[i]];
                _drawsOffSinceMs[i] = -1;
            }
        }

        /// <summary>Operations of each relay in its life, those of earlier runs among them.</summary>
        public long[] Wear { get; }

        /// <summary>Whether a relay seems not to close.</summary>
        public bool SeemsNotToClose(int load)
        {
            return _toldNotClosing[load];
        }

        /// <summary>Whether a relay has used up four fifths of its life.</summary>
        public bool IsWorn(int load)
        {
            return Wear[load] * 5 >= _life[load] * 4L;
        }

        /// <summary>Notes that a load was switched.</summary>
        /// <param name="load">The load, in its new state.</param>
        /// <param name="lastedMs">How long the state before has lasted, ms.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Operated(Load load, long lastedMs, long nowMs)
        {
            int i = load.Index;
            _operatedMs[i][_count[i] % _perHour[i]] = nowMs;
            _count[i]++;
            Wear[i]++;
            if (!load.IsOn)
            {
                CountPeriod(load, lastedMs, nowMs);
            }

            _drew[i] = false;
            if (IsWorn(i) && !_toldWorn[i])
            {
                _toldWorn[i] = true;
                _events.Add(nowMs, EventKind.RelayWorn, i, 0, 0, (int)Wear[i]);
            }
        }

        /// <summary>
        /// Whether a load was switched as often as it may be in an hour. The last operation of the hour is kept for switching off:
        /// what runs can always be ended for the grid.
        /// </summary>
        public bool Rests(int load, long nowMs)
        {
            // The place for the next operation still holds the oldest of the last so many.
            int kept = _loads[load].IsOn ? 0 : 1;
            return _count[load] + kept >= _perHour[load] && nowMs - _operatedMs[load][(_count[load] + kept) % _perHour[load]] < HourMs;
        }

        /// <summary>Looks at the contacts and states its claims.</summary>
        public void Step(ClaimTable claims, long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                Watch(load, nowMs);
                if (!Rests(i, nowMs) || load.Critical)
                {
                    continue;
                }

                if (load.IsOn && load.MostW > 0)
                {
                    int leastW = load.IsModulating ? load.LeastRunW > 0 ? load.LeastRunW : load.StepW : load.RatedW;
                    claims.Narrow(Rank.Protection, i, leastW, load.MostW, ClaimTable.NoWish, Reason.RelayRests);
                }
                else if (!load.IsOn)
                {
                    claims.Narrow(Rank.Protection, i, 0, 0, ClaimTable.NoWish, Reason.RelayRests);
                }
            }
        }

        private void Watch(Load load, long nowMs)
        {
            int i = load.Index;
            if (!load.HasContact || !_draw.IsMeasured(load))
            {
                _drawsOffSinceMs[i] = -1;
                return;
            }

            int drawnW = _draw.PowerW[i];
            bool draws = drawnW > LoadDraw.NoticeableW && drawnW > load.RatedW / 20;
            if (load.IsOn || !draws)
            {
                _drew[i] |= draws;
                _drawsOffSinceMs[i] = -1;

                // While it is on it may be tried again; only when it is off it shows whether it has opened.
                load.IsWelded = false;
                if (_toldWelded[i] && !load.IsOn)
                {
                    _toldWelded[i] = false;
                    _events.Add(nowMs, EventKind.ContactRestored, i, 0, 0, 0);
                }

                return;
            }

            if (_drawsOffSinceMs[i] < 0)
            {
                _drawsOffSinceMs[i] = nowMs;
            }
            else if (!load.IsWelded && nowMs - _drawsOffSinceMs[i] >= WeldedAfterMs && nowMs - load.ChangedMs >= WeldedAfterMs)
            {
                load.IsWelded = true;
                if (!_toldWelded[i])
                {
                    _toldWelded[i] = true;
                    _events.Add(nowMs, EventKind.ContactWelded, i, 0, 0, drawnW);
                }
            }
        }

        /// <summary>A period on has ended: did anything flow?</summary>
        private void CountPeriod(Load load, long lastedMs, long nowMs)
        {
            int i = load.Index;
            if (!_draw.IsMeasured(load))
            {
                return;
            }

            if (_drew[i])
            {
                _drewPeriods[i]++;
                _idlePeriods[i] = 0;
                _toldNotClosing[i] = false;
            }
            else if (lastedMs >= ShouldDrawAfterMs)
            {
                _idlePeriods[i]++;
                if (_idlePeriods[i] >= IdleOften && _drewPeriods[i] >= DrewOften && !_toldNotClosing[i])
                {
                    _toldNotClosing[i] = true;
                    _events.Add(nowMs, EventKind.ContactNotClosing, i, 0, 0, 0);
                }
            }
        }
    }
}
