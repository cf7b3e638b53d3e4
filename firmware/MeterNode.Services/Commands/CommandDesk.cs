using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;

namespace MeterNode.Services.Commands
{
    /// <summary>
    /// Has signed commands carried out, and answers each on <c>reply</c>. What is signed and new uses its counter up whatever comes of
    /// it, and that is durable before it is acted upon or refused. The link's thread.
    /// </summary>
    /// <remarks>
    /// So a command that was refused is as worthless to whoever has recorded it as one that was carried out: one that had expired
    /// would hold again after a power cut, while the clock is not set. The flash is worn by the key's owner alone.
    /// </remarks>
    public sealed class CommandDesk
    {
        /// <summary>Time between a reply and the restart that it announces, ms: the reply has to leave the board, and the counters are saved.</summary>
        public const long RestartAfterMs = 5000;

        private readonly CommandGate _gate;
        private readonly JsonWriter _json = new JsonWriter(256);
        private readonly SettingsUpload _upload = new SettingsUpload();
        private readonly CommandBody _body = new CommandBody();
        private string _detail = "";
        private long _restartAtMs = long.MaxValue;

        /// <summary>Makes the desk.</summary>
        /// <param name="clock">The time of day, if known.</param>
        /// <param name="settings">The settings that the node runs with.</param>
        public CommandDesk(UtcClock clock, NodeSettings settings)
        {
            Settings = settings;
            _gate = new CommandGate(clock);
        }

        /// <summary>Key and counter; while null, everything is refused with <c>no_key</c>.</summary>
        public ICommandKeys? Keys { get; set; }

        /// <summary>What commands do to the board; null where they can do nothing.</summary>
        public ICommandActions? Actions { get; set; }

        /// <summary>The settings whose passwords others may keep: those that the node runs with, and then the last ones that were sent.</summary>
        public NodeSettings Settings { get; private set; }

        /// <summary>Whether the last message was signed with the key and has used its counter up: nobody but the key's owner can make that many of them.</summary>
        public bool IsFromOwner { get; private set; }

        /// <summary>Commands carried out since the start.</summary>
        public int Taken { get; private set; }

        /// <summary>Whether the node restarts shortly.</summary>
        public bool IsRestarting => _restartAtMs != long.MaxValue;

        /// <summary>How many messages were refused for a reason since the start.</summary>
        /// <param name="refusal">The reason.</param>
        public int Refused(CommandRefusal refusal)
        {
            return _gate.Refused(refusal);
        }

        /// <summary>Takes one message.</summary>
        /// <param name="topic">Its topic.</param>
        /// <param name="payload">Its bytes.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>The reply's bytes.</returns>
        public byte[] Handle(string topic, byte[] payload, long nowMs)
        {
            _body.Clear();
            _detail = "";
            IsFromOwner = false;
            var refusal = _gate.Check(Keys, topic, payload, nowMs);
            if (refusal == CommandRefusal.None || refusal == CommandRefusal.Expired)
            {
                bool isCommand = _body.TryRead(payload, _gate.Envelope.BodyOffset);
                refusal = refusal == CommandRefusal.None && !isCommand ? CommandRefusal.BadCommand : refusal;
                refusal = UseUp(refusal, nowMs);
            }

            return Reply(refusal);
        }

        /// <summary>Answers a message that was too long to be kept.</summary>
        /// <returns>The reply's bytes.</returns>
        public byte[] RefuseOversize()
        {
            _body.Clear();
            _detail = "";
            _gate.Envelope.Clear();
            return Reply(Keys == null || Keys.Key == null ? CommandRefusal.NoKey : CommandRefusal.Oversize);
        }

        /// <summary>Restarts the node when a command has asked for it, and its reply has had time to go.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            if (nowMs >= _restartAtMs && Actions != null)
            {
                _restartAtMs = long.MaxValue;
                Actions.Restart();
            }
        }

        /// <summary>Writes the counts for <c>state</c>; a reason that never was is left out.</summary>
        /// <param name="json">The writer, inside an object.</param>
        public void WriteCounts(JsonWriter json)
        {
            json.BeginObject("commands").Flag("key", Keys != null && Keys.Key != null).Number("taken", Taken).BeginObject("refused");
            for (int i = 1; i < CommandWords.Refusals; i++)
            {
                int count = _gate.Refused((CommandRefusal)i);
                if (count > 0)
                {
                    json.Number(CommandWords.Of((CommandRefusal)i), count);
                }
            }

            json.EndObject().EndObject();
        }

        /// <summary>Takes the counter of what is signed and new, and only then does what it says, if it is not refused.</summary>
        private CommandRefusal UseUp(CommandRefusal refusal, long nowMs)
        {
            var keys = Keys!;
            long counter = _gate.Envelope.Counter;
            bool rotates = refusal == CommandRefusal.None && _body.Do == CommandKind.RotateKey;
            bool isSaved = rotates ? keys.TryRotate(CommandSignature.NextKey(keys.Key!, _body.Nonce), counter) : keys.TryTake(counter);
            if (!isSaved)
            {
                _detail = "the counter cannot be saved; nothing was done";
                return CommandRefusal.NotSaved;
            }

            IsFromOwner = true;
            _detail = refusal == CommandRefusal.BadCommand ? _body.Problem : "";
            return refusal == CommandRefusal.None ? CarryOut(nowMs) : refusal;
        }

        private CommandRefusal CarryOut(long nowMs)
        {
            switch (_body.Do)
            {
                case CommandKind.Restart:
                    RestartSoon(nowMs);
                    return CommandRefusal.None;
                case CommandKind.SettingsPart:
                    string? misfit = _upload.Add(_body.Offset, _body.Total, _body.Part);
                    _detail = misfit ?? "";
                    return misfit == null ? CommandRefusal.None : CommandRefusal.BadPart;
                case CommandKind.SettingsCommit:
                    return ReplaceSettings(nowMs);
                default:
                    return CommandRefusal.None;
            }
        }

        private CommandRefusal ReplaceSettings(long nowMs)
        {
            if (!_upload.TryFinish(_body.Crc32, out _detail, out byte[] text))
            {
                return CommandRefusal.BadPart;
            }

            var sent = SentSettings.Read(text, Settings);
            _detail = sent.Problem;
            if (sent.Settings == null)
            {
                return CommandRefusal.BadSettings;
            }

            _detail = (Actions == null ? "there is no file to replace" : Actions.ReplaceSettings(sent.Text)) ?? "";
            if (_detail.Length > 0)
            {
                return CommandRefusal.NotSaved;
            }

            Settings = sent.Settings;
            RestartSoon(nowMs);
            return CommandRefusal.None;
        }

        private void RestartSoon(long nowMs)
        {
            _restartAtMs = nowMs + RestartAfterMs;
            if (Actions != null)
            {
                Actions.PrepareRestart();
            }
        }

        private byte[] Reply(CommandRefusal refusal)
        {
            long counter = _gate.Envelope.Counter;
            _json.Reset().BeginObject().NumberOrNull("counter", counter >= 0, counter).TextIfAny("id", _body.Id).Flag("ok", refusal == CommandRefusal.None);
            if (refusal == CommandRefusal.None)
            {
                Taken++;
            }
            else
            {
                _gate.Count(refusal);
                _json.Text("reason", CommandWords.Of(refusal)).Text("error", _detail.Length > 0 ? _detail : ErrorOf(refusal));
            }

            return _json.EndObject().ToArray();
        }

        private string ErrorOf(CommandRefusal refusal)
        {
            switch (refusal)
            {
                case CommandRefusal.NoKey:
                    return "the node has no usable command key";
                case CommandRefusal.Oversize:
                    return "allowed are " + InboundQueue.LongestPayload + " bytes";
                case CommandRefusal.Malformed:
                    return "allowed is hmac.counter.expiry.body";
                case CommandRefusal.Replayed:
                    return "allowed is a counter above " + Keys!.Counter;
                case CommandRefusal.Expired:
                    return "its time is over since " + _gate.Envelope.ExpiryS + " s of Unix time";
                default:
                    return "not signed with this node's key for this topic";
            }
        }
    }
}
