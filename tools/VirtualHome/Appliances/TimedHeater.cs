using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>A heater that people switch on for a few minutes, a few times a day: a kettle, an electric shower.</summary>
    public sealed class TimedHeater : Appliance
    {
        private readonly TimedHeaterSettings _settings;
        private readonly DailyUse _uses;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="seed">What its use follows from.</param>
        public TimedHeater(TimedHeaterSettings settings, ulong seed)
            : base(settings, LoadShapes.Heater)
        {
            _settings = settings;
            _uses = new DailyUse(settings.Hours, settings.UsesADay, settings.LeastS, settings.MostS, seed);
        }

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            DemandW = _uses.IsInUse(home, out _) ? _settings.PowerW : 0;
        }
    }
}
