namespace VirtualHome.Sensing
{
    /// <summary>The isolated mains reference of one phase, with the errors of the part.</summary>
    public sealed record ReferenceProperties
    {
        /// <summary>Volts at the bus input per volt of the mains, without the ratio error.</summary>
        public double VoltsPerMainsVolt { get; init; } = FrontEnd.BusVoltsPerMainsVolt;

        /// <summary>True bias, V.</summary>
        public double BiasV { get; init; } = FrontEnd.BiasV;

        /// <summary>Ratio error at the rated voltage as a share.</summary>
        public double RatioError { get; init; }

        /// <summary>How far the output leads the mains, degrees at the fundamental.</summary>
        public double PhaseErrorDegrees { get; init; }

        /// <summary>
        /// Third harmonic that the core adds at the rated voltage, as a share of the fundamental; it grows with the square of
        /// the voltage, while the gain falls by three times as much.
        /// </summary>
        public double SaturationShare { get; init; }
    }
}
