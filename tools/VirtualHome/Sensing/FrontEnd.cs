namespace VirtualHome.Sensing
{
    /// <summary>
    /// What the board's analog front end is designed to be: the figures that the firmware's settings begin with, before any
    /// calibration.
    /// </summary>
    public static class FrontEnd
    {
        /// <summary>Rated primary current of the usual clamp, A rms.</summary>
        public const double CtRatedA = 100;

        /// <summary>Its secondary current at that, A rms.</summary>
        public const double CtSecondaryA = 0.05;

        /// <summary>
        /// Burden across the INA219's shunt input, Ω. Rated current makes 215 mV rms, 304 mV at the crest of a sine: inside the
        /// range of 320 mV with 5 % to spare.
        /// </summary>
        public const double BurdenOhm = 4.3;

        /// <summary>Volts at the shunt input per ampere in the circuit: 2.15 mV.</summary>
        public const double ShuntVoltsPerAmp = CtSecondaryA / CtRatedA * BurdenOhm;

        /// <summary>Mains voltage at which the reference is rated, V rms.</summary>
        public const double MainsRatedV = 230;

        /// <summary>What the reference transformer gives at the rated mains voltage, V rms.</summary>
        public const double ReferenceRatedV = 3;

        /// <summary>Volts at the bus input per volt of the mains.</summary>
        public const double BusVoltsPerMainsVolt = ReferenceRatedV / MainsRatedV;

        /// <summary>
        /// Bias of the reference, V: the middle of the INA219's 16 V range. The rated reference swings from 3.76 to 12.24 V; the
        /// range ends at a mains voltage of 433 V rms, so that surges stay visible.
        /// </summary>
        public const double BiasV = 8;
    }
}
