namespace MeterNode.Core.Metering
{
    /// <summary>What is known of every circuit now; written by the <see cref="Meter"/>, read by everybody.</summary>
    public sealed class Readings
    {
        /// <summary>Makes the readings of some circuits, all of them lost until measured.</summary>
        /// <param name="circuits">How many.</param>
        public Readings(int circuits)
        {
            FastCurrentMa = new int[circuits];
            CurrentMa = new int[circuits];
            PowerMw = new int[circuits];
            Flags = new ReadingFlags[circuits];
            Energy = new EnergyRegister[circuits];
            for (int i = 0; i < circuits; i++)
            {
                Flags[i] = ReadingFlags.Lost;
                Energy[i] = new EnergyRegister();
            }
        }

        /// <summary>How many circuits there are.</summary>
        public int Count => CurrentMa.Length;

        /// <summary>Rms current of the last tenth of a second, mA: what protection goes by.</summary>
        public int[] FastCurrentMa { get; }

        /// <summary>Rms current of the last second, mA.</summary>
        public int[] CurrentMa { get; }

        /// <summary>Active power of the last second, mW; negative is export.</summary>
        public int[] PowerMw { get; }

        /// <summary>What is wrong with each circuit.</summary>
        public ReadingFlags[] Flags { get; }

        /// <summary>Energy of each circuit.</summary>
        public EnergyRegister[] Energy { get; }

        /// <summary>Rms mains voltage, mV; 0 without a reference.</summary>
        public int VoltageMv { get; internal set; }

        /// <summary>Mains frequency, mHz; 0 without a reference.</summary>
        public int FrequencyMhz { get; internal set; }

        /// <summary>Rises with every fast window, so that a reader knows whether <see cref="FastCurrentMa"/> is new.</summary>
        public int FastSequence { get; set; }

        /// <summary>Whether protection can go by a circuit's current.</summary>
        public bool IsCurrentKnown(int circuit)
        {
            return (Flags[circuit] & (ReadingFlags.Lost | ReadingFlags.Saturated)) == ReadingFlags.None;
        }
    }
}
