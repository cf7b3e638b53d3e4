using System;
using VirtualHome.Traces;
using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>
    /// A charging point with its car (IEC 61851-1 mode 3): offers a current of 6 A or more or pauses, and the car takes what it
    /// is offered, a few seconds later and with a soft ramp. With a recording, the recorded power is what the car would draw.
    /// </summary>
    public sealed class EvCharger : Appliance
    {
        /// <summary>Least current that can be offered, A (IEC 61851-1 table A.8: a duty cycle of 10 %).</summary>
        public const double LeastA = 6;

        private const double ReadyS = 4;
        private const double UpAPerS = 4;
        private const double DownAPerS = 40;
        private const double TaperFromShare = 0.95;
        private const double IntoBattery = 0.9;

        private readonly EvChargerSettings _settings;
        private readonly ulong _seed;
        private readonly TracePlayer? _recording;
        private readonly Ramp _current = new Ramp(UpAPerS, DownAPerS);
        private double _offeredA;
        private double _permittedS;
        private long _day = long.MinValue;
        private CarDay _yesterday;
        private CarDay _today;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="seed">What the car's days follow from.</param>
        /// <param name="recording">A recording of an EV charger's power, or null.</param>
        public EvCharger(EvChargerSettings settings, ulong seed, TracePlayer? recording)
            : base(settings, LoadShapes.CarCharger)
        {
            _settings = settings;
            _seed = seed;
            _recording = recording;
            _offeredA = settings.RatedA;
            ChargeShare = settings.FirstChargeShare;
        }

        /// <summary>Whether a car is plugged in.</summary>
        public bool PluggedIn { get; private set; }

        /// <summary>The car's state of charge, 0 to 1; stands still with a recording.</summary>
        public double ChargeShare { get; private set; }

        /// <summary>The current that the car takes a phase, A.</summary>
        public double CurrentA => _current.Value;

        /// <inheritdoc />
        public override bool Ramping => _current.Moving;

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            ArgumentNullException.ThrowIfNull(home);
            double wantedA = _recording is null ? LiveCarA(dtS, home) : RecordedCarA(_recording, home);
            double targetA = Math.Min(_offeredA, wantedA);
            if (targetA < LeastA || !Energized(home))
            {
                // The car has to let go within seconds; below 6 A its charger is off.
                _permittedS = 0;
                double fallingA = Energized(home) && PluggedIn ? _current.Step(0, dtS) : 0;
                if (fallingA < LeastA)
                {
                    _current.Set(0);
                }
            }
            else
            {
                _permittedS += dtS;
                if (_current.Value > 0 || _permittedS >= ReadyS)
                {
                    bool starting = _current.Value < LeastA;
                    if (starting)
                    {
                        _current.Set(LeastA);
                    }

                    _current.Step(targetA, starting ? 0 : dtS);
                }
            }

            DemandW = _current.Value * home.NominalV * Circuits.Count * Shape.DisplacementFactor;
        }

        internal override void SetPoint(double value)
        {
            _offeredA = double.IsNaN(value) ? _settings.RatedA : value < LeastA ? 0 : Math.Min(value, _settings.RatedA);
        }

        private double RecordedCarA(TracePlayer recording, HomeContext home)
        {
            double powerW = recording.Held(TraceColumn.EvW, home.TimeS);
            PluggedIn = powerW > 0;
            double amps = powerW / (home.NominalV * Circuits.Count);

            // A recorded standby of some watts is a plugged car that does not charge.
            return amps < LeastA ? 0 : amps;
        }

        private double LiveCarA(double dtS, HomeContext home)
        {
            ChargeShare = Math.Min(1, ChargeShare + (Math.Max(0, PowerW) * IntoBattery * dtS / (3.6e6 * _settings.CapacityKWh)));
            if (home.LocalDay != _day)
            {
                _day = home.LocalDay;
                _yesterday = CarDay.Draw(_settings, _seed, _day - 1);
                _today = CarDay.Draw(_settings, _seed, _day);
            }

            double hour = home.LocalHour;
            bool plugged = (hour < _today.LeavesHour && _yesterday.PlugsIn) || (hour >= _today.ArrivesHour && _today.PlugsIn);
            if (plugged && !PluggedIn && hour >= _today.ArrivesHour)
            {
                ChargeShare = Math.Max(0.05, ChargeShare - (_today.UsedKWh / _settings.CapacityKWh));
            }

            PluggedIn = plugged;
            if (!plugged || ChargeShare >= _settings.TargetShare)
            {
                return 0;
            }

            double taper = Math.Min(1, (1 - ChargeShare) / (1 - TaperFromShare));
            return Math.Max(LeastA, _settings.CarMostA * taper);
        }
    }
}
