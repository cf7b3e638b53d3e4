using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>Lamps behind a phase-cut dimmer, on in the evening.</summary>
    public sealed class Lamps : Appliance
    {
        private readonly LampsSettings _settings;
        private readonly DailyUse _uses;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="seed">What its use follows from.</param>
        public Lamps(LampsSettings settings, ulong seed)
            : base(settings, LoadShapes.PhaseCut(settings.FiringDegrees))
        {
            _settings = settings;
            _uses = new DailyUse(UsagePattern.Evening, settings.UsesADay, 1200, 9000, seed);
        }

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            DemandW = _uses.IsInUse(home, out _) ? _settings.PowerW : 0;
        }
    }
}
