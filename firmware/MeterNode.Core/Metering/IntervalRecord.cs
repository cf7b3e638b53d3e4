namespace MeterNode.Core.Metering
{
    /// <summary>The energy of one finished interval, by circuit.</summary>
    public sealed class IntervalRecord
    {
        /// <summary>Makes an empty record.</summary>
        /// <param name="circuits">How many circuits.</param>
        public IntervalRecord(int circuits)
        {
            ImportMws = new long[circuits];
            ExportMws = new long[circuits];
            InductiveMvars = new long[circuits];
            CapacitiveMvars = new long[circuits];
            Flags = new ReadingFlags[circuits];
        }

        /// <summary>Its number since the start; no two are equal and none is left out.</summary>
        public int Sequence { get; internal set; }

        /// <summary>When it ended, ms of the monotonic clock.</summary>
        public long EndMs { get; internal set; }

        /// <summary>How long it was, ms.</summary>
        public long DurationMs { get; internal set; }

        /// <summary>Active energy taken, mWs.</summary>
        public long[] ImportMws { get; }

        /// <summary>Active energy given, mWs.</summary>
        public long[] ExportMws { get; }

        /// <summary>Reactive energy while the current lagged, mvars.</summary>
        public long[] InductiveMvars { get; }

        /// <summary>Reactive energy while the current led, mvars.</summary>
        public long[] CapacitiveMvars { get; }

        /// <summary>Everything that was wrong with a circuit at some time in the interval.</summary>
        public ReadingFlags[] Flags { get; }
    }
}
