using System;
using System.Collections;
using System.Text;
using MeterNode.Core;
using MeterNode.Core.Grid;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using nanoFramework.Json;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// Understands <c>limit</c> and <c>price</c> messages and answers each of them on <c>reply</c>. What they say holds for the time
    /// that they give and no longer; a message that is refused changes nothing.
    /// </summary>
    public sealed class GridMessages
    {
        private const int LongestPayload = 512;
        private const int LongestValidS = 24 * 3600;
        private const int MostW = 1000000;

        private readonly Topics _topics;
        private readonly GridInputs _inputs;
        private readonly bool _canBeDimmed;
        private readonly JsonWriter _json = new JsonWriter(256);

        /// <summary>Makes the reader of messages.</summary>
        public GridMessages(NodeSettings settings, Topics topics, GridInputs inputs)
        {
            _topics = topics;
            _inputs = inputs;
            _canBeDimmed = settings.Grid.CanBeDimmed;
        }

        /// <summary>Messages refused since the start.</summary>
        public int Refused { get; private set; }

        /// <summary>Whether a topic is one of these.</summary>
        public bool IsMine(string topic)
        {
            return topic == _topics.Limit || topic == _topics.Price;
        }

        /// <summary>Takes one message.</summary>
        /// <param name="topic">Its topic.</param>
        /// <param name="payload">Its bytes.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>The reply's bytes.</returns>
        public byte[] Handle(string topic, byte[] payload, long nowMs)
        {
            bool limits = topic == _topics.Limit;
            string problem = "";
            try
            {
                var json = new JsonSection(Parse(payload), "");
                if (limits)
                {
                    TakeLimits(json, nowMs);
                }
                else
                {
                    TakePrices(json, nowMs);
                }
            }
            catch (SettingsException refused)
            {
                problem = refused.Message;
            }

            _json.Reset().BeginObject().Text("topic", limits ? "limit" : "price").Flag("ok", problem.Length == 0);
            if (problem.Length > 0)
            {
                Refused++;
                _json.Text("error", problem);
            }

            return _json.EndObject().ToArray();
        }

        private static Hashtable Parse(byte[] payload)
        {
            if (payload.Length > LongestPayload)
            {
                throw new SettingsException("", "the message has " + payload.Length + " bytes; allowed are " + LongestPayload);
            }

            for (int i = 0; i < payload.Length; i++)
            {
                // Byte by byte: what is no plain text must not get as far as a decoder that throws.
                if (payload[i] >= 0x7F || (payload[i] < ' ' && payload[i] != '\n' && payload[i] != '\r' && payload[i] != '\t'))
                {
                    throw new SettingsException("", "the message is no plain text");
                }
            }

            Hashtable? document = null;
            try
            {
                document = JsonConvert.DeserializeObject(Encoding.UTF8.GetString(payload, 0, payload.Length), typeof(Hashtable)) as Hashtable;
            }
            catch (Exception)
            {
                // The library throws half a dozen types, none of which says more than that.
            }

            return document ?? throw new SettingsException("", "the message is no JSON object");
        }

        private static int Watts(JsonSection json, string key, int least)
        {
            return json.Int(key, least, MostW, GridInputs.None);
        }

        private static int Milli(JsonSection json, string key)
        {
            return json.Has(key) ? (int)(json.Real(key, -1000, 1000) * 1000) : (int)json.Real(key, -1000, 1000, GridInputs.None);
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

        private void TakePrices(JsonSection json, long nowMs)
        {
            int import = Milli(json, "import_per_kwh");
            int export = Milli(json, "export_per_kwh");
            int validS = json.Int("valid_s", 1, LongestValidS, 1800);
            json.Finish();
            _inputs.SetPrices(import, export, nowMs + (validS * 1000L));
        }
    }
}
