using System.Text;
using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// Tells loads their powers over MQTT, on the topic and in the form that the settings give. A change goes out at once; every
    /// set-point is repeated now and then, for a charge point that was restarted has forgotten it.
    /// </summary>
    public sealed class SetPointMessages
    {
        /// <summary>A set-point is repeated after this time, ms.</summary>
        public const long RepeatMs = 30000;

        private readonly NodeSettings _settings;
        private readonly SetPoints _setPoints;
        private readonly int[] _sent;
        private readonly long[] _sentMs;
        private readonly string[] _head;
        private readonly string[] _tail;
        private readonly bool[] _amperes;

        /// <summary>Makes it.</summary>
        public SetPointMessages(NodeSettings settings, SetPoints setPoints)
        {
            _settings = settings;
            _setPoints = setPoints;
            int n = setPoints.Count;
            _sent = new int[n];
            _sentMs = new long[n];
            _head = new string[n];
            _tail = new string[n];
            _amperes = new bool[n];
            for (int i = 0; i < n; i++)
            {
                string message = settings.Loads[i].SetPointMessage;
                int at = message.IndexOf("{a}");
                _amperes[i] = at >= 0;
                at = at >= 0 ? at : message.IndexOf("{w}");
                _head[i] = at > 0 ? message.Substring(0, at) : "";
                _tail[i] = at >= 0 && at + 3 < message.Length ? message.Substring(at + 3) : "";
            }
        }

        /// <summary>Forgets what was sent: a new connection, so everything goes out anew.</summary>
        public void Reset()
        {
            for (int i = 0; i < _sent.Length; i++)
            {
                _sent[i] = 0;
            }
        }

        /// <summary>Sends what is due. The link's thread, while connected.</summary>
        /// <param name="link">The connection.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(IBrokerLink link, long nowMs)
        {
            for (int i = 0; i < _sent.Length; i++)
            {
                int sequence = _setPoints.Sequence(i);
                if (sequence == 0 || (sequence == _sent[i] && nowMs - _sentMs[i] < RepeatMs))
                {
                    continue;
                }

                _sent[i] = sequence;
                _sentMs[i] = nowMs;
                link.Publish(_settings.Loads[i].SetPointTopic, Encoding.UTF8.GetBytes(Text(i, _setPoints.PowerW(i))), false, false);
            }
        }

        /// <summary>The message for a power.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="powerW">W.</param>
        public string Text(int load, int powerW)
        {
            var settings = _settings.Loads[load];
            if (powerW == 0 && settings.SetPointOff.Length > 0)
            {
                return settings.SetPointOff;
            }

            // Rounded down: what a load is told must never be more than it was given.
            int value = _amperes[load] ? powerW / (_settings.Supply.NominalV * settings.Phases) : powerW;
            return _head[load] + value + _tail[load];
        }
    }
}
