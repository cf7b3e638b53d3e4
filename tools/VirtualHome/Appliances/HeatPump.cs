using System;
using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>
    /// A modulating air-to-water heat pump and the house that it heats. Keeps its own minimum times, listens to its two
    /// SG-Ready contacts (<c>sg1</c>, <c>sg2</c>) and to a power limit.
    /// </summary>
    public sealed class HeatPump : Appliance
    {
        private const double MinOnS = 600;
        private const double MinOffS = 300;
        private const double LongestLockS = 7200;
        private const double GainsW = 450;
        private const double StandbyW = 12;
        private const double SlewWPerS = 40;
        private const double HysteresisK = 0.4;
        private const double HeatWPerK = 6000;

        private readonly HeatPumpSettings _settings;
        private readonly Ramp _power = new Ramp(SlewWPerS, 5 * SlewWPerS);
        private double _limitW = double.PositiveInfinity;
        private bool _sg1;
        private bool _sg2;
        private bool _running;
        private double _inStateS = MinOffS;
        private double _lockedS;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        public HeatPump(HeatPumpSettings settings)
            : base(settings, LoadShapes.Drive)
        {
            _settings = settings;
            RoomC = settings.SetC - 0.2;
        }

        /// <summary>Temperature of the rooms, °C.</summary>
        public double RoomC { get; private set; }

        /// <summary>Whether the compressor runs.</summary>
        public bool Running => _running;

        /// <summary>The state that the SG-Ready contacts ask for.</summary>
        public SgReady State => (_sg1, _sg2) switch
        {
            (true, false) => SgReady.Lock,
            (false, true) => SgReady.Recommended,
            (true, true) => SgReady.Forced,
            _ => SgReady.Normal,
        };

        /// <inheritdoc />
        public override bool Ramping => _power.Moving;

        /// <inheritdoc />
        protected override bool Working => _running;

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            ArgumentNullException.ThrowIfNull(home);

            // Heat per electricity of a common air-to-water machine at 40 °C flow: catalogue figures of inverter machines lie
            // near this line from -10 to 15 °C outdoors.
            double performance = Math.Clamp(3.3 + (0.09 * home.OutdoorC), 1.8, 5.5);
            double heatW = _running ? Math.Max(0, PowerW) * performance : 0;
            double lossW = _settings.LossWPerK * (RoomC - home.OutdoorC);
            RoomC += (heatW + GainsW - lossW) * dtS / (3.6e6 * _settings.CapacityKWhPerK);

            _inStateS += dtS;
            var state = State;
            _lockedS = state == SgReady.Lock ? _lockedS + dtS : 0;
            bool locked = state == SgReady.Lock && _lockedS < LongestLockS;
            double setC = _settings.SetC + (state == SgReady.Recommended ? 1 : state == SgReady.Forced ? 2.5 : 0);

            double wantedW = (lossW - GainsW + (HeatWPerK * (setC - RoomC))) / performance;
            wantedW = state == SgReady.Forced ? _settings.MostW : Math.Clamp(wantedW, _settings.LeastW, _settings.MostW);
            wantedW = Math.Min(wantedW, _limitW);

            bool allowed = Energized(home) && !locked && _limitW >= _settings.LeastW;
            bool wants = _running
                ? RoomC < setC + HysteresisK || _inStateS < MinOnS
                : RoomC < setC - HysteresisK && _inStateS >= MinOffS;
            bool running = allowed && wants;
            if (running != _running)
            {
                _running = running;
                _inStateS = 0;
            }

            double compressorW = running ? _power.Step(wantedW, dtS) : _power.Set(0);
            DemandW = Energized(home) ? compressorW + StandbyW : 0;
        }

        internal override void SetContact(string contact, bool closed)
        {
            switch (contact)
            {
                case "sg1":
                    _sg1 = closed;
                    break;
                case "sg2":
                    _sg2 = closed;
                    break;
                default:
                    base.SetContact(contact, closed);
                    break;
            }
        }

        internal override void SetPoint(double value)
        {
            _limitW = double.IsNaN(value) ? double.PositiveInfinity : Math.Max(0, value);
        }
    }
}
