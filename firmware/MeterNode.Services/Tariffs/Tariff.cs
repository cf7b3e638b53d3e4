using System;
using MeterNode.Core.Grid;
using MeterNode.Core.Messaging;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Tariffs
{
    /// <summary>
    /// What energy costs now and later. The link's thread puts prices in, the planning thread has those of now told to the control loop
    /// and plans with the others. A price of now that was told as such goes before that of the slot for as long as it holds. Slots count
    /// only while the clock is set.
    /// </summary>
    public sealed class Tariff
    {
        private const long MsPerMin = 60000;

        private readonly object _gate = new object();
        private readonly PriceTable _slots = new PriceTable();
        private readonly GridInputs _inputs;
        private readonly UtcClock _clock;
        private long _toldUntilMs = long.MinValue;
        private int _followedMin;
        private int _followedVersion = -1;

        /// <summary>Makes a tariff; nothing is known.</summary>
        /// <param name="inputs">Where the control loop has the prices of now.</param>
        /// <param name="clock">The time of day, if known.</param>
        public Tariff(GridInputs inputs, UtcClock clock)
        {
            _inputs = inputs;
            _clock = clock;
        }

        /// <summary>Rises whenever the slots have changed.</summary>
        public int Version { get; private set; }

        /// <summary>A moment of the monotonic clock, min since 1970 UTC; 0 while the clock is not set.</summary>
        public int MinuteAt(long timeMs)
        {
            long ticks = _clock.TicksAt(timeMs);
            return ticks == 0 ? 0 : (int)((ticks - UtcClock.UnixEpochTicks) / TimeSpan.TicksPerMinute);
        }

        /// <summary>Takes the price of now. The link's thread.</summary>
        /// <param name="import">Of import, millionths a kWh, or <see cref="PriceTable.Unknown"/>.</param>
        /// <param name="export">Paid for export, alike.</param>
        /// <param name="untilMs">Until when it holds, ms of the monotonic clock.</param>
        public void Tell(int import, int export, long untilMs)
        {
            lock (_gate)
            {
                _toldUntilMs = untilMs;
                _followedMin = 0;
                _inputs.SetPrices(import, export, untilMs);
            }
        }

        /// <summary>Takes slots. The link's thread.</summary>
        /// <param name="slots">The newer prices; not kept.</param>
        public void Take(PriceTable slots)
        {
            lock (_gate)
            {
                Version += _slots.Take(slots) ? 1 : 0;
            }
        }

        /// <summary>Tells the control loop the prices of the slot that has begun. The planning thread, about once a second.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            int nowMin = MinuteAt(nowMs);
            if (nowMin == 0 || nowMs < _toldUntilMs)
            {
                return;
            }

            lock (_gate)
            {
                int slot = _slots.IndexAt(nowMin);
                int beginMin = slot < 0 ? 0 : _slots.StartMin + (slot * _slots.SlotMin);
                if (nowMs < _toldUntilMs || (beginMin == _followedMin && Version == _followedVersion))
                {
                    return;
                }

                _followedMin = beginMin;
                _followedVersion = Version;
                if (slot >= 0)
                {
                    // The end by the monotonic clock: a clock that is set anew does not make it longer.
                    long leftMs = ((beginMin + _slots.SlotMin - nowMin) * MsPerMin) - PastMinuteMs(nowMs);
                    _inputs.SetPrices(_slots.Import(slot), _slots.Export(slot), nowMs + leftMs);
                }
                else
                {
                    _inputs.SetPrices(PriceTable.Unknown, PriceTable.Unknown, nowMs);
                }
            }
        }

        /// <summary>Prices of the slot after that of now. Any thread.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="import">Of import, millionths a kWh, or <see cref="PriceTable.Unknown"/>.</param>
        /// <param name="export">Paid for export, alike.</param>
        public void Next(long nowMs, out int import, out int export)
        {
            lock (_gate)
            {
                int nowMin = MinuteAt(nowMs);
                int next = nowMin == 0 ? -1 : _slots.IndexAt(nowMin + _slots.SlotMin);
                import = _slots.Import(next);
                export = _slots.Export(next);
            }
        }

        /// <summary>Copies the slots. Any thread.</summary>
        /// <param name="slots">Is filled; the caller's own.</param>
        public void CopyTo(PriceTable slots)
        {
            lock (_gate)
            {
                slots.Clear();
                slots.Take(_slots);
            }
        }

        /// <summary>Reads the record of the slots, before any other thread uses this.</summary>
        /// <returns>Whether it was one.</returns>
        public bool Read(ByteReader reader)
        {
            return _slots.Read(reader);
        }

        /// <summary>Writes the record of the slots. The planning thread.</summary>
        public void Write(ByteWriter writer)
        {
            lock (_gate)
            {
                _slots.Write(writer);
            }
        }

        private long PastMinuteMs(long nowMs)
        {
            return _clock.TicksAt(nowMs) % TimeSpan.TicksPerMinute / TimeSpan.TicksPerMillisecond;
        }
    }
}
