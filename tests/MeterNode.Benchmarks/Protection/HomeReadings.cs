namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What a controller gets at each step. One object for the whole day, overwritten before each step.</summary>
    internal sealed class HomeReadings
    {
        /// <summary>A current that is not measured.</summary>
        public const int Unknown = -1;

        /// <summary>Makes the readings of a home.</summary>
        public HomeReadings(int phases, int loads)
        {
            FastCurrentMa = new int[phases];
            GridPowerW = new int[phases];
            LoadCurrentMa = new int[loads];
            LoadPowerW = new int[loads];
            RequestW = new int[loads];
        }

        /// <summary>ms since midnight.</summary>
        public long NowMs { get; set; }

        /// <summary>Current of each phase of the supply over the last two or three cadences, mA rms.</summary>
        public int[] FastCurrentMa { get; }

        /// <summary>Active power of each phase over the last second, W; below 0 is export.</summary>
        public int[] GridPowerW { get; }

        /// <summary>Whether this step brought new values of a second.</summary>
        public bool IsNewSecond { get; set; }

        /// <summary>Mains frequency over the last second, mHz.</summary>
        public int FrequencyMhz { get; set; } = 50_000;

        /// <summary>Current of each load's own circuit, on each of its phases, mA rms; <see cref="Unknown"/> without a CT. Every 100 ms.</summary>
        public int[] LoadCurrentMa { get; }

        /// <summary>Active power of each load's own circuit at the last full second, W; below 0 is given, as by a battery. Without a CT 0.</summary>
        public int[] LoadPowerW { get; }

        /// <summary>
        /// What owner and plan ask each load to have at this time, W: its rating to run as it wants, 0 to be off, below 0 to
        /// discharge a battery. A thermostat, a full car or an empty garage may still draw nothing.
        /// </summary>
        public int[] RequestW { get; }
    }
}
