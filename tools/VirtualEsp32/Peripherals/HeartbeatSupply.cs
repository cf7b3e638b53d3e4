using System;

namespace VirtualEsp32.Peripherals
{
    /// <summary>
    /// The charge pump that feeds the relay drivers: it supplies only while a pin keeps toggling, so that a stuck processor drops
    /// every relay. A pin that stands still, high or low, does not feed it.
    /// </summary>
    public sealed class HeartbeatSupply
    {
        private readonly VirtualBoard _board;
        private readonly int _pin;
        private long _lastEdgeUs;
        private int _edges;
        private bool _checkPending;

        /// <summary>Connects a charge pump to a pin.</summary>
        /// <param name="board">The board.</param>
        /// <param name="pin">GPIO number of the heartbeat.</param>
        /// <param name="holdUs">How long its capacitor lasts after the last edge, µs.</param>
        /// <param name="edgesToCharge">Edges in a row, none further than the hold time from the next, until it supplies.</param>
        public HeartbeatSupply(VirtualBoard board, int pin, long holdUs = 5_000_000, int edgesToCharge = 6)
        {
            ArgumentNullException.ThrowIfNull(board);
            ArgumentOutOfRangeException.ThrowIfLessThan(holdUs, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(edgesToCharge, 1);
            _board = board;
            _pin = pin;
            HoldUs = holdUs;
            EdgesToCharge = edgesToCharge;
            board.Pins.OutputChanged += OnOutputChanged;
            board.Pins.BoardReset += OnBoardReset;
        }

        /// <summary>Raised when the supply comes or goes.</summary>
        public event SupplyChangedHandler? Changed;

        /// <summary>How long the supply lasts after the last edge, µs.</summary>
        public long HoldUs { get; }

        /// <summary>Edges until it supplies.</summary>
        public int EdgesToCharge { get; }

        /// <summary>Whether the drivers have their supply.</summary>
        public bool Alive { get; private set; }

        private void OnOutputChanged(int pin, bool high, long timeUs)
        {
            if (pin != _pin)
            {
                return;
            }

            bool inTime = timeUs - _lastEdgeUs < HoldUs;
            _edges = inTime ? _edges + 1 : 1;
            _lastEdgeUs = timeUs;
            if (!Alive && _edges >= EdgesToCharge && _board.Powered)
            {
                SetAlive(true);
                ArmCheck();
            }
        }

        private void OnBoardReset()
        {
            if (!_board.Powered)
            {
                _edges = 0;
                SetAlive(false);
            }
        }

        private void ArmCheck()
        {
            if (!_checkPending)
            {
                _checkPending = true;
                _board.Scheduler.At(_lastEdgeUs + HoldUs, Check);
            }
        }

        /// <summary>One pending look a hold time instead of one an edge: it moves on by itself while edges come.</summary>
        private void Check()
        {
            _checkPending = false;
            if (!Alive)
            {
                return;
            }

            if (_board.Scheduler.NowUs - _lastEdgeUs < HoldUs)
            {
                ArmCheck();
                return;
            }

            _edges = 0;
            SetAlive(false);
        }

        private void SetAlive(bool alive)
        {
            if (Alive != alive)
            {
                Alive = alive;
                Changed?.Invoke(alive, _board.Scheduler.NowUs);
            }
        }
    }
}
