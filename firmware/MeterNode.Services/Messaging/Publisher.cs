using System.Text;
using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Commands;
using MeterNode.Services.Messaging.Discovery;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Planning;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// Decides what is published when. Runs on the link's thread while there is a connection, so that neither formatting nor
    /// sending ever holds up the control loop. The state goes when it is due or when something has changed; events and intervals are
    /// the outbox's, and come after everything that is live.
    /// </summary>
    public sealed class Publisher
    {
        /// <summary>Shortest time between two states, ms, however much changes.</summary>
        public const long LeastStateIntervalMs = 1000;

        // What the node says of itself, and Home Assistant at its birth.
        private static readonly byte[] s_online = Encoding.UTF8.GetBytes("online");

        private readonly NodeSettings _settings;
        private readonly Topics _topics;
        private readonly IBrokerLink _link;
        private readonly NodeSnapshot _shared;
        private readonly NodeSnapshot _state;
        private readonly OutboxSender _outbox;
        private readonly InboundQueue _inbound;
        private readonly LoadRequests _requests;
        private readonly GridMessages _grid;
        private readonly SetPointMessages _setPoints;
        private readonly WaveformRequests _waveforms;
        private readonly Replies _replies = new Replies();
        private readonly RefusalAllowance _refusals = new RefusalAllowance();
        private readonly UtcClock _clock;
        private readonly StateMessage _stateMessage;
        private readonly JsonWriter _json = new JsonWriter(1024);
        private long _lastStateMs;
        private int _lastChange;

        /// <summary>Makes the publisher.</summary>
        /// <param name="settings">The node's settings.</param>
        /// <param name="topics">Its topics.</param>
        /// <param name="link">The connection.</param>
        /// <param name="node">The node whose state is told.</param>
        /// <param name="outbox">Where its events and intervals come from.</param>
        /// <param name="pricing">What energy costs, and what is planned by it.</param>
        /// <param name="version">The firmware's version.</param>
        public Publisher(NodeSettings settings, Topics topics, IBrokerLink link, Node node, Outbox outbox, Pricing pricing, string version)
        {
            _settings = settings;
            _topics = topics;
            _link = link;
            _shared = node.Snapshot;
            _state = new NodeSnapshot(settings.Circuits.Length, settings.Loads.Length, settings.DcChannels.Length);
            _outbox = new OutboxSender(outbox, topics, node.Clock);
            _inbound = new InboundQueue(topics.Command);
            _requests = new LoadRequests(settings, topics, node.Control.Loads, node.Requests, _replies);
            _grid = new GridMessages(settings, topics, node.Control.GridInputs, pricing.Tariff, _replies);
            _setPoints = new SetPointMessages(settings, node.Control.SetPoints);
            _waveforms = new WaveformRequests(settings, node.Waveform, _replies);
            _clock = node.Clock;
            Announcer = new Announcer(settings, node.Control.Loads, topics, version);
            Commands = new CommandDesk(node.Clock, settings);
            Release = new ReleaseNotice(_replies);
            _stateMessage = new StateMessage(settings, node, pricing, Commands, Release, version);
        }

        /// <summary>Where the MQTT client puts what it receives.</summary>
        public InboundQueue Inbound => _inbound;

        /// <summary>What keeps Home Assistant informed of what the node has.</summary>
        public Announcer Announcer { get; }

        /// <summary>Who understands signed commands.</summary>
        public CommandDesk Commands { get; }

        /// <summary>Which release of the firmware is the newest, as somebody says.</summary>
        public ReleaseNotice Release { get; }

        /// <summary>Requests refused since the start.</summary>
        public int RequestsRefused => _replies.Refused + _inbound.Refused;

        /// <summary>Says that a connection was made: who we are, what we have, and how we are goes out at once.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void OnConnected(long nowMs)
        {
            _outbox.OnConnected();
            _setPoints.Reset();
            _link.Publish(_topics.Status, s_online, true, true);
            Announcer.OnConnected();
            _lastStateMs = nowMs - _settings.StatePeriodMs;
        }

        /// <summary>Says that the broker has acknowledged a message, or that the client has given it up. The MQTT client's thread.</summary>
        /// <param name="id">The message's id.</param>
        /// <param name="delivered">Whether it has arrived.</param>
        public void OnPublished(int id, bool delivered)
        {
            _outbox.OnPublished(id, delivered);
            Announcer.OnPublished(id, delivered);
        }

        /// <summary>Does what is due. The link's thread, while connected.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            AnswerRequests(nowMs);
            Commands.Step(nowMs);
            _setPoints.Step(_link, nowMs);
            if (Announcer.Step(_link, nowMs))
            {
                _lastStateMs = nowMs - _settings.StatePeriodMs;
            }

            SendState(nowMs);
            if (_waveforms.TryWrite(_json, _clock))
            {
                _link.Publish(_topics.Waveform, _json.ToArray(), false, false);
            }

            // Last of all: what has waited in an outage lets everything go first that is live.
            _outbox.Step(_link, nowMs);
        }

        private void AnswerRequests(long nowMs)
        {
            for (int i = _inbound.TakeOversize(); i > 0; i--)
            {
                Answer(Commands.RefuseOversize(), true, nowMs);
            }

            // While answers cannot leave, requests wait, and then are refused: both are bounded. So is what is done in one step, for
            // a flood may come faster than it is gone through.
            for (int i = 0; i < InboundQueue.MostWaiting && !_link.IsSlow && _inbound.TryTake(out string topic, out byte[] payload); i++)
            {
                if (topic == _topics.DiscoveryStatus)
                {
                    // Home Assistant is back and has forgotten us: only its birth counts, its will does not.
                    if (IsOnline(payload))
                    {
                        Announcer.OnBirth();
                    }
                }
                else if (topic == _topics.Command)
                {
                    byte[] reply = Commands.Handle(topic, payload, nowMs);
                    Answer(reply, !Commands.IsFromOwner, nowMs);
                }
                else
                {
                    int refused = _replies.Refused;
                    byte[]? reply = topic == _topics.WaveformRequest ? _waveforms.Handle(payload, nowMs)
                        : topic == _topics.Release ? Release.Handle(payload)
                        : _grid.IsMine(topic) ? _grid.Handle(topic, payload, nowMs)
                        : _requests.Handle(topic, payload, nowMs);
                    if (reply != null)
                    {
                        Answer(reply, _replies.Refused != refused, nowMs);
                    }
                }
            }
        }

        private static bool IsOnline(byte[] payload)
        {
            bool isOnline = payload.Length == s_online.Length;
            for (int i = 0; isOnline && i < payload.Length; i++)
            {
                isOnline = payload[i] == s_online[i];
            }

            return isOnline;
        }

        private void Answer(byte[] reply, bool isRefusal, long nowMs)
        {
            if (isRefusal && !_refusals.TryTake(nowMs))
            {
                _link.Health.SkipReply();
                return;
            }

            _link.Publish(_topics.Reply, reply, false, false);
        }

        private void SendState(long nowMs)
        {
            bool due = nowMs - _lastStateMs >= _settings.StatePeriodMs;
            bool changed = _shared.ChangeSequence != _lastChange && nowMs - _lastStateMs >= LeastStateIntervalMs;
            if ((!due && !changed) || _shared.TimeMs == 0)
            {
                return;
            }

            if (_link.IsSlow)
            {
                // A state is worth nothing when a newer one stands behind it in the queue.
                _link.Health.SkipState();
                _lastStateMs = nowMs;
                return;
            }

            _shared.CopyTo(_state);
            _lastChange = _state.ChangeSequence;
            _lastStateMs = nowMs;
            _link.Health.RequestsRefused = RequestsRefused;
            _stateMessage.Write(_json, _state, _link.Health);
            _link.Publish(_topics.State, _json.ToArray(), false, false);
        }
    }
}
