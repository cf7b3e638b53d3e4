using System.Threading;
using MeterNode.Core;
using MeterNode.Core.Messaging;

namespace MeterNode.Board.Network
{
    /// <summary>When a TLS handshake may be tried. Its members block the calling thread.</summary>
    internal sealed class HandshakeMoment
    {
        private const int LookMs = 1000;
        private const int ClockLookMs = 200;

        // A handshake stalls the control loop. While the fuse's budget is in use that can wait, but not for ever.
        private const int QuietBudgetPermille = 100;
        private const long QuietWithinMs = 60000;

        // Without the time a certificate that is newer than the board's clock is refused, so a time server gets this long to answer.
        private const long ClockWithinMs = 10000;

        private readonly HomeNetwork _network;
        private readonly UtcClock _clock;
        private readonly NodeSnapshot _snapshot;
        private bool _clockAwaited;

        public HandshakeMoment(HomeNetwork network, UtcClock clock, NodeSnapshot snapshot)
        {
            _network = network;
            _clock = clock;
            _snapshot = snapshot;
        }

        /// <summary>Waits until the clock is set, or nobody seems to set it.</summary>
        public void AwaitClock()
        {
            // Once is enough: where no time server answers, none will for the next attempt either.
            long untilMs = BoardClock.NowMs + (_clockAwaited ? 0 : ClockWithinMs);
            _network.UpdateTime();
            while (!_clock.IsSet && BoardClock.NowMs < untilMs)
            {
                Thread.Sleep(ClockLookMs);
                _network.UpdateTime();
            }

            _clockAwaited = true;
        }

        /// <summary>Waits until the fuse's budget is not in use, for a minute at most.</summary>
        public void AwaitQuiet()
        {
            long untilMs = BoardClock.NowMs + QuietWithinMs;
            while (_snapshot.BudgetPermille > QuietBudgetPermille && BoardClock.NowMs < untilMs)
            {
                Thread.Sleep(LookMs);
            }
        }
    }
}
