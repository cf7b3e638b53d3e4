using VirtualHome.Chance;
using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>A hot-water tank with an immersion heater, its thermostat, its loss to the airing cupboard and its draw-offs.</summary>
    public sealed class ImmersionHeater : Appliance
    {
        private const double WaterJPerLitreK = 4186;
        private const double ColdC = 12;
        private const double CupboardC = 20;
        private const double HysteresisK = 5;
        private const double LitresPerS = 0.1;

        private readonly ImmersionHeaterSettings _settings;
        private readonly DailyUse _drawOffs;
        private bool _thermostatClosed;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="seed">What its draw-offs follow from.</param>
        public ImmersionHeater(ImmersionHeaterSettings settings, ulong seed)
            : base(settings, LoadShapes.Heater)
        {
            _settings = settings;
            _drawOffs = new DailyUse(UsagePattern.Washing, settings.DrawOffsADay, 30, 360, SeededRandom.Derive(seed, "hot water"));
            TankC = new SeededRandom(seed).Between(settings.SetC - 15, settings.SetC);
        }

        /// <summary>Temperature of the water, °C; the tank is taken as mixed.</summary>
        public double TankC { get; private set; }

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            double drawnLitres = _drawOffs.IsInUse(home, out var use) ? LitresPerS * (0.4 + (0.6 * use.Level)) * dtS : 0;
            double lossWPerK = _settings.LossKWhADay * 1000 / 24 / (_settings.SetC - CupboardC);
            double gainJ = (PowerW - (lossWPerK * (TankC - CupboardC))) * dtS;
            TankC += (gainJ / (WaterJPerLitreK * _settings.Litres)) - (drawnLitres * (TankC - ColdC) / _settings.Litres);

            _thermostatClosed = TankC < _settings.SetC - HysteresisK || (_thermostatClosed && TankC < _settings.SetC);
            DemandW = _thermostatClosed ? _settings.PowerW : 0;
        }
    }
}
