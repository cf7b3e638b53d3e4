using System;
using VirtualHome.Chance;
using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>
    /// A server with accelerators that takes a power budget: works through its jobs within the budget, and suspends below its
    /// floor.
    /// </summary>
    public sealed class ComputeRig : Appliance
    {
        private const double IdleShare = 0.12;
        private const double SuspendedW = 15;
        private const double SlewWPerS = 400;
        private const long PeriodS = 5;

        private readonly ComputeRigSettings _settings;
        private readonly DailyUse _jobs;
        private readonly ulong _seed;
        private readonly Ramp _power = new Ramp(SlewWPerS, SlewWPerS);
        private double _budgetW = double.NaN;
        private long _period = long.MinValue;
        private double _load;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="seed">What its jobs follow from.</param>
        public ComputeRig(ComputeRigSettings settings, ulong seed)
            : base(settings, LoadShapes.CorrectedSupply)
        {
            _settings = settings;
            _seed = seed;
            _jobs = new DailyUse(UsagePattern.Evening, settings.JobsADay, 1800, 10800, seed);
        }

        /// <summary>Work done, as energy that went into it: Wh above idling.</summary>
        public double WorkWh { get; private set; }

        /// <inheritdoc />
        public override bool Ramping => _power.Moving;

        /// <inheritdoc />
        protected override bool Working => PowerW > 1.5 * SuspendedW;

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            WorkWh += Math.Max(0, PowerW - (IdleShare * _settings.PowerW)) * dtS / 3600;
            long period = (long)Math.Floor(home.LocalS / PeriodS);
            if (period != _period)
            {
                // Jobs are uneven; drawn from the time, so that a budget does not move what comes after it.
                _period = period;
                double uneven = new SeededRandom(SeededRandom.Derive(_seed, "load", period)).Between(0.85, 1);
                _load = _jobs.IsInUse(home, out _) ? uneven : 0;
            }

            DemandW = Energized(home) ? _power.Step(TargetW(), dtS) : _power.Set(0);
        }

        internal override void SetPoint(double value)
        {
            _budgetW = value;
        }

        private double TargetW()
        {
            double wantedW = _settings.PowerW * (IdleShare + ((1 - IdleShare) * _load));
            if (double.IsNaN(_budgetW))
            {
                return wantedW;
            }

            return _budgetW < _settings.FloorW ? SuspendedW : Math.Min(wantedW, _budgetW);
        }
    }
}
