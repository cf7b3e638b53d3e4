using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>An oven: heats up at full power in about ten minutes, then its thermostat switches about once a minute.</summary>
    public sealed class Oven : Appliance
    {
        private const double LossWPerK = 6;
        private const double CapacityJPerK = 6_200;
        private const double KitchenC = 20;
        private const double HysteresisK = 5;

        private readonly OvenSettings _settings;
        private readonly DailyUse _uses;
        private bool _heating;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="seed">What its use follows from.</param>
        public Oven(OvenSettings settings, ulong seed)
            : base(settings, LoadShapes.Heater)
        {
            _settings = settings;
            _uses = new DailyUse(UsagePattern.Cooking, settings.UsesADay, 1500, 4500, seed);
        }

        /// <summary>Temperature inside, °C.</summary>
        public double InsideC { get; private set; } = KitchenC;

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            InsideC += (PowerW - (LossWPerK * (InsideC - KitchenC))) * dtS / CapacityJPerK;
            if (!_uses.IsInUse(home, out var use))
            {
                _heating = false;
                DemandW = 0;
                return;
            }

            double setC = 160 + (60 * use.Level);
            _heating = InsideC < setC - HysteresisK || (_heating && InsideC < setC + HysteresisK);
            DemandW = _heating ? _settings.PowerW : 0;
        }
    }
}
