using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>A load that always draws the same: a router, a fan, a heater for a test.</summary>
    public sealed class SteadyLoad : Appliance
    {
        private readonly double _powerW;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        public SteadyLoad(SteadyLoadSettings settings)
            : base(settings, settings.Shape)
        {
            _powerW = settings.PowerW;
        }

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            DemandW = _powerW;
        }
    }
}
