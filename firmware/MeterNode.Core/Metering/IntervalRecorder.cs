namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Cuts the energy registers into intervals of five minutes: aligned to the hour where the time of day is known, counted from
    /// the start where not. A step of the clock makes one interval shorter or longer and loses or repeats nothing. Finished
    /// records wait in a ring for whoever publishes them.
    /// </summary>
    public sealed class IntervalRecorder
    {
        /// <summary>Length of an interval, ms.</summary>
        public const long IntervalMs = 300000;

        private const long TicksPerMs = 10000;

        private readonly Readings _readings;
        private readonly IntervalRecord[] _ring;
        private readonly long[] _import;
        private readonly long[] _export;
        private readonly long[] _inductive;
        private readonly long[] _capacitive;
        private readonly ReadingFlags[] _flags;
        private long _startMs = -1;
        private long _slot = -1;
        private int _written;
        private int _taken;
        private int _lost;

        /// <summary>Makes a recorder.</summary>
        /// <param name="readings">The registers that it cuts up.</param>
        /// <param name="capacity">Finished records that can wait; the oldest gives way, and <see cref="Lost"/> counts it.</param>
        public IntervalRecorder(Readings readings, int capacity)
        {
            _readings = readings;
            _ring = new IntervalRecord[capacity];
            for (int i = 0; i < capacity; i++)
            {
                _ring[i] = new IntervalRecord(readings.Count);
            }

            _import = new long[readings.Count];
            _export = new long[readings.Count];
            _inductive = new long[readings.Count];
            _capacitive = new long[readings.Count];
            _flags = new ReadingFlags[readings.Count];
        }

        /// <summary>Records that were overwritten before anybody took them.</summary>
        public int Lost => _lost + (Oldest > _taken ? Oldest - _taken : 0);

        /// <summary>Records that wait.</summary>
        public int Waiting => _written - (Oldest > _taken ? Oldest : _taken);

        /// <summary>The place of the oldest record that is still there.</summary>
        private int Oldest => _written - _ring.Length;

        /// <summary>The oldest waiting record. The reader's thread only.</summary>
        /// <returns>The record, or null.</returns>
        public IntervalRecord? Peek()
        {
            return Peek(0);
        }

        /// <summary>
        /// The first waiting record after another. The reader's thread only. With no room left the recorder overwrites the oldest:
        /// whoever has read one looks at its number once more.
        /// </summary>
        /// <param name="after"><see cref="IntervalRecord.Sequence"/> of the other; 0 for none.</param>
        /// <returns>The record, or null.</returns>
        public IntervalRecord? Peek(int after)
        {
            SkipOverwritten();
            int next = after > _taken ? after : _taken;
            return next >= _written ? null : _ring[next % _ring.Length];
        }

        /// <summary>Gives all records up to one up. The reader's thread only.</summary>
        /// <param name="sequence">Its number.</param>
        public void Take(int sequence)
        {
            SkipOverwritten();
            if (sequence > _taken && sequence <= _written)
            {
                _taken = sequence;
            }
        }

        /// <summary>Looks whether an interval has ended. Allocates nothing.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="utcTicks">The time of day in ticks of 100 ns, or 0 where it is not known.</param>
        /// <returns>Whether a record was finished.</returns>
        public bool Step(long nowMs, long utcTicks)
        {
            for (int i = 0; i < _flags.Length; i++)
            {
                _flags[i] |= _readings.Flags[i];
            }

            long slot = utcTicks > 0 ? utcTicks / TicksPerMs / IntervalMs : -1;
            if (_startMs < 0)
            {
                Begin(nowMs, slot);
                return false;
            }

            bool ended = slot >= 0 && _slot >= 0 ? slot != _slot : nowMs - _startMs >= IntervalMs;
            if (!ended)
            {
                _slot = _slot < 0 ? slot : _slot;
                return false;
            }

            Finish(nowMs);
            Begin(nowMs, slot);
            return true;
        }

        private void Finish(long nowMs)
        {
            // The number goes first: a reader that is at this record sees that it is no longer the one that it was.
            var record = _ring[_written % _ring.Length];
            record.Sequence = _written + 1;
            record.EndMs = nowMs;
            record.DurationMs = nowMs - _startMs;
            for (int i = 0; i < _flags.Length; i++)
            {
                var energy = _readings.Energy[i];
                record.ImportMws[i] = energy.ImportMws - _import[i];
                record.ExportMws[i] = energy.ExportMws - _export[i];
                record.InductiveMvars[i] = energy.InductiveMvars - _inductive[i];
                record.CapacitiveMvars[i] = energy.CapacitiveMvars - _capacitive[i];
                record.Flags[i] = _flags[i];
            }

            // Last of all: only now does the reader see it.
            _written++;
        }

        private void SkipOverwritten()
        {
            int oldest = Oldest;
            if (oldest > _taken)
            {
                _lost += oldest - _taken;
                _taken = oldest;
            }
        }

        private void Begin(long nowMs, long slot)
        {
            _startMs = nowMs;
            _slot = slot;
            for (int i = 0; i < _flags.Length; i++)
            {
                var energy = _readings.Energy[i];
                _import[i] = energy.ImportMws;
                _export[i] = energy.ExportMws;
                _inductive[i] = energy.InductiveMvars;
                _capacitive[i] = energy.CapacitiveMvars;
                _flags[i] = _readings.Flags[i];
            }
        }
    }
}
