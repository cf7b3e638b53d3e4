using MeterNode.Core.Loads;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging.Discovery
{
    /// <summary>
    /// Keeps Home Assistant informed of what the node has, and of what it has no longer. What one may know is kept on flash before it is
    /// announced; what was dropped is kept until a Home Assistant that has started since was told. Until then each announcement is
    /// preceded by a reminder of it, since Home Assistant removes only what it was told of in its own run. All but
    /// <see cref="OnPublished"/> is the link's thread.
    /// </summary>
    public sealed class Announcer
    {
        /// <summary>A message that is not acknowledged in this time is sent again, ms.</summary>
        public const long AcknowledgeWithinMs = 30000;

        /// <summary>After this time a message without what was taken back replaces the one with it, ms, as Home Assistant's documentation asks.</summary>
        public const long CleanAfterMs = 600000;

        private const int Withdrawal = 1;
        private const int Announcement = 2;

        private readonly Topics _topics;
        private readonly DiscoveryMessage _message;
        private readonly InFlight _inFlight = new InFlight();
        private readonly AnnouncedEntities _now = new AnnouncedEntities(AnnouncedEntities.MostOfAHome);
        private readonly AnnouncedEntities _gone = new AnnouncedEntities(2 * AnnouncedEntities.MostOfAHome);
        private readonly AnnouncementRecord _kept = new AnnouncementRecord();
        private AnnouncedEntities? _reminded;
        private bool _isLoaded;
        private bool _isDue;
        private bool _isAnswerDue;
        private bool _isBorn;
        private bool _isEarlierDone;
        private bool _isClean;
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
            // Was Home Assistant cut off too, it says so again when it is back.
            _isBorn = false;
            AnnounceAll();
        }

        /// <summary>Says that Home Assistant is back and has forgotten us.</summary>
        public void OnBirth()
        {
            _isBorn = true;
            AnnounceAll();
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
                _isClean = true;
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
                Begin();
                return false;
            }

            var message = _message.IsWriting ? _message.WriteNext() : null;
            if (message == null)
            {
                return false;
            }

            if (_reminded != null)
            {
                SendReminder(link, message, nowMs);
                return false;
            }

            _isAnswerDue = true;
            _inFlight.Sent(link.Publish(_topics.Discovery, message, true, true), Announcement, nowMs);
            return true;
        }

        private void AnnounceAll()
        {
            // What is acknowledged of before is no answer to this.
            _inFlight.Reset();
            _isAnswerDue = false;
            _isDue = true;
            _isEarlierDone = false;

            // What takes back comes first: it is replaced that long after it, not in the midst of it.
            _isClean = false;
            _cleanMs = long.MaxValue;
        }

        private void Begin()
        {
            _reminded = null;
            if (!_isLoaded)
            {
                _isLoaded = true;
                Store?.Load(_kept);
            }

            if (_kept.Current.Count > 0 && _kept.Current.Topic != _topics.Discovery)
            {
                _kept.MoveTo(_topics.Discovery);
                Save();
            }

            if (_kept.Earlier.Count > 0 && !_isEarlierDone)
            {
                BeginReminder(_kept.Earlier);
                return;
            }

            if (_topics.Discovery.Length == 0)
            {
                return;
            }

            if (!_isSaved || !_kept.Current.Has(_now))
            {
                // Kept before it is sent: should the power go in between, the next start takes back what nobody heard of.
                var dropped = new AnnouncedEntities(2 * AnnouncedEntities.MostOfAHome);
                dropped.Copy(_kept.Current);
                _kept.Current.Copy(_now);
                _kept.Current.Add(dropped);
                Save();
            }

            _gone.Copy(_kept.Current);
            _gone.Remove(_now);
            if (_isClean)
            {
                _gone.Clear();
            }

            if (_gone.Count > 0)
            {
                BeginReminder(_gone);
            }
            else
            {
                _message.Begin(_now, _gone);
            }
        }

        private void BeginReminder(AnnouncedEntities gone)
        {
            _reminded = gone;
            _message.BeginReminder(gone);
        }

        /// <summary>Sends a reminder, and goes on with what takes back what it reminds of.</summary>
        private void SendReminder(IBrokerLink link, byte[] reminder, long nowMs)
        {
            var gone = _reminded!;
            _reminded = null;
            if (link.IsSlow)
            {
                _isDue = true;
                return;
            }

            // Never sent twice, as what waits for an acknowledgement may be: it must not come after what takes back.
            link.Publish(gone.Topic, reminder, false, false);
            if (gone == _gone)
            {
                _message.Begin(_now, _gone);
                return;
            }

            // An empty message takes the whole device back.
            _isAnswerDue = true;
            _inFlight.Sent(link.Publish(gone.Topic, new byte[0], true, true), Withdrawal, nowMs);
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
                _isEarlierDone = true;
                _isDue = true;
                if (_topics.Discovery.Length == 0)
                {
                    // Whoever wants no discovery does not listen for births either.
                    _kept.Clear();
                    Save();
                }

                return;
            }

            if (_gone.Count > 0)
            {
                _cleanMs = nowMs + CleanAfterMs;
            }

            if (_isBorn && (_gone.Count > 0 || _kept.Earlier.Count > 0))
            {
                _kept.Current.Copy(_now);
                _kept.Earlier.Clear();
                Save();
            }

            _isBorn = false;
        }

        private void Save()
        {
            _isSaved = Store == null || Store.Save(_kept);
        }
    }
}
