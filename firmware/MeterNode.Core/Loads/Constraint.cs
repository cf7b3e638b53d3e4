namespace MeterNode.Core.Loads
{
    /// <summary>
    /// One limit that several loads share: the current of a phase, contract power, an import or export limit, an inverter's rating.
    /// Its owner says at every step how much room there is; the <see cref="LoadAllocator"/> turns that into ceilings for the loads.
    /// A constraint on export counts what loads give: its direction is -1, and a ceiling holds the power given.
    /// </summary>
    public sealed class Constraint
    {
        /// <summary>No ceiling.</summary>
        public const int Free = int.MaxValue;

        /// <summary>Makes a constraint.</summary>
        /// <param name="loads">How many loads the node has.</param>
        /// <param name="rank">With which rank it claims.</param>
        /// <param name="reason">Why it claims.</param>
        /// <param name="phase">The phase that it is about, 0 to 2, or -1 for all together.</param>
        /// <param name="direction">1 for what is drawn, -1 for what is given.</param>
        public Constraint(int loads, Rank rank, Reason reason, int phase, int direction)
        {
            Rank = rank;
            Reason = reason;
            Phase = phase;
            Direction = direction;
            IsMember = new bool[loads];
            CeilingW = new int[loads];
            LoweredMs = new long[loads];
            RaisedMs = new long[loads];
            for (int i = 0; i < loads; i++)
            {
                CeilingW[i] = Free;
                LoweredMs[i] = long.MinValue / 2;
                RaisedMs[i] = long.MinValue / 2;
            }
        }

        /// <summary>With which rank it claims.</summary>
        public Rank Rank { get; }

        /// <summary>Why it claims.</summary>
        public Reason Reason { get; }

        /// <summary>Its phase, 0 to 2, or -1.</summary>
        public int Phase { get; }

        /// <summary>1 for what is drawn, -1 for what is given.</summary>
        public int Direction { get; }

        /// <summary>Which loads it may limit.</summary>
        public bool[] IsMember { get; }

        /// <summary>What it lets each load have at most, W in its direction; <see cref="Free"/> for any.</summary>
        public int[] CeilingW { get; }

        /// <summary>When each ceiling was last lowered, ms.</summary>
        public long[] LoweredMs { get; }

        /// <summary>When each ceiling was last raised, ms.</summary>
        public long[] RaisedMs { get; }

        /// <summary>For how long its room may not show yet what a load's own readings show, ms: twice the time over which it is averaged.</summary>
        public int LagMs { get; set; }

        /// <summary>Whether what one load gives makes room for what another draws.</summary>
        public bool IsNet { get; set; } = true;

        /// <summary>Whether it applies now.</summary>
        public bool IsActive { get; set; }

        /// <summary>What may be added without reaching it, W; negative by what is too much.</summary>
        public int RoomW { get; set; }

        /// <summary>What has to stay free beyond that before a load is started, W.</summary>
        public int StartMarginW { get; set; }

        /// <summary>What it asks for.</summary>
        public Urgency Urgency { get; set; }

        /// <summary>Whether its ceilings have been taken back since it last applied.</summary>
        public bool IsReleased { get; internal set; }

        /// <summary>Whether it asked for less at the last step and found nothing more to take.</summary>
        public bool IsUnrelieved { get; internal set; }
    }
}
