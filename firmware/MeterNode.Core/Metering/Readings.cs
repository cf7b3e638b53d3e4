using MeterNode.Core.Metering.Wiring;

namespace MeterNode.Core.Metering
{
    /// <summary>What is known of every circuit now; written by the <see cref="Meter"/>, read by everybody.</summary>
    public sealed class Readings
    {
        /// <summary>Phases that a home can have.</summary>
        public const int Phases = 3;

        /// <summary>Harmonics of the voltage that are told: orders 3, 5 and 7.</summary>
        public const int VoltageHarmonics = 3;

        /// <summary>Makes the readings of some circuits, all of them lost until measured.</summary>
        /// <param name="circuits">How many.</param>
        public Readings(int circuits)
        {
            FastCurrentMa = new int[circuits];
            CurrentMa = new int[circuits];
            PowerMw = new int[circuits];
            ReactiveMvar = new int[circuits];
            ApparentMva = new int[circuits];
            PowerFactorPermille = new int[circuits];
            FundamentalRealMa = new float[circuits];
            FundamentalImaginaryMa = new float[circuits];
            ThirdHarmonicMa = new int[circuits];
            Samples = new int[circuits];
            Flags = new ReadingFlags[circuits];
            Wiring = new WiringFault[circuits];
            Energy = new EnergyRegister[circuits];
            for (int i = 0; i < circuits; i++)
            {
                Flags[i] = ReadingFlags.Lost;
                Energy[i] = new EnergyRegister();
            }
        }

        /// <summary>How many circuits there are.</summary>
        public int Count => CurrentMa.Length;

        /// <summary>Rms current of the last 50 ms (the supply) to 100 ms (the others), mA: what protection goes by.</summary>
        public int[] FastCurrentMa { get; }

        /// <summary>Rms current of the last second, harmonics to the 9th included, mA.</summary>
        public int[] CurrentMa { get; }

        /// <summary>Active power of the last second, harmonics included, mW; negative is export.</summary>
        public int[] PowerMw { get; }

        /// <summary>Reactive power of the fundamental (IEEE 1459, Q1), mvar; positive while the current lags.</summary>
        public int[] ReactiveMvar { get; }

        /// <summary>Apparent power, mVA: rms voltage times rms current.</summary>
        public int[] ApparentMva { get; }

        /// <summary>
        /// Power factor in thousandths: active over apparent power. Its sign is the active power's; whether the current lags or
        /// leads is the sign of <see cref="ReactiveMvar"/>.
        /// </summary>
        public int[] PowerFactorPermille { get; }

        /// <summary>
        /// Part of the current's fundamental in phase with its phase's voltage, mA rms. Not cut off below the starting current:
        /// calibration and diagnosis look at it.
        /// </summary>
        public float[] FundamentalRealMa { get; }

        /// <summary>Part of the current's fundamental a quarter cycle ahead of its phase's voltage, mA rms; negative while it lags.</summary>
        public float[] FundamentalImaginaryMa { get; }

        /// <summary>Third harmonic of the current, mA rms.</summary>
        public int[] ThirdHarmonicMa { get; }

        /// <summary>Samples in the last second's window.</summary>
        public int[] Samples { get; }

        /// <summary>What is wrong with each circuit.</summary>
        public ReadingFlags[] Flags { get; }

        /// <summary>What the diagnosis holds against the wiring of each circuit's clamp; written by the wiring watch.</summary>
        public WiringFault[] Wiring { get; }

        /// <summary>Energy of each circuit.</summary>
        public EnergyRegister[] Energy { get; }

        /// <summary>Rms mains voltage of the supply's phase, mV; 0 without a reference.</summary>
        public int VoltageMv { get; internal set; }

        /// <summary>Rms voltage by phase, mV; 0 where it is not known. Derived phases repeat the supply's.</summary>
        public int[] PhaseVoltageMv { get; } = new int[Phases];

        /// <summary>Sum of the active power of the circuits on a phase beside the supply's own, by phase, mW.</summary>
        public long[] PhasePowerMw { get; } = new long[Phases];

        /// <summary>Harmonics 3, 5 and 7 of the supply's voltage, thousandths of its fundamental.</summary>
        public int[] VoltageHarmonicPermille { get; } = new int[VoltageHarmonics];

        /// <summary>Mains frequency of the last second, mHz; 0 without a reference.</summary>
        public int FrequencyMhz { get; internal set; }

        /// <summary>Mains frequency as it is followed, 0.1 s behind, mHz; 0 without a reference.</summary>
        public int FastFrequencyMhz { get; set; }

        /// <summary>Mains frequency of the last ten seconds, mHz; 0 before the first and without a reference.</summary>
        public int TenSecondFrequencyMhz { get; internal set; }

        /// <summary>Rises with every fast window, so that a reader knows whether <see cref="FastCurrentMa"/> is new.</summary>
        public int FastSequence { get; set; }

        /// <summary>Rises with every finished second, when all readings of that second are in.</summary>
        public int SecondSequence { get; set; }

        /// <summary>Whether protection can go by a circuit's current.</summary>
        public bool IsCurrentKnown(int circuit)
        {
            return (Flags[circuit] & (ReadingFlags.Lost | ReadingFlags.Saturated)) == ReadingFlags.None;
        }

        /// <summary>Whether a circuit's clamp agrees with everything else that is known.</summary>
        public bool IsConsistent(int circuit)
        {
            return Wiring[circuit] == WiringFault.None;
        }
    }
}
