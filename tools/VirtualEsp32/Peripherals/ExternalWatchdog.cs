using System;
using VirtualEsp32.Kernel;

namespace VirtualEsp32.Peripherals
{
    /// <summary>
    /// The watchdog chip beside the processor: resets it when the heartbeat pin has stood still for too long. After every start it
    /// waits longer for the first edge, since the runtime has to boot.
    /// </summary>
    public sealed class ExternalWatchdog
    {
        private readonly VirtualBoard _board;
        private readonly int _pin;
        private long _lastEdgeUs;
        private long _resetUs;
        private bool _fed;
        private long _lookOrder;

        /// <summary>Connects a watchdog to a pin and to the processor's reset.</summary>
        /// <param name="board">The board.</param>
        /// <param name="pin">GPIO number of the heartbeat.</param>
        /// <param name="timeoutUs">Longest time between two edges, µs.</param>
        /// <param name="firstTimeoutUs">Longest time from the start of <c>Main</c> to the first edge, µs; not less.</param>
        public ExternalWatchdog(VirtualBoard board, int pin, long timeoutUs = 10_000_000, long firstTimeoutUs = 60_000_000)
        {
            ArgumentNullException.ThrowIfNull(board);
            ArgumentOutOfRangeException.ThrowIfLessThan(timeoutUs, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(firstTimeoutUs, timeoutUs);
            _board = board;
            _pin = pin;
            TimeoutUs = timeoutUs;
            FirstTimeoutUs = firstTimeoutUs;
            _resetUs = board.Scheduler.NowUs;
            board.Pins.OutputChanged += OnOutputChanged;
            board.Pins.BoardReset += OnBoardReset;
            LookAt(_resetUs + TimeoutUs);
        }

        /// <summary>Longest time between two edges, µs.</summary>
        public long TimeoutUs { get; }

        /// <summary>Longest time from a start to the first edge, µs.</summary>
        public long FirstTimeoutUs { get; }

        /// <summary>How often it has reset the board.</summary>
        public int Resets { get; private set; }

        private void OnOutputChanged(int pin, bool high, long timeUs)
        {
            if (pin == _pin)
            {
                _lastEdgeUs = timeUs;
                if (!_fed)
                {
                    // From the first edge on it waits no longer than the shorter time.
                    _fed = true;
                    LookAt(DeadlineUs());
                }
            }
        }

        private void OnBoardReset()
        {
            _resetUs = _board.Scheduler.NowUs;
            _fed = false;
        }

        private long DeadlineUs()
        {
            return _fed ? _lastEdgeUs + TimeoutUs : Math.Max(_resetUs, _board.BootUs) + FirstTimeoutUs;
        }

        /// <summary>One pending look that moves on by itself while edges come.</summary>
        private void Check()
        {
            long now = _board.Scheduler.NowUs;
            if (!_board.Powered)
            {
                // Without power it counts nothing; looked at often enough to start anew with the board.
                _resetUs = now;
                LookAt(now + TimeoutUs);
                return;
            }

            if (DeadlineUs() <= now)
            {
                Resets++;
                _board.Reset(ResetCause.Watchdog);
            }

            LookAt(DeadlineUs());
        }

        private void LookAt(long timeUs)
        {
            long order = ++_lookOrder;
            _board.Scheduler.At(timeUs, () =>
            {
                if (order == _lookOrder)
                {
                    Check();
                }
            });
        }
    }
}
