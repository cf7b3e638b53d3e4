using MeterNode.Core.Settings;

namespace MeterNode.Services.Tariffs
{
    /// <summary>
    /// Understands a <c>prices</c> message: <c>{"start":"2026-10-25T22:00Z","slot_min":15,"import_per_kwh":[0.21,null],"export_per_kwh":[...]}</c>.
    /// What it refuses changes nothing.
    /// </summary>
    public static class PricesMessage
    {
        private const int LongestStart = 32;
        private const double Most = PriceTable.MostMicro / 1000000;

        /// <summary>Reads a message.</summary>
        /// <param name="json">Its object.</param>
        /// <param name="text">Its text: the platform's JSON reader makes times of texts and forgets their offset.</param>
        /// <param name="table">Is filled.</param>
        /// <exception cref="SettingsException">It cannot be understood; the message names key and what is allowed.</exception>
        public static void Read(JsonSection json, string text, PriceTable table)
        {
            json.Value("start");
            string start = TextOf(text, "\"start\"");
            if (!UtcText.TryRead(start, out int startMin))
            {
                throw new SettingsException("start", "is \"" + start + "\"; allowed is a UTC time of whole minutes such as 2026-10-25T22:00Z");
            }

            int slotMin = json.Int("slot_min", 15, 60, 60);
            if (!PriceTable.IsLength(slotMin))
            {
                throw new SettingsException("slot_min", "is " + slotMin + "; allowed is 15, 30 or 60");
            }

            if (startMin % slotMin != 0)
            {
                throw new SettingsException("start", "is \"" + start + "\"; allowed is a whole multiple of slot_min, " + slotMin + " min");
            }

            var import = json.Numbers("import_per_kwh", PriceTable.MostSlots, -Most, Most);
            var export = json.Numbers("export_per_kwh", PriceTable.MostSlots, -Most, Most);
            json.Finish();
            int count = import != null ? import.Length : export != null ? export.Length : 0;
            if (count == 0)
            {
                throw new SettingsException("import_per_kwh", "is missing; allowed are import_per_kwh, export_per_kwh or both");
            }

            if (export != null && export.Length != count)
            {
                throw new SettingsException("export_per_kwh", "has " + export.Length + " entries; allowed are as many as import_per_kwh has, " + count);
            }

            table.Begin(startMin, slotMin);
            for (int i = 0; i < count; i++)
            {
                table.Add(Micro(import, i), Micro(export, i));
            }
        }

        /// <summary>A price in millionths.</summary>
        public static int Micro(double perKwh)
        {
            return (int)((perKwh * 1000000) + (perKwh < 0 ? -0.5 : 0.5));
        }

        private static int Micro(double[]? prices, int i)
        {
            return prices == null || double.IsNaN(prices[i]) ? PriceTable.Unknown : Micro(prices[i]);
        }

        /// <summary>The text behind a key; empty where something else is there.</summary>
        private static string TextOf(string text, string key)
        {
            int at = text.IndexOf(key);
            int begin = at < 0 ? -1 : text.IndexOf('"', at + key.Length);
            int end = begin < 0 ? -1 : text.IndexOf('"', begin + 1);
            if (end < 0 || end - begin > LongestStart || text.Substring(at + key.Length, begin - at - key.Length).Trim() != ":")
            {
                return "";
            }

            return text.Substring(begin + 1, end - begin - 1);
        }
    }
}
