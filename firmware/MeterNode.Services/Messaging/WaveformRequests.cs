using System.Text;
using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// Understands requests for a waveform: a circuit's name, or <c>{"circuit":"...","id":"..."}</c>. One at a time and one a
    /// second; what is refused is answered and counted, what is taken is answered by the waveform itself.
    /// </summary>
    public sealed class WaveformRequests
    {
        /// <summary>Shortest time between two waveforms, ms.</summary>
        public const long LeastIntervalMs = 1000;

        private const int LongestPayload = 128;
        private const int LongestId = 24;

        private readonly NodeSettings _settings;
        private readonly WaveformCapture _capture;
        private readonly WaveformMessage _message = new WaveformMessage();
        private readonly JsonWriter _json = new JsonWriter(128);
        private string _circuit = "";
        private string _id = "";
        private string _askedId = "";
        private bool _isAsked;
        private long _askedMs = long.MinValue / 2;

        /// <summary>Makes the reader of requests.</summary>
        /// <param name="settings">Names of the circuits.</param>
        /// <param name="capture">Where the control loop puts what is asked for.</param>
        public WaveformRequests(NodeSettings settings, WaveformCapture capture)
        {
            _settings = settings;
            _capture = capture;
        }

        /// <summary>Requests refused since the start.</summary>
        public int Refused { get; private set; }

        /// <summary>Takes one request.</summary>
        /// <param name="payload">Its bytes.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>The reply's bytes when it is refused, otherwise null.</returns>
        public byte[]? Handle(byte[] payload, long nowMs)
        {
            _circuit = "";
            _id = "";
            string? refusal = Read(payload);
            int circuit = refusal == null ? _settings.CircuitIndex(_circuit) : -1;
            if (refusal == null && circuit < 0)
            {
                refusal = "no circuit of that name";
            }
            else if (refusal == null && (_isAsked || nowMs - _askedMs < LeastIntervalMs || !_capture.TryAsk(circuit)))
            {
                refusal = "too soon after the last one; allowed is one in " + (LeastIntervalMs / 1000) + " s";
            }

            if (refusal == null)
            {
                _isAsked = true;
                _askedId = _id;
                _askedMs = nowMs;
                return null;
            }

            Refused++;
            _json.Reset().BeginObject();
            if (circuit >= 0)
            {
                _json.Text("circuit", _circuit);
            }

            if (_id.Length > 0)
            {
                _json.Text("id", _id);
            }

            return _json.Flag("ok", false).Text("error", refusal).EndObject().ToArray();
        }

        /// <summary>Writes the waveform that was asked for.</summary>
        /// <param name="json">Is reset and filled.</param>
        /// <param name="clock">The time of day, if known.</param>
        /// <returns>Whether there is one.</returns>
        public bool TryWrite(JsonWriter json, UtcClock clock)
        {
            if (!_isAsked || _capture.IsPending)
            {
                return false;
            }

            _message.Write(json, _settings, _capture, clock, _askedId);
            _isAsked = false;
            return true;
        }

        /// <returns>What is wrong with it, or null.</returns>
        private string? Read(byte[] payload)
        {
            if (payload.Length > 0 && payload[0] == '{')
            {
                try
                {
                    var request = new JsonSection(JsonText.Parse(payload, LongestPayload, 1, out _), "");
                    _id = request.Text("id", LongestId, "");
                    _circuit = request.Name("circuit");
                    request.Finish();
                    return null;
                }
                catch (SettingsException problem)
                {
                    return problem.Message;
                }
            }

            bool plain = payload.Length > 0 && payload.Length <= LongestPayload;
            for (int i = 0; plain && i < payload.Length; i++)
            {
                // Byte by byte: a payload that is no UTF-8 must not get as far as a decoder that throws.
                plain = payload[i] >= ' ' && payload[i] <= '~';
            }

            if (!plain)
            {
                return "allowed is the name of a circuit, or JSON with circuit and id, of at most " + LongestPayload + " characters";
            }

            _circuit = Encoding.UTF8.GetString(payload, 0, payload.Length);
            return null;
        }
    }
}
