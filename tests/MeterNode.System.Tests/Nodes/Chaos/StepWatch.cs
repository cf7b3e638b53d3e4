using System;
using MeterNode.Core.Settings;
using VirtualEsp32;

namespace MeterNode.System.Tests.Nodes.Chaos
{
    /// <summary>Times the control steps, on the virtual clock, by the edges of the heartbeat: there is one at the end of every step.</summary>
    internal sealed class StepWatch
    {
        private readonly VirtualBoard _board;
        private readonly int[] _lengths = new int[4000];
        private long _lastUs;
        private long _fromUs = long.MaxValue;

        public StepWatch(VirtualBoard board)
        {
            _board = board;
            board.Pins.OutputChanged += OnEdge;
        }

        /// <summary>The longest time from one step to the next, ms.</summary>
        public double LongestMs { get; private set; }

        /// <summary>The longest time from one step to the next without a TLS handshake in between, ms.</summary>
        public double LongestWithoutHandshakeMs { get; private set; }

        /// <summary>Steps.</summary>
        public long Steps { get; private set; }

        /// <summary>The usual time from one step to the next, ms.</summary>
        public double UsualMs => Quantile(0.5);

        /// <summary>Begins to time: what a start costs is no stall.</summary>
        public void Begin()
        {
            _fromUs = _board.Scheduler.NowUs;
        }

        /// <summary>The time that a share of the steps stays within, ms; 4 s and longer count as 4 s.</summary>
        public double Quantile(double share)
        {
            long left = (long)(share * Steps);
            int ms = 0;
            while (ms < _lengths.Length - 1 && left >= _lengths[ms])
            {
                left -= _lengths[ms++];
            }

            return ms;
        }

        private void OnEdge(int pin, bool high, long timeUs)
        {
            if (pin != BoardPins.Heartbeat)
            {
                return;
            }

            if (_lastUs >= _fromUs)
            {
                double ms = (timeUs - _lastUs) / 1000.0;
                LongestMs = Math.Max(LongestMs, ms);
                LongestWithoutHandshakeMs = ms < _board.Timings.TlsHandshakeUs / 1000.0 ? Math.Max(LongestWithoutHandshakeMs, ms) : LongestWithoutHandshakeMs;
                _lengths[(int)Math.Min(ms, _lengths.Length - 1)]++;
                Steps++;
            }

            _lastUs = timeUs;
        }
    }
}
