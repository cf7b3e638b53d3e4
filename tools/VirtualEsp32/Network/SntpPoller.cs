using System;
using VirtualEsp32.Kernel;

namespace VirtualEsp32.Network
{
    /// <summary>
    /// The SNTP client of the platform's network stack. It starts by itself when the board gets an address, sets the clock to whole
    /// seconds as the platform does (so the clock is up to a second late), and asks again every hour.
    /// </summary>
    internal sealed class SntpPoller
    {
        private const long UpdatePeriodUs = 3_600_000_000;
        private const long FirstRetryUs = 15_000_000;
        private const long MostRetryUs = 150_000_000;

        private readonly VirtualNetwork _network;
        private readonly Scheduler _scheduler;
        private int _generation;

        internal SntpPoller(VirtualNetwork network)
        {
            _network = network;
            _scheduler = network.Board.Scheduler;
        }

        internal bool IsStarted { get; private set; }

        internal string Server1 { get; set; } = "0.pool.ntp.org";

        internal string Server2 { get; set; } = "1.pool.ntp.org";

        /// <summary>Stops and starts the client: the answer comes later, if at all.</summary>
        internal void Restart()
        {
            IsStarted = true;
            Ask(++_generation, FirstRetryUs);
        }

        internal void Stop()
        {
            IsStarted = false;
            _generation++;
        }

        private void Ask(int generation, long retryUs)
        {
            var board = _network.Board;
            _scheduler.At(_scheduler.NowUs + board.Timings.SntpUs, () =>
            {
                if (generation != _generation)
                {
                    return;
                }

                bool answered = _network.Station.HasAddress && _network.TimeServerReachable;
                if (answered)
                {
                    long seconds = board.TrueUtc.Ticks / TimeSpan.TicksPerSecond;
                    board.RtcOffsetTicks = (seconds * TimeSpan.TicksPerSecond) - (_scheduler.NowUs * 10);
                }

                long nextUs = _scheduler.NowUs + (answered ? UpdatePeriodUs : retryUs);
                _scheduler.At(nextUs, () =>
                {
                    if (generation == _generation)
                    {
                        Ask(generation, answered ? FirstRetryUs : Math.Min(retryUs * 2, MostRetryUs));
                    }
                });
            });
        }
    }
}
