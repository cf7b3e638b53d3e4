using System;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>A home battery: charges and discharges as it is told while it has room and charge.</summary>
    internal sealed class BatteryLoad : ControlledLoad
    {
        private const double BeginsAt = 0.5;
        private const double KeepsShare = 0.1;

        private double _storedJ;

        /// <summary>Makes it half full.</summary>
        public BatteryLoad(LoadSpec spec)
            : base(spec)
        {
            _storedJ = BeginsAt * spec.CapacityJ;
        }

        /// <inheritdoc/>
        protected override double TargetW()
        {
            int told = Math.Clamp(ToldW, -Spec.Load.RatedW, Spec.Load.RatedW);
            double play = 0.002 * Spec.Load.RatedW;
            bool stuck = told > 0 ? _storedJ >= Spec.CapacityJ - play : _storedJ <= (KeepsShare * Spec.CapacityJ) + play;
            return stuck ? 0 : told;
        }

        /// <inheritdoc/>
        protected override double HoldsMs()
        {
            return PowerW switch
            {
                > 0 => 1000 * (Spec.CapacityJ - _storedJ) / PowerW,
                < 0 => 1000 * (_storedJ - (KeepsShare * Spec.CapacityJ)) / -PowerW,
                _ => double.PositiveInfinity,
            };
        }

        /// <inheritdoc/>
        protected override void Flow(double joules)
        {
            _storedJ = Math.Clamp(_storedJ + joules, 0, Spec.CapacityJ);
        }
    }
}
