namespace MeterNode.Core.Metering
{
    /// <summary>
    /// The finished second of one circuit, copied for whoever wants to see its waveform. Handed over without a lock: the link's
    /// thread asks and then keeps off; the control loop copies when it comes by the circuit, and then keeps off; each counts up a
    /// number that the other only reads. Costs the control loop a comparison a channel, and 64 + 30 numbers when it was asked.
    /// </summary>
    public sealed class WaveformCapture
    {
        private int _asked;
        private int _finished;

        /// <summary>Whether what was asked for is not there yet.</summary>
        public bool IsPending => _asked != _finished;

        /// <summary>The circuit that was asked for.</summary>
        public int Circuit { get; private set; }

        /// <summary>When it was copied, µs of the board's monotonic timer.</summary>
        public long TimeUs { get; private set; }

        /// <summary>Mains frequency of the second, mHz; 0 when it is not known.</summary>
        public int FrequencyMhz { get; private set; }

        /// <summary>What is wrong with the circuit; with most of it there is no waveform.</summary>
        public ReadingFlags Flags { get; internal set; }

        /// <summary>Samples by phase bin, packed as <see cref="PhaseTables.Bin"/>, µV.</summary>
        public long[] Bins { get; } = new long[BinFit.Bins];

        /// <summary>Offset of the samples, µV.</summary>
        public double OffsetUv { get; internal set; }

        /// <summary>Amperes rms for one µV of amplitude, corrected.</summary>
        public double AmperesPerUv { get; internal set; }

        /// <summary>Cosine amplitude of what was fitted to the samples, by order 1, 3, 5, 7, 9, µV.</summary>
        public double[] FitCosine { get; } = new double[BinFit.Orders];

        /// <summary>Sine amplitude of it, µV.</summary>
        public double[] FitSine { get; } = new double[BinFit.Orders];

        /// <summary>Real part of the corrected current by order, A rms.</summary>
        public double[] CurrentReal { get; } = new double[BinFit.Orders];

        /// <summary>Imaginary part of it, A rms.</summary>
        public double[] CurrentImaginary { get; } = new double[BinFit.Orders];

        /// <summary>Real part of the voltage of the circuit's phase by order, V rms.</summary>
        public double[] VoltageReal { get; } = new double[BinFit.Orders];

        /// <summary>Imaginary part of it, V rms.</summary>
        public double[] VoltageImaginary { get; } = new double[BinFit.Orders];

        /// <summary>Asks for a circuit. The link's thread.</summary>
        /// <param name="circuit">Its index.</param>
        /// <returns>Whether nothing else was being waited for.</returns>
        public bool TryAsk(int circuit)
        {
            if (IsPending)
            {
                return false;
            }

            Circuit = circuit;
            _asked++;
            return true;
        }

        /// <summary>Whether a circuit is being waited for. The control loop.</summary>
        internal bool IsWanted(int circuit)
        {
            return _asked != _finished && Circuit == circuit;
        }

        /// <summary>Says that the copy is there. The control loop.</summary>
        internal void Finish(long timeUs, int frequencyMhz)
        {
            TimeUs = timeUs;
            FrequencyMhz = frequencyMhz;
            _finished++;
        }
    }
}
