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
        private readonly Replies _replies;
        private string _id = "";
        private string _askedId = "";
        private bool _isAsked;
        private long _askedMs = long.MinValue / 2;

        /// <summary>Makes the reader of requests.</summary>
        /// <param name="settings">Names of the circuits.</param>
        /// <param name="capture">Where the control loop puts what is asked for.</param>
        /// <param name="replies">Writes the answers.</param>
        public WaveformRequests(NodeSettings settings, WaveformCapture capture, Replies replies)
        {
            _replies = replies;
            _settings = settings;
            _capture = capture;
        }

        /// <summary>Takes one request.</summary>
        /// <param name="payload">Its bytes.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>The reply's bytes when it is refused, otherwise null.</returns>
        public byte[]? Handle(byte[] payload, long nowMs)
        {
            _id = "";
            int circuit = -1;
            string refusal;
            try
            {
                circuit = _settings.CircuitIndex(Read(payload));
                if (circuit < 0)
                {
                    throw new SettingsException("circuit", "is no circuit of this node; allowed are those of state");
                }

                if (_isAsked || nowMs - _askedMs < LeastIntervalMs || !_capture.TryAsk(circuit))
                {
                    throw new SettingsException("", "too soon after the last one; allowed is one in " + (LeastIntervalMs / 1000) + " s");
                }

                _isAsked = true;
                _askedId = _id;
                _askedMs = nowMs;
                return null;
            }
            catch (SettingsException refused)
            {
                refusal = refused.Message;
            }

            _replies.Begin().TextIfAny("circuit", circuit >= 0 ? _settings.Circuits[circuit].Name : "").TextIfAny("id", _id);
            return _replies.End(refusal);
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

        /// <returns>The name of the circuit.</returns>
        /// <exception cref="SettingsException">It is no such request.</exception>
        private string Read(byte[] payload)
        {
            if (payload.Length > 0 && payload[0] == '{')
            {
                var request = JsonText.Parse(payload, LongestPayload, 1, out _);
                _id = request.Text("id", LongestId, "");
                string circuit = request.Name("circuit");
                request.Finish();
                return circuit;
            }

            // What is no UTF-8 must not get as far as a decoder that throws.
            if (payload.Length == 0 || payload.Length > LongestPayload || !JsonText.IsSafe(payload, 0, 1))
            {
                throw new SettingsException("", "allowed is the name of a circuit, or JSON with circuit and id, of at most " + LongestPayload + " bytes");
            }

            return Encoding.UTF8.GetString(payload, 0, payload.Length);
        }
    }
}
