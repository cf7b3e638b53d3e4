using System;
using MeterNode.Core.Messaging;
using MeterNode.Services.Messaging;

namespace MeterNode.Services.Commands
{
    /// <summary>
    /// Decides whether a message is a command of the owner: key present, size and form, signature, counter, expiry, in this order.
    /// It changes nothing that is kept; who acts upon a command takes its counter first (<see cref="ICommandKeys.TryTake"/>).
    /// </summary>
    /// <remarks>
    /// After some bad signatures in a row, further ones are answered <c>slowed_down</c> for a time that doubles up to a minute. A good
    /// signature is let through all the same: otherwise anybody who can publish could lock the owner out. That costs one HMAC a
    /// message, native code and less than a millisecond for 4 kB, while a key of 256 bits is not to be guessed at any speed; what the
    /// words are good for is that an owner who uses a wrong key is told apart from somebody who keeps trying.
    /// </remarks>
    public sealed class CommandGate
    {
        /// <summary>Bad signatures in a row before the node slows down.</summary>
        public const int MostBadInARow = 5;

        /// <summary>The first slow time, ms.</summary>
        public const long FirstSlowMs = 1000;

        /// <summary>The longest slow time, ms.</summary>
        public const long MostSlowMs = 60000;

        private readonly int[] _refused = new int[CommandWords.Refusals];
        private readonly UtcClock _clock;
        private int _badInARow;
        private long _slowMs;
        private long _slowUntilMs = long.MinValue;

        /// <summary>Makes the gate.</summary>
        /// <param name="clock">The time of day, if known: an expiry counts only then.</param>
        public CommandGate(UtcClock clock)
        {
            _clock = clock;
        }

        /// <summary>What was read of the last message.</summary>
        public CommandEnvelope Envelope { get; } = new CommandEnvelope();

        /// <summary>How many messages were refused for a reason since the start.</summary>
        /// <param name="refusal">The reason.</param>
        public int Refused(CommandRefusal refusal)
        {
            return _refused[(int)refusal];
        }

        /// <summary>Counts a refusal.</summary>
        /// <param name="refusal">Its reason.</param>
        public void Count(CommandRefusal refusal)
        {
            _refused[(int)refusal]++;
        }

        /// <summary>Checks a message.</summary>
        /// <param name="keys">Key and counter; null where there are none.</param>
        /// <param name="topic">The topic on which it came.</param>
        /// <param name="payload">Its bytes.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Why it is refused; not counted yet.</returns>
        public CommandRefusal Check(ICommandKeys? keys, string topic, byte[] payload, long nowMs)
        {
            Envelope.Clear();
            byte[]? key = keys == null ? null : keys.Key;
            if (keys == null || key == null)
            {
                return CommandRefusal.NoKey;
            }

            if (payload.Length > InboundQueue.LongestPayload)
            {
                return CommandRefusal.Oversize;
            }

            if (!Envelope.TryRead(payload))
            {
                return CommandRefusal.Malformed;
            }

            byte[] expected = CommandSignature.Of(key, topic, payload, CommandEnvelope.SignedOffset);
            if (!CommandSignature.AreEqual(expected, Envelope.Signature))
            {
                return Bad(nowMs);
            }

            if (Envelope.Counter <= keys.Counter)
            {
                return CommandRefusal.Replayed;
            }

            if (Envelope.ExpiryS > 0 && _clock.IsSet && UnixSeconds(nowMs) > Envelope.ExpiryS)
            {
                return CommandRefusal.Expired;
            }

            // Only a command that is new ends the row: a recorded one is no sign of the owner.
            _badInARow = 0;
            _slowMs = 0;
            _slowUntilMs = long.MinValue;
            return CommandRefusal.None;
        }

        private CommandRefusal Bad(long nowMs)
        {
            if (nowMs < _slowUntilMs)
            {
                return CommandRefusal.SlowedDown;
            }

            if (_badInARow < MostBadInARow)
            {
                _badInARow++;
            }

            if (_badInARow == MostBadInARow)
            {
                _slowMs = _slowMs == 0 ? FirstSlowMs : 2 * _slowMs;
                _slowMs = _slowMs > MostSlowMs ? MostSlowMs : _slowMs;
                _slowUntilMs = nowMs + _slowMs;
            }

            return CommandRefusal.BadSignature;
        }

        private long UnixSeconds(long nowMs)
        {
            return (_clock.TicksAt(nowMs) - UtcClock.UnixEpochTicks) / TimeSpan.TicksPerSecond;
        }
    }
}
