using System;
using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>
    /// An induction hob: some minutes at full power, then simmering, for which its inverters work part of every six seconds.
    /// </summary>
    public sealed class Hob : Appliance
    {
        private const double BoostS = 300;
        private const double PeriodS = 6;

        private readonly HobSettings _settings;
        private readonly DailyUse _uses;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="seed">What its use follows from.</param>
        public Hob(HobSettings settings, ulong seed)
            : base(settings, LoadShapes.Drive)
        {
            _settings = settings;
            _uses = new DailyUse(UsagePattern.Cooking, settings.UsesADay, 600, 2400, seed);
        }

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            if (!_uses.IsInUse(home, out var use))
            {
                DemandW = 0;
                return;
            }

            // One zone or both, by the strength of the use.
            double powerW = _settings.PowerW * (use.Level < 0.5 ? 0.5 : 1);
            double sinceS = home.LocalS - use.StartS;
            double onS = Math.Round(2 + (2 * use.Level));
            DemandW = sinceS < BoostS || sinceS % PeriodS < onS ? powerW : 0;
        }
    }
}
