namespace VirtualHome.Sensing
{
    /// <summary>A current transformer and its burden, with the errors of the part.</summary>
    public sealed record CtProperties
    {
        /// <summary>Rated primary current, A rms.</summary>
        public double RatedA { get; init; } = FrontEnd.CtRatedA;

        /// <summary>Secondary current at the rated primary current, A rms.</summary>
        public double SecondaryA { get; init; } = FrontEnd.CtSecondaryA;

        /// <summary>True resistance of the burden, Ω.</summary>
        public double BurdenOhm { get; init; } = FrontEnd.BurdenOhm;

        /// <summary>Ratio error at the rated current as a share: 0.005 reads half a percent too much.</summary>
        public double RatioError { get; init; }

        /// <summary>Further ratio error that a very small current has, as a share; it fades like the phase error.</summary>
        public double SmallCurrentRatioError { get; init; }

        /// <summary>
        /// How far the secondary leads at large currents, degrees at the fundamental. Clamps of this size have 0.3 to 1.5
        /// degrees, more at small currents, because the magnetising current does not shrink in proportion.
        /// </summary>
        public double PhaseErrorDegrees { get; init; }

        /// <summary>How far it leads at very small currents, degrees.</summary>
        public double SmallCurrentPhaseErrorDegrees { get; init; }

        /// <summary>Crest of the primary current at which the core begins to saturate, A; infinity for a part that never does.</summary>
        public double SaturationPeakA { get; init; } = double.PositiveInfinity;

        /// <summary>Volts across the true burden per ampere in the circuit, without the ratio error.</summary>
        public double VoltsPerAmp => SecondaryA / RatedA * BurdenOhm;
    }
}
