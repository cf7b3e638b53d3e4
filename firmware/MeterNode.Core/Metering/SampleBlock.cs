namespace MeterNode.Core.Metering
{
    /// <summary>
    /// A few milliseconds of samples in the order in which they were taken. Flat arrays, made once: what fills them and what
    /// reads them are the hot path.
    /// </summary>
    public sealed class SampleBlock
    {
        /// <summary>Makes a block.</summary>
        /// <param name="capacity">The most samples that it holds.</param>
        public SampleBlock(int capacity)
        {
            Circuit = new int[capacity];
            TimeUs = new long[capacity];
            ShuntUv = new int[capacity];
            BusMv = new int[capacity];
            HasShunt = new bool[capacity];
            HasBus = new bool[capacity];
            Status = new SampleStatus[capacity];
        }

        /// <summary>Index of the circuit.</summary>
        public int[] Circuit { get; }

        /// <summary>
        /// When the value stood at the input (the middle of its conversion), µs of the board's monotonic timer, less <see cref="LagUs"/>.
        /// A visit that reads both inputs makes two samples, each with its own time: their difference is the skew of the two conversions.
        /// </summary>
        public long[] TimeUs { get; }

        /// <summary>Voltage across the shunt input, µV; valid where <see cref="HasShunt"/>.</summary>
        public int[] ShuntUv { get; }

        /// <summary>Voltage at the bus input, mV; valid where <see cref="HasBus"/>.</summary>
        public int[] BusMv { get; }

        /// <summary>Whether the sample is one of the shunt input.</summary>
        public bool[] HasShunt { get; }

        /// <summary>Whether the sample is one of the bus input.</summary>
        public bool[] HasBus { get; }

        /// <summary>What became of the read; only <see cref="SampleStatus.Ok"/> carries values.</summary>
        public SampleStatus[] Status { get; }

        /// <summary>
        /// How many samples at the block's beginning are fresh ones of the shunt alone: what takes them need look at nothing but
        /// circuit, time and value. 0 where a source makes no such promise, and after any failure.
        /// </summary>
        public int PlainCount { get; set; }

        /// <summary>What is to be added to every <see cref="TimeUs"/> of the block, µs: a constant of the source.</summary>
        public long LagUs { get; set; }

        /// <summary>
        /// The mains' phase for what takes the next samples: in 2^-64 turns, wrapped, an instant's is instant · <see cref="StepPerUs"/>
        /// + this. Set by the meter behind every block.
        /// </summary>
        public long PhaseOffset { get; set; }

        /// <summary>Phase steps for one µs, in 2^-64 turns; 0 before the first block is through.</summary>
        public long StepPerUs { get; set; }

        /// <summary>How many samples the block holds now.</summary>
        public int Count { get; set; }

        /// <summary>When the block was finished, µs of the board's monotonic timer.</summary>
        public long EndUs { get; set; }
    }
}
