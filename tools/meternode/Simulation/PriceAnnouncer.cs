using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VirtualHome.Traces;

namespace MeterNode.Cli.Simulation
{
    /// <summary>
    /// Tells the node the prices as a supplier does: those of today at once, and every day at 16:00 UTC those of tomorrow. Only prices
    /// of slots that a node knows are told: of 15, 30 or 60 minutes, from full ones on.
    /// </summary>
    internal sealed class PriceAnnouncer
    {
        private const int PublishHour = 16;

        // Times of a recording are reckoned in seconds with fractions.
        private static readonly TimeSpan s_tolerance = TimeSpan.FromMilliseconds(100);

        private readonly PriceTimeline _prices;
        private DateTime _toldUntilUtc;

        /// <summary>Makes it.</summary>
        /// <param name="prices">The prices.</param>
        internal PriceAnnouncer(PriceTimeline prices)
        {
            _prices = prices;
        }

        /// <summary>The next message, if one is due.</summary>
        /// <param name="utc">The time now.</param>
        /// <returns>Payload of <c>prices</c>, or null.</returns>
        internal string? Next(DateTime utc)
        {
            var untilUtc = utc.Date.AddDays(utc.Hour >= PublishHour ? 2 : 1);
            if (untilUtc <= _toldUntilUtc)
            {
                return null;
            }

            var fromUtc = _toldUntilUtc > utc ? _toldUntilUtc : utc.Date.AddHours(utc.Hour);
            _toldUntilUtc = untilUtc;
            var slots = _prices.Between(fromUtc, untilUtc).ToArray();
            int minutes = (int)Math.Round(slots[0].LengthS / 60);
            bool isKnown = minutes is 15 or 30 or 60 && slots.Select((slot, i) => (slot.StartUtc - fromUtc.AddMinutes(i * minutes)).Duration() < s_tolerance).All(each => each);
            return isKnown
                ? FormattableString.Invariant($"{{\"start\":\"{fromUtc:yyyy-MM-dd'T'HH:mm'Z'}\",\"slot_min\":{minutes},")
                    + "\"import_per_kwh\":[" + List(slots, slot => slot.ImportPence) + "],\"export_per_kwh\":[" + List(slots, slot => slot.ExportPence) + "]}"
                : null;
        }

        private static string List(IEnumerable<PriceSlot> slots, Func<PriceSlot, double> pence)
        {
            return string.Join(',', slots.Select(slot => (pence(slot) / 100).ToString("0.#####", CultureInfo.InvariantCulture)));
        }
    }
}
