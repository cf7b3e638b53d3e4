using System;
using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>
    /// A home battery: follows a signed set-point within its limits, its charge and its reserve. Without one it rests.
    /// </summary>
    public sealed class Battery : Appliance
    {
        private readonly BatterySettings _settings;
        private readonly double _oneWay;
        private readonly Ramp _power;
        private double _setPointW;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        public Battery(BatterySettings settings)
            : base(settings, LoadShapes.GridInverter)
        {
            _settings = settings;
            _power = new Ramp(2 * settings.PowerW, 2 * settings.PowerW);
            _oneWay = Math.Sqrt(settings.RoundTrip);
            ChargeShare = settings.FirstChargeShare;
        }

        /// <summary>State of charge, 0 to 1.</summary>
        public double ChargeShare { get; private set; }

        /// <inheritdoc />
        public override bool Ramping => _power.Moving;

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            double storedWs = PowerW > 0 ? PowerW * _oneWay * dtS : PowerW / _oneWay * dtS;
            ChargeShare = Math.Clamp(ChargeShare + (storedWs / (3.6e6 * _settings.CapacityKWh)), 0, 1);

            double target = Energized(home) ? Math.Clamp(_setPointW, -_settings.PowerW, _settings.PowerW) : 0;
            if ((target > 0 && ChargeShare >= 1) || (target < 0 && ChargeShare <= _settings.ReserveShare))
            {
                target = 0;
            }

            DemandW = target == 0 ? _power.Set(0) : _power.Step(target, dtS);
        }

        internal override void SetPoint(double value)
        {
            _setPointW = double.IsNaN(value) ? 0 : Math.Clamp(value, -_settings.PowerW, _settings.PowerW);
        }
    }
}
