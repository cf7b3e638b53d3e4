using System;
using System.Collections.Generic;

namespace VirtualHome.Traces
{
    /// <summary>Recorded prices, as whoever publishes them to the node needs them.</summary>
    public sealed class PriceSeries
    {
        private readonly List<PriceSlot> _slots = new List<PriceSlot>();

        /// <summary>Takes the prices from a recording.</summary>
        /// <param name="trace">A recording of the kind <see cref="TraceKind.Prices"/>.</param>
        /// <exception cref="ArgumentException">It is of another kind.</exception>
        public PriceSeries(Trace trace)
        {
            ArgumentNullException.ThrowIfNull(trace);
            if (trace.Kind != TraceKind.Prices)
            {
                throw new ArgumentException(trace.File + " holds no prices.", nameof(trace));
            }

            var import = trace.Values(TraceColumn.ImportPence);
            var export = trace.Values(TraceColumn.ExportPence);
            for (int i = 0; i < trace.Rows; i++)
            {
                double lengthS = i + 1 < trace.Rows ? trace.TimesS[i + 1] - trace.TimesS[i] : trace.StepS;
                _slots.Add(new PriceSlot(trace.FirstUtc.AddSeconds(trace.TimesS[i]), lengthS, import[i], export[i]));
            }
        }

        /// <summary>Every slot, in order of time.</summary>
        public IReadOnlyList<PriceSlot> Slots => _slots;

        /// <summary>The slots that begin before the end of a time and end after its beginning.</summary>
        /// <param name="fromUtc">Beginning.</param>
        /// <param name="toUtc">End.</param>
        /// <returns>The slots, in order of time; none when the recording does not reach there.</returns>
        public IReadOnlyList<PriceSlot> Between(DateTime fromUtc, DateTime toUtc)
        {
            return _slots.FindAll(slot => slot.StartUtc < toUtc && slot.StartUtc.AddSeconds(slot.LengthS) > fromUtc);
        }
    }
}
