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

        /// <summary>Records that nobody took in time.</summary>
        public int Lost { get; private set; }

        /// <summary>Records that wait.</summary>
        public int Waiting => _written - _taken;

        /// <summary>The oldest waiting record; valid until the next <see cref="Step"/>.</summary>
        /// <returns>The record, or null.</returns>
        public IntervalRecord? Peek()
        {
            return Waiting == 0 ? null : _ring[_taken % _ring.Length];
        }

        /// <summary>Gives the oldest waiting record up.</summary>
        public void Take()
        {
            if (Waiting > 0)
            {
                _taken++;
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
            if (Waiting == _ring.Length)
            {
                _taken++;
                Lost++;
            }

            var record = _ring[_written % _ring.Length];
            record.Sequence = ++_written;
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
