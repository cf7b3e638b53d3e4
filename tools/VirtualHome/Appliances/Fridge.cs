using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>
    /// A fridge: a thermostat, and a compressor on the mains that draws six times its current for the first third of a second.
    /// </summary>
    public sealed class Fridge : Appliance
    {
        // 40 W come in at 16 K; a kilogram of food has about 3.5 kJ/K. Cycles last about three quarters of an hour.
        private const double LossWPerK = 2.5;
        private const double CapacityJPerK = 36_000;
        private const double CoolingPerWatt = 1.5;
        private const double KitchenC = 20;
        private const double SwitchOnC = 5;
        private const double SwitchOffC = 3;
        private const double InrushS = 0.3;
        private const double InrushFactor = 4.6;

        private readonly FridgeSettings _settings;
        private bool _wantsCold;
        private bool _running;
        private double _runningS;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="seed">Where in its cycle it begins.</param>
        public Fridge(FridgeSettings settings, ulong seed)
            : base(settings, LoadShapes.Motor)
        {
            _settings = settings;
            InsideC = new Chance.SeededRandom(seed).Between(SwitchOffC, SwitchOnC);
        }

        /// <summary>Temperature inside, °C.</summary>
        public double InsideC { get; private set; }

        /// <inheritdoc />
        public override bool Ramping => _running && _runningS < InrushS;

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            double coolingW = _running ? CoolingPerWatt * _settings.PowerW : 0;
            InsideC += ((LossWPerK * (KitchenC - InsideC)) - coolingW) * dtS / CapacityJPerK;
            _wantsCold = InsideC >= SwitchOnC || (_wantsCold && InsideC > SwitchOffC);

            bool running = _wantsCold && Energized(home);
            _runningS = running && _running ? _runningS + dtS : 0;
            _running = running;

            // Six times the current at power factor 0.5 is 4.6 times the power at 0.65.
            Shape = Ramping ? LoadShapes.MotorStart : LoadShapes.Motor;
            DemandW = !running ? 0 : Ramping ? InrushFactor * _settings.PowerW : _settings.PowerW;
        }
    }
}
