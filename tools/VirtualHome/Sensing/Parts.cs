using VirtualHome.Chance;

namespace VirtualHome.Sensing
{
    /// <summary>Ideal and typical sensing parts.</summary>
    public static class Parts
    {
        /// <summary>A clamp without errors.</summary>
        /// <param name="ratedA">Rated primary current, A rms.</param>
        /// <returns>The part.</returns>
        public static CtProperties IdealCt(double ratedA = FrontEnd.CtRatedA)
        {
            return new CtProperties { RatedA = ratedA };
        }

        /// <summary>A clamp as it comes from the shop: class 1 in ratio, 0.3 to 1.5 degrees, 1 % burden.</summary>
        /// <param name="ratedA">Rated primary current, A rms.</param>
        /// <param name="seed">What its errors follow from.</param>
        /// <returns>The part.</returns>
        public static CtProperties TypicalCt(double ratedA, ulong seed)
        {
            var random = new SeededRandom(seed);
            double phase = random.Between(0.3, 0.7);
            return new CtProperties
            {
                RatedA = ratedA,
                BurdenOhm = FrontEnd.BurdenOhm * (1 + random.Between(-0.01, 0.01)),
                RatioError = random.Between(-0.005, 0.005),
                SmallCurrentRatioError = -random.Between(0.002, 0.006),
                PhaseErrorDegrees = phase,
                SmallCurrentPhaseErrorDegrees = phase + random.Between(0.3, 0.8),
                SaturationPeakA = ratedA * random.Between(1.7, 2.0),
            };
        }

        /// <summary>A mains reference without errors.</summary>
        /// <returns>The part.</returns>
        public static ReferenceProperties IdealReference()
        {
            return new ReferenceProperties();
        }

        /// <summary>A small mains transformer with divider and bias of 1 % resistors.</summary>
        /// <param name="seed">What its errors follow from.</param>
        /// <returns>The part.</returns>
        public static ReferenceProperties TypicalReference(ulong seed)
        {
            var random = new SeededRandom(seed);
            return new ReferenceProperties
            {
                BiasV = FrontEnd.BiasV * (1 + random.Between(-0.01, 0.01)),
                RatioError = random.Between(-0.03, 0.03),
                PhaseErrorDegrees = random.Between(0.5, 2.5),
                SaturationShare = random.Between(0.001, 0.004),
            };
        }
    }
}
