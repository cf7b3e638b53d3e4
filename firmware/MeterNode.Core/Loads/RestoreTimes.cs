namespace MeterNode.Core.Loads
{
    /// <summary>Which loads were shed, by what, and for how long they wait before they are given back.</summary>
    public sealed class RestoreTimes
    {
        private readonly long[] _restoredMs;

        /// <summary>Makes it: nothing is shed.</summary>
        /// <param name="loads">How many loads.</param>
        public RestoreTimes(int loads)
        {
            ShedBy = new Constraint?[loads];
            Displaced = new bool[loads];
            ShedMs = new long[loads];
            RoomSinceMs = new long[loads];
            RestoreAfterMs = new long[loads];
            _restoredMs = new long[loads];
            for (int i = 0; i < loads; i++)
            {
                RestoreAfterMs[i] = LoadAllocator.RestoreAfterMs;
                _restoredMs[i] = long.MinValue / 2;
            }
        }

        /// <summary>The constraint that shed each load; null for those that are not shed.</summary>
        public Constraint?[] ShedBy { get; }

        /// <summary>Whether it gave way to a more important load.</summary>
        public bool[] Displaced { get; }

        /// <summary>When it was shed, ms.</summary>
        public long[] ShedMs { get; }

        /// <summary>Since when there has been room for it, ms.</summary>
        public long[] RoomSinceMs { get; }

        /// <summary>For how long there must be room, ms.</summary>
        public long[] RestoreAfterMs { get; }

        /// <summary>Notes that a load was shed.</summary>
        public void Shed(int load, Constraint by, bool displaced, long nowMs)
        {
            ShedBy[load] = by;
            Displaced[load] = displaced;
            ShedMs[load] = nowMs;
            RoomSinceMs[load] = nowMs;
            if (nowMs - _restoredMs[load] < RestoreAfterMs[load] * 4)
            {
                RestoreAfterMs[load] *= 2;
                if (RestoreAfterMs[load] > LoadAllocator.LongestRestoreAfterMs)
                {
                    RestoreAfterMs[load] = LoadAllocator.LongestRestoreAfterMs;
                }
            }
            else
            {
                RestoreAfterMs[load] = LoadAllocator.RestoreAfterMs;
            }
        }

        /// <summary>Notes that a load was given back.</summary>
        public void Restored(int load, long nowMs)
        {
            ShedBy[load] = null;
            Displaced[load] = false;
            _restoredMs[load] = nowMs;
        }
    }
}
