namespace MeterNode.Services.Storage
{
    /// <summary>
    /// Adds up the intervals of an hour: energy and faults are kept, only their place within the hour is lost. Hours are those of
    /// UTC where the time was known, else those of the monotonic clock of one start of the node. Intervals that were measured
    /// under other names of the circuits stay apart.
    /// </summary>
    public sealed class IntervalThinner : ILogThinner
    {
        private const long HourMs = 3600000;

        private readonly CircuitNames _names;
        private readonly IntervalEntry _older;
        private readonly IntervalEntry _newer;

        /// <summary>Makes a thinner.</summary>
        /// <param name="names">Knows which starts of the node had the same circuits.</param>
        /// <param name="circuits">How many circuits the entries have at most.</param>
        public IntervalThinner(CircuitNames names, int circuits)
        {
            _names = names;
            _older = new IntervalEntry(circuits);
            _newer = new IntervalEntry(circuits);
        }

        /// <inheritdoc/>
        public int Merge(byte[] older, int olderLength, byte[] newer, int newerOffset, int newerLength)
        {
            bool readable = _older.Read(older, 0, olderLength) && _newer.Read(newer, newerOffset, newerLength);
            if (!readable
                || _older.IsUtc != _newer.IsUtc
                || _older.Count != _newer.Count
                || (_older.Boot != _newer.Boot && (!_older.IsUtc || !_names.AreSame(_older.Boot, _newer.Boot)))
                || HourOf(_older) != HourOf(_newer))
            {
                return 0;
            }

            _older.Add(_newer);
            return _older.Write(older, 0);
        }

        /// <summary>The hour that an interval ended in; one that ends with an hour belongs to it.</summary>
        private static long HourOf(IntervalEntry entry)
        {
            return (entry.EndMs - 1) / HourMs;
        }
    }
}
