using System;
using System.Collections;
using System.Text;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;
using nanoFramework.Json;

namespace MeterNode.Services.Commands
{
    /// <summary>
    /// Understands signed commands, has them carried out, and answers each on <c>reply</c>. A command is read before its counter is
    /// taken, and its counter is durable before it is acted upon. The link's thread.
    /// </summary>
    public sealed class CommandDesk
    {
        /// <summary>Time between a reply and the restart that it announces, ms: the reply has to leave the board, and the counters are saved.</summary>
        public const long RestartAfterMs = 5000;

        private const int LongestId = 24;
        private const int LongestPart = 4000;
        private const int LeastNonce = 16;
        private const int MostNonce = 64;

        private readonly CommandGate _gate;
        private readonly JsonWriter _json = new JsonWriter(256);
        private readonly SettingsUpload _upload = new SettingsUpload();
        private string _id = "";
        private string _detail = "";
        private string _do = "";
        private string _nonce = "";
        private int _offset;
        private int _total;
        private int _crc32;
        private byte[] _part = new byte[0];
        private long _restartAtMs = long.MaxValue;

        /// <summary>Makes the desk.</summary>
        /// <param name="clock">The time of day, if known.</param>
        public CommandDesk(UtcClock clock)
        {
            _gate = new CommandGate(clock);
        }

        /// <summary>Key and counter; while null, everything is refused with <c>no_key</c>.</summary>
        public ICommandKeys? Keys { get; set; }

        /// <summary>What commands do to the board; null where they can do nothing.</summary>
        public ICommandActions? Actions { get; set; }

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
            _id = "";
            _detail = "";
            IsFromOwner = false;
            var refusal = _gate.Check(Keys, topic, payload, nowMs);
            if (refusal == CommandRefusal.None && !TryUnderstand(payload))
            {
                refusal = CommandRefusal.BadCommand;
            }

            if (refusal == CommandRefusal.None)
            {
                refusal = CarryOut(nowMs);
            }

            return Reply(refusal);
        }

        /// <summary>Answers a message that was too long to be kept.</summary>
        /// <returns>The reply's bytes.</returns>
        public byte[] RefuseOversize()
        {
            _id = "";
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

        private bool TryUnderstand(byte[] payload)
        {
            int offset = _gate.Envelope.BodyOffset;
            _detail = "the body is no JSON object";
            if (payload[offset] != '{' || !JsonText.IsSafe(payload, offset, 1))
            {
                return false;
            }

            try
            {
                string text = Encoding.UTF8.GetString(payload, offset, payload.Length - offset);
                if (JsonConvert.DeserializeObject(text, typeof(Hashtable)) is Hashtable document)
                {
                    Read(new JsonSection(document, ""));
                    _detail = "";
                    return true;
                }
            }
            catch (SettingsException problem)
            {
                _detail = problem.Message;
            }
            catch (Exception)
            {
                // The library's exceptions name neither place nor reason, and are of half a dozen types.
            }

            return false;
        }

        private void Read(JsonSection body)
        {
            _id = body.Text("id", LongestId, "");
            _do = body.Text("do", 16);
            switch (_do)
            {
                case "restart":
                    break;
                case "rotate_key":
                    _nonce = body.Text("nonce", MostNonce);
                    CheckNonce();
                    break;
                case "settings_part":
                    _total = body.Int("total", 1, SettingsUpload.MostBytes);
                    _offset = body.Int("offset", 0, SettingsUpload.MostBytes);
                    _part = Base64(body.Text("base64", LongestPart));
                    break;
                case "settings_commit":
                    _crc32 = Checksum(body.Text("crc32", 8));
                    break;
                default:
                    throw new SettingsException("do", "is \"" + _do + "\"; allowed is restart, rotate_key, settings_part or settings_commit");
            }

            body.Finish();
        }

        private CommandRefusal CarryOut(long nowMs)
        {
            var keys = Keys!;
            long counter = _gate.Envelope.Counter;
            bool isSaved = _do == "rotate_key" ? keys.TryRotate(CommandSignature.NextKey(keys.Key!, _nonce), counter) : keys.TryTake(counter);
            if (!isSaved)
            {
                _detail = "the counter cannot be saved; nothing was done";
                return CommandRefusal.NotSaved;
            }

            IsFromOwner = true;
            switch (_do)
            {
                case "restart":
                    RestartSoon(nowMs);
                    return CommandRefusal.None;
                case "settings_part":
                    string? misfit = _upload.Add(_offset, _total, _part);
                    _part = new byte[0];
                    _detail = misfit ?? "";
                    return misfit == null ? CommandRefusal.None : CommandRefusal.BadPart;
                case "settings_commit":
                    return ReplaceSettings(nowMs);
                default:
                    return CommandRefusal.None;
            }
        }

        private CommandRefusal ReplaceSettings(long nowMs)
        {
            bool isWhole = _upload.TryFinish(_crc32, out _detail, out byte[] text);
            if (!isWhole || _detail.Length > 0)
            {
                return isWhole ? CommandRefusal.BadSettings : CommandRefusal.BadPart;
            }

            _detail = (Actions == null ? "there is no file to replace" : Actions.ReplaceSettings(text)) ?? "";
            if (_detail.Length > 0)
            {
                return CommandRefusal.NotSaved;
            }

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
            _json.Reset().BeginObject();
            if (_gate.Envelope.Counter < 0)
            {
                _json.Null("counter");
            }
            else
            {
                _json.Number("counter", _gate.Envelope.Counter);
            }

            if (_id.Length > 0)
            {
                _json.Text("id", _id);
            }

            _json.Flag("ok", refusal == CommandRefusal.None);
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

        private void CheckNonce()
        {
            bool isGood = _nonce.Length >= LeastNonce;
            for (int i = 0; i < _nonce.Length; i++)
            {
                isGood &= (_nonce[i] >= '0' && _nonce[i] <= '9') || (_nonce[i] >= 'a' && _nonce[i] <= 'z');
            }

            if (!isGood)
            {
                throw new SettingsException("nonce", "is not " + LeastNonce + " to " + MostNonce + " digits and lower-case letters");
            }
        }

        private static byte[] Base64(string text)
        {
            try
            {
                return Convert.FromBase64String(text);
            }
            catch (Exception)
            {
                throw new SettingsException("base64", "is no Base64 text");
            }
        }

        private static int Checksum(string digits)
        {
            var bytes = new byte[4];
            if (digits.Length != 8 || !CommandEnvelope.TryReadHex(Encoding.UTF8.GetBytes(digits), 0, bytes, false))
            {
                throw new SettingsException("crc32", "is not eight lower-case hexadecimal digits");
            }

            return (bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3];
        }
    }
}
