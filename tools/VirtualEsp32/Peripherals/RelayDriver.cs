using System;

namespace VirtualEsp32.Peripherals
{
    /// <summary>A relay or contactor with its driver. Bounce of the contact is left out.</summary>
    public sealed class RelayDriver
    {
        private readonly VirtualBoard _board;
        private readonly int _pin;
        private readonly HeartbeatSupply? _supply;
        private bool _coilOn;
        private bool _pulledIn;
        private long _motion;
        private RelayFault _fault;

        /// <summary>Connects a relay to the board.</summary>
        /// <param name="board">The board.</param>
        /// <param name="pin">GPIO number of the driver's input; high turns the coil on.</param>
        /// <param name="supply">What feeds the coil; null is the board's own supply.</param>
        /// <param name="contact">Which way its contact is at rest.</param>
        /// <param name="operateUs">From current in the coil to the moved contact, µs.</param>
        /// <param name="releaseUs">From the end of the current to the contact at rest, µs.</param>
        public RelayDriver(
            VirtualBoard board,
            int pin,
            HeartbeatSupply? supply = null,
            RelayContact contact = RelayContact.NormallyOpen,
            long operateUs = 10_000,
            long releaseUs = 5_000)
        {
            ArgumentNullException.ThrowIfNull(board);
            ArgumentOutOfRangeException.ThrowIfNegative(operateUs);
            ArgumentOutOfRangeException.ThrowIfNegative(releaseUs);
            _board = board;
            _pin = pin;
            _supply = supply;
            Contact = contact;
            OperateUs = operateUs;
            ReleaseUs = releaseUs;
            ContactClosed = contact == RelayContact.NormallyClosed;
            board.Pins.OutputChanged += OnOutputChanged;
            if (supply is not null)
            {
                supply.Changed += OnSupplyChanged;
            }

            UpdateCoil();
        }

        /// <summary>Raised when the contact has moved.</summary>
        public event ContactChangedHandler? ContactChanged;

        /// <summary>Which way the contact is at rest.</summary>
        public RelayContact Contact { get; }

        /// <summary>From current in the coil to the moved contact, µs.</summary>
        public long OperateUs { get; }

        /// <summary>From the end of the current to the contact at rest, µs.</summary>
        public long ReleaseUs { get; }

        /// <summary>Whether current flows in the coil.</summary>
        public bool CoilOn => _coilOn;

        /// <summary>Whether the contact is closed now.</summary>
        public bool ContactClosed { get; private set; }

        /// <summary>How often the armature was pulled in: what a relay's mechanical life is counted in.</summary>
        public int Operations { get; private set; }

        /// <summary>What is wrong with the contact; takes effect at once.</summary>
        public RelayFault Fault
        {
            get => _fault;

            set
            {
                _fault = value;
                UpdateContact();
            }
        }

        private void OnOutputChanged(int pin, bool high, long timeUs)
        {
            if (pin == _pin)
            {
                UpdateCoil();
            }
        }

        private void OnSupplyChanged(bool alive, long timeUs)
        {
            UpdateCoil();
        }

        private void UpdateCoil()
        {
            bool on = _board.Pins.IsOutputHigh(_pin) && (_supply is null || _supply.Alive);
            if (on == _coilOn)
            {
                return;
            }

            // A coil that changes its mind before the armature has moved calls the motion off.
            _coilOn = on;
            long motion = ++_motion;
            _board.Scheduler.At(_board.Scheduler.NowUs + (on ? OperateUs : ReleaseUs), () =>
            {
                if (motion == _motion)
                {
                    MoveArmature(on);
                }
            });
        }

        private void MoveArmature(bool pulledIn)
        {
            if (pulledIn == _pulledIn)
            {
                return;
            }

            _pulledIn = pulledIn;
            if (pulledIn)
            {
                Operations++;
            }

            UpdateContact();
        }

        private void UpdateContact()
        {
            bool closed = _fault switch
            {
                RelayFault.Welded => true,
                RelayFault.StuckOpen => false,
                _ => _pulledIn == (Contact == RelayContact.NormallyOpen),
            };
            if (closed != ContactClosed)
            {
                ContactClosed = closed;
                ContactChanged?.Invoke(closed, _board.Scheduler.NowUs);
            }
        }
    }
}
