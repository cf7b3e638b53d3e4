using System;
using System.Collections.Generic;

namespace VirtualHome.Mains
{
    /// <summary>What the supply of a home is like.</summary>
    public sealed record MainsSettings
    {
        /// <summary>Nominal voltage from a phase to neutral, V rms.</summary>
        public double VoltageV { get; init; } = 230;

        /// <summary>Nominal frequency, Hz.</summary>
        public double FrequencyHz { get; init; } = 50;

        /// <summary>1 or 3 phases; the others follow the first by 120 and 240 degrees.</summary>
        public int Phases { get; init; } = 1;

        /// <summary>Rating of the main fuse, A a phase. Nothing in the model trips on it: it is what reports compare with.</summary>
        public double FuseA { get; init; } = 60;

        /// <summary>
        /// Resistance from the transformer to the consumer unit and back, Ω. A UK PME supply may have up to 0.35 Ω in all
        /// (declared maximum of the network operators); a usual town supply has about a third of it.
        /// </summary>
        public double SourceResistanceOhm { get; init; } = 0.12;

        /// <summary>Reactance of the same way at the nominal frequency, Ω.</summary>
        public double SourceReactanceOhm { get; init; } = 0.04;

        /// <summary>Standard deviation of the slow wander of the voltage before the source impedance, V.</summary>
        public double VoltageWanderV { get; init; } = 2;

        /// <summary>
        /// Standard deviation of the wander of the frequency, Hz. The default looks like Great Britain, which stays in its
        /// operational range of 49.8 to 50.2 Hz nearly always; the wander is held in plus and minus 0.2 Hz.
        /// </summary>
        public double FrequencyWanderHz { get; init; } = 0.06;

        /// <summary>Third harmonic of the voltage as a share of the fundamental.</summary>
        public double ThirdHarmonic { get; init; } = 0.01;

        /// <summary>Fifth harmonic of the voltage as a share of the fundamental.</summary>
        public double FifthHarmonic { get; init; } = 0.02;

        /// <summary>Seventh harmonic of the voltage as a share of the fundamental.</summary>
        public double SeventhHarmonic { get; init; } = 0.01;

        /// <summary>Scripted courses of the frequency; values in Hz.</summary>
        public IReadOnlyList<ScriptedChange> FrequencyScript { get; init; } = Array.Empty<ScriptedChange>();

        /// <summary>Scripted courses of the voltage before the source impedance; values in V rms.</summary>
        public IReadOnlyList<ScriptedChange> VoltageScript { get; init; } = Array.Empty<ScriptedChange>();

        /// <summary>When the supply is gone.</summary>
        public IReadOnlyList<Outage> Outages { get; init; } = Array.Empty<Outage>();

        /// <summary>The same supply without wander, harmonics or source impedance, for tests that compare with arithmetic.</summary>
        /// <returns>A copy.</returns>
        public MainsSettings Stiff()
        {
            return this with
            {
                SourceResistanceOhm = 0,
                SourceReactanceOhm = 0,
                VoltageWanderV = 0,
                FrequencyWanderHz = 0,
                ThirdHarmonic = 0,
                FifthHarmonic = 0,
                SeventhHarmonic = 0,
            };
        }
    }
}
