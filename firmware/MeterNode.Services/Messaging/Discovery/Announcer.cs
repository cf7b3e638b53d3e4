using MeterNode.Core.Loads;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging.Discovery
{
    /// <summary>
    /// Keeps Home Assistant informed of what the node has. What was announced is kept on flash before it is sent, and forgotten
    /// only when the broker has acknowledged that it was taken back: a power cut at any moment leaves no entity behind. All but
    /// <see cref="OnPublished"/> is the link's thread.
    /// </summary>
    public sealed class Announcer
    {
        /// <summary>A message that is not acknowledged in this time is sent again, ms.</summary>
        public const long AcknowledgeWithinMs = 30000;

        /// <summary>
        /// After this time a message without what was taken back replaces the one with it, ms, as Home Assistant's documentation asks.
        /// One that has restarted meanwhile removes nothing: it knows only what it was told in its own run.
        /// </summary>
        public const long CleanAfterMs = 600000;

        private const int Withdrawal = 1;
        private const int Announcement = 2;

        private readonly Topics _topics;
        private readonly DiscoveryMessage _message;
        private readonly InFlight _inFlight = new InFlight();
        private readonly AnnouncedEntities _now = new AnnouncedEntities();
        private readonly AnnouncedEntities _kept = new AnnouncedEntities();
        private bool _isLoaded;
        private bool _isDue;
        private bool _isAnswerDue;
        private bool _takesBack;
        private bool _isSaved = true;
        private long _cleanMs = long.MaxValue;

        /// <summary>Makes the announcer.</summary>
        /// <param name="settings">What the node has.</param>
        /// <param name="loads">Its loads.</param>
        /// <param name="topics">Its topics.</param>
        /// <param name="version">The firmware's version.</param>
        public Announcer(NodeSettings settings, Load[] loads, Topics topics, string version)
        {
            _topics = topics;
            _message = new DiscoveryMessage(settings, loads, topics, version);
            _now.Take(settings, loads, topics.Discovery);
        }

        /// <summary>Where it is kept what was announced; without, nothing is ever taken back after a restart.</summary>
        public IAnnouncementStore? Store { get; set; }

        /// <summary>Whether the next step should come soon: a message is being written.</summary>
        public bool IsBusy => _message.IsWriting;

        /// <summary>Says that there is a new connection: everything is announced anew.</summary>
        public void OnConnected()
        {
            _inFlight.Reset();
            _isDue = true;
            _isAnswerDue = false;
        }

        /// <summary>Says that Home Assistant is back and has forgotten us.</summary>
        public void OnBirth()
        {
            _isDue = true;
        }

        /// <summary>Says that the broker has acknowledged a message, or that the client has given it up. The MQTT client's thread.</summary>
        public void OnPublished(int id, bool delivered)
        {
            _inFlight.Answered(id, delivered);
        }

        /// <summary>Does what is due.</summary>
        /// <param name="link">The connection.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether everything was just announced; Home Assistant then wants a state.</returns>
        public bool Step(IBrokerLink link, long nowMs)
        {
            TakeAnswer(nowMs);
            if (nowMs >= _cleanMs)
            {
                _cleanMs = long.MaxValue;
                _isDue = true;
            }

            if (_isDue && link.IsSlow)
            {
                // What is written now would only wait, or find no room.
                return false;
            }

            if (_isDue)
            {
                _isDue = false;
                Begin(link, nowMs);
                return false;
            }

            var message = _message.IsWriting ? _message.WriteNext() : null;
            if (message == null)
            {
                return false;
            }

            _isAnswerDue = true;
            _inFlight.Sent(link.Publish(_topics.Discovery, message, true, true), Announcement, nowMs);
            return true;
        }

        private void Begin(IBrokerLink link, long nowMs)
        {
            if (!_isLoaded)
            {
                _isLoaded = true;
                Store?.Load(_kept);
            }

            if (_kept.Topic.Length > 0 && _kept.Topic != _topics.Discovery)
            {
                // Another name or prefix, or no discovery any more: an empty message takes the whole device back.
                _isAnswerDue = true;
                _inFlight.Sent(link.Publish(_kept.Topic, new byte[0], true, true), Withdrawal, nowMs);
                return;
            }

            if (_topics.Discovery.Length == 0)
            {
                return;
            }

            _takesBack = !_now.Has(_kept);
            if (!_isSaved || !_kept.Has(_now))
            {
                // Kept before it is sent: should the power go in between, the next start takes back what nobody heard of.
                var both = new AnnouncedEntities();
                both.Copy(_now);
                both.Add(_kept);
                Keep(both);
            }

            _message.Begin(_kept, _now);
        }

        private void TakeAnswer(long nowMs)
        {
            long delivered = _inFlight.TakeDelivered();
            if (delivered == 0)
            {
                if (_isAnswerDue && !_inFlight.IsPending(nowMs, AcknowledgeWithinMs))
                {
                    _isAnswerDue = false;
                    _isDue = true;
                }

                return;
            }

            _isAnswerDue = false;
            if (delivered == Withdrawal)
            {
                Keep(new AnnouncedEntities());
                _isDue = true;
            }
            else if (_takesBack)
            {
                _takesBack = false;
                Keep(_now);
                _cleanMs = nowMs + CleanAfterMs;
            }
        }

        private void Keep(AnnouncedEntities announced)
        {
            _kept.Copy(announced);
            _isSaved = Store == null || Store.Save(_kept);
        }
    }
}
