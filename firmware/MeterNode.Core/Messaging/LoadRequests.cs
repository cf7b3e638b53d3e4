using System.Text;
using MeterNode.Core.Loads;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Messaging
{
    /// <summary>Understands plain load requests and answers each of them on <c>reply</c>.</summary>
    public sealed class LoadRequests
    {
        private const int LongestPayload = 16;

        private readonly NodeSettings _settings;
        private readonly Topics _topics;
        private readonly OrchestratorDesk _desk;
        private readonly JsonWriter _json = new JsonWriter(256);

        /// <summary>Makes the reader of requests.</summary>
        public LoadRequests(NodeSettings settings, Topics topics, OrchestratorDesk desk)
        {
            _settings = settings;
            _topics = topics;
            _desk = desk;
        }

        /// <summary>Requests refused since the start.</summary>
        public int Refused { get; private set; }

        /// <summary>Takes one message of the load topics.</summary>
        /// <param name="topic">Its topic.</param>
        /// <param name="payload">Its bytes: <c>on</c>, <c>off</c> or <c>auto</c>.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>The reply's bytes.</returns>
        public byte[] Handle(string topic, byte[] payload, long nowMs)
        {
            string? name = _topics.LoadOf(topic);
            int load = name == null ? -1 : _settings.LoadIndex(name);
            string? refusal = null;
            if (load < 0)
            {
                refusal = "no load of that name";
            }
            else if (!TryParse(payload, out var mode))
            {
                refusal = "allowed are on, off and auto";
            }
            else if (!_desk.TryRequest(load, mode, nowMs))
            {
                refusal = "too soon after the last change; allowed is one in " + (OrchestratorDesk.LeastIntervalMs / 1000) + " s";
            }

            _json.Reset().BeginObject();
            if (load >= 0)
            {
                _json.Text("load", _settings.Loads[load].Name);
            }

            _json.Flag("ok", refusal == null);
            if (refusal != null)
            {
                Refused++;
                _json.Text("error", refusal);
            }

            return _json.EndObject().ToArray();
        }

        private static bool TryParse(byte[] payload, out RequestMode mode)
        {
            mode = RequestMode.Auto;
            if (payload.Length == 0 || payload.Length > LongestPayload)
            {
                return false;
            }

            // Byte by byte: a payload that is no UTF-8 must not get as far as a decoder that throws.
            for (int i = 0; i < payload.Length; i++)
            {
                if (payload[i] < 'A' || payload[i] > 'z')
                {
                    return false;
                }
            }

            switch (Encoding.UTF8.GetString(payload, 0, payload.Length).ToLower())
            {
                case "on":
                    mode = RequestMode.On;
                    return true;
                case "off":
                    mode = RequestMode.Off;
                    return true;
                case "auto":
                    return true;
                default:
                    return false;
            }
        }
    }
}
