using MeterNode.Core.Grid;
using MeterNode.Core.Settings;
using MeterNode.Services.Rates;
using MeterNode.Services.Tariffs;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// Understands <c>limit</c>, <c>price</c> and <c>prices</c> messages and answers each of them on <c>reply</c>. What they say holds
    /// for the time that they give and no longer; a message that is refused changes nothing.
    /// </summary>
    public sealed class GridMessages
    {
        private const int LongestPayload = 512;
        private const int MostDepth = 2;
        private const int LongestValidS = 24 * 3600;
        private const int MostW = 1000000;

        // Two days of prices take a board half a second to read.
        private const int PricesAtOnce = 4;
        private const long PricesPeriodMs = 10000;

        private readonly Topics _topics;
        private readonly GridInputs _inputs;
        private readonly TokenBucket _pricesRate = new TokenBucket(PricesAtOnce, PricesPeriodMs);
        private readonly Tariff _tariff;
        private readonly PriceTable _prices = new PriceTable();
        private readonly bool _canBeDimmed;
        private readonly Replies _replies;

        /// <summary>Makes the reader of messages.</summary>
        public GridMessages(NodeSettings settings, Topics topics, GridInputs inputs, Tariff tariff, Replies replies)
        {
            _topics = topics;
            _inputs = inputs;
            _tariff = tariff;
            _replies = replies;
            _canBeDimmed = settings.Grid.CanBeDimmed;
        }

        /// <summary>Whether a topic is one of these.</summary>
        public bool IsMine(string topic)
        {
            return topic == _topics.Limit || topic == _topics.Price || topic == _topics.Prices;
        }

        /// <summary>Takes one message.</summary>
        /// <param name="topic">Its topic.</param>
        /// <param name="payload">Its bytes.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>The reply's bytes.</returns>
        public byte[] Handle(string topic, byte[] payload, long nowMs)
        {
            string kind = "";
            string? refusal = null;
            try
            {
                if (topic == _topics.Limit)
                {
                    kind = "limit";
                    TakeLimits(Section(payload), nowMs);
                }
                else if (topic == _topics.Price)
                {
                    kind = "price";
                    TakePrice(Section(payload), nowMs);
                }
                else
                {
                    kind = "prices";
                    TakePrices(payload, nowMs);
                }
            }
            catch (SettingsException refused)
            {
                refusal = refused.Message;
            }

            _replies.Begin().Text("topic", kind);
            return _replies.End(refusal);
        }

        private static JsonSection Section(byte[] payload)
        {
            return JsonText.Parse(payload, LongestPayload, MostDepth, out _);
        }

        private static int Watts(JsonSection json, string key, int least)
        {
            return json.Int(key, least, MostW, GridInputs.None);
        }

        private static int Micro(JsonSection json, string key)
        {
            double perKwh = json.Real(key, -1000, 1000, double.NaN);
            return double.IsNaN(perKwh) ? PriceTable.Unknown : PricesMessage.Micro(perKwh);
        }

        private void TakeLimits(JsonSection json, long nowMs)
        {
            int importW = Watts(json, "import_w", 0);
            int exportW = Watts(json, "export_w", 0);
            int dimmedW = Watts(json, "dim_w", 0);
            int validS = json.Int("valid_s", 1, LongestValidS, 900);
            json.Finish();
            if (dimmedW != GridInputs.None && !_canBeDimmed)
            {
                throw new SettingsException("dim_w", "is given; allowed only where grid.dimming is set");
            }

            _inputs.SetLimits(importW, exportW, dimmedW, nowMs + (validS * 1000L));
        }

        private void TakePrice(JsonSection json, long nowMs)
        {
            int import = Micro(json, "import_per_kwh");
            int export = Micro(json, "export_per_kwh");
            int validS = json.Int("valid_s", 1, LongestValidS, 1800);
            json.Finish();
            _tariff.Tell(import, export, nowMs + (validS * 1000L));
        }

        private void TakePrices(byte[] payload, long nowMs)
        {
            if (!_pricesRate.TryTake(nowMs))
            {
                throw new SettingsException("", "prices come too often; allowed are " + PricesAtOnce + " messages at once, then one in " + (PricesPeriodMs / 1000) + " s");
            }

            // An empty message is a retained one that was deleted: what it said no longer holds.
            _prices.Clear();
            if (payload.Length > 0)
            {
                var json = JsonText.Parse(payload, InboundQueue.LongestPayload, MostDepth, out string text);
                PricesMessage.Read(json, text, _prices);
            }

            _tariff.Take(_prices);
        }
    }
}
