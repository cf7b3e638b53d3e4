using MeterNode.Core.Standards;

namespace MeterNode.Core.Grid
{
    /// <summary>
    /// One limit of a customer limitation scheme after ENA EREC G100 issue 2 amendment 1, for import or for export. What is above
    /// the limit has to be curtailed at once. An excursion that is still there after the target time counts as a state-2 excursion;
    /// the third of those within 24 hours, or one that is not cleared in 60 s, locks out for 4 hours, and for longer while the limit
    /// is not seen to be kept. A value that is not known curtails too and never counts as kept.
    /// What it remembers survives a reboot as ages. They are ages in powered time: how long the power was off is not known and
    /// counts as nothing, so that a lock-out only grows longer and an excursion is only remembered longer than the rule asks.
    /// </summary>
    public sealed class LimitationScheme
    {
        /// <summary>The value is not known.</summary>
        public const int Unknown = int.MinValue;

        /// <summary>Bytes of an image.</summary>
        public const int ImageSize = 28;

        /// <summary>For so long the value must be inside the limit before an excursion is over, ms: a value that flickers about the limit is one excursion.</summary>
        public const int ClearAfterMs = 5000;

        /// <summary>For so long the last known value holds, ms. From the start on, before the first one, nothing is known.</summary>
        public const int UnknownAfterMs = 5000;

        private const long Outside = long.MinValue;
        private const byte ImageVersion = 1;
        private const byte InExcursionFlag = 1;
        private const byte CountedFlag = 2;
        private const byte LockedOutFlag = 4;

        private readonly int _countAfterMs;
        private readonly long[] _countedMs = new long[GridFigures.ExcursionsToLockOut];
        private int _remembered;
        private bool _inExcursion;
        private bool _isCounted;
        private long _excursionSinceMs;
        private long _insideSinceMs = Outside;
        private bool _lockedOut;
        private long _lockOutEndsMs;
        private long _knownMs;
        private long _nowMs = long.MinValue;

        /// <summary>Makes it: nothing is known yet.</summary>
        /// <param name="countAfterMs">
        /// From what length on an excursion counts towards lock-out, ms: the target time of the recommendation, or 0 to count each.
        /// </param>
        public LimitationScheme(int countAfterMs = GridFigures.ExcursionTargetMs)
        {
            _countAfterMs = countAfterMs;
        }

        /// <summary>The state.</summary>
        public LimitationState State { get; private set; } = LimitationState.Normal;

        /// <summary>Grows whenever <see cref="State"/> or <see cref="IsFailsafe"/> changes and when an excursion is counted.</summary>
        public int ChangeCount { get; private set; }

        /// <summary>Whether the value is not known for longer than can be borne.</summary>
        public bool IsFailsafe { get; private set; } = true;

        /// <summary>Whether what is drawn (import) or given (export) has to be taken back now.</summary>
        public bool MustCurtail => State != LimitationState.Normal || IsFailsafe;

        /// <summary>Whether loads (import) or generators (export) are locked out.</summary>
        public bool IsLockedOut => _lockedOut;

        /// <summary>How long the lock-out lasts at least, ms; 0 when there is none or when it only waits for the limit to be kept.</summary>
        public int LockOutRemainingMs => _lockedOut && _lockOutEndsMs > _nowMs ? (int)(_lockOutEndsMs - _nowMs) : 0;

        /// <summary>For how long the present excursion has lasted, ms; 0 when there is none.</summary>
        public long ExcursionMs => _inExcursion ? _nowMs - _excursionSinceMs : 0;

        /// <summary>State-2 excursions within the last 24 h, at most <see cref="GridFigures.ExcursionsToLockOut"/>.</summary>
        public int CountedExcursions
        {
            get
            {
                int count = 0;
                while (count < _remembered && _nowMs - _countedMs[count] <= GridFigures.ExcursionWindowMs)
                {
                    count++;
                }

                return count;
            }
        }

        /// <summary>Takes a new value; once a second or more often.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="value">
        /// What flows in the scheme's direction, mA a phase (the highest) or W, negative the other way; <see cref="Unknown"/> if it
        /// is not known.
        /// </param>
        /// <param name="limit">The limit, in the same unit, 0 or more.</param>
        public void Step(long nowMs, int value, int limit)
        {
            _nowMs = nowMs;
            bool known = value != Unknown;
            bool wasFailsafe = IsFailsafe;
            if (known)
            {
                _knownMs = nowMs;
                IsFailsafe = false;
            }
            else if (nowMs - _knownMs >= UnknownAfterMs)
            {
                IsFailsafe = true;
            }

            bool over = known ? value > limit : IsFailsafe && _inExcursion;
            FollowExcursion(over, known);
            if (_lockedOut && nowMs >= _lockOutEndsMs && known && !over)
            {
                _lockedOut = false;
            }

            var state = _lockedOut ? LimitationState.LockedOut : _inExcursion ? LimitationState.Excursion : LimitationState.Normal;
            if (state != State || IsFailsafe != wasFailsafe)
            {
                State = state;
                ChangeCount++;
            }
        }

        /// <summary>Writes what has to survive a reboot; to be kept at each change, and now and then so that ages go on.</summary>
        /// <param name="buffer">Where to.</param>
        /// <param name="offset">From where on; <see cref="ImageSize"/> bytes are written.</param>
        public void Save(byte[] buffer, int offset)
        {
            int flags = (_inExcursion ? InExcursionFlag : 0) | (_isCounted ? CountedFlag : 0) | (_lockedOut ? LockedOutFlag : 0);
            int count = CountedExcursions;
            buffer[offset] = ImageVersion;
            buffer[offset + 1] = (byte)flags;
            buffer[offset + 2] = (byte)count;
            buffer[offset + 3] = 0;
            Write(buffer, offset + 4, LockOutRemainingMs);
            Write(buffer, offset + 8, ExcursionMs < GridFigures.ExcursionMostMs ? (int)ExcursionMs : GridFigures.ExcursionMostMs);
            Write(buffer, offset + 12, InsideMs());
            for (int i = 0; i < _countedMs.Length; i++)
            {
                Write(buffer, offset + 16 + (i * 4), i < count ? (int)(_nowMs - _countedMs[i]) : 0);
            }
        }

        /// <summary>Takes over what was saved before a reboot; an excursion that ran then runs on until the limit is seen to be kept for long enough.</summary>
        /// <param name="buffer">Where from.</param>
        /// <param name="offset">From where on.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>False if it is no image; then nothing has changed.</returns>
        public bool Restore(byte[] buffer, int offset, long nowMs)
        {
            int count = buffer[offset + 2];
            int lockOutMs = Read(buffer, offset + 4);
            int excursionMs = Read(buffer, offset + 8);
            int insideMs = Read(buffer, offset + 12);
            bool isImage = buffer[offset] == ImageVersion && count <= _countedMs.Length && lockOutMs >= 0 && excursionMs >= 0 &&
                lockOutMs <= GridFigures.LockOutMs && excursionMs <= GridFigures.ExcursionMostMs && insideMs >= -1 && insideMs <= ClearAfterMs;
            for (int i = 0; isImage && i < count; i++)
            {
                int ageMs = Read(buffer, offset + 16 + (i * 4));
                isImage = ageMs >= 0 && ageMs <= GridFigures.ExcursionWindowMs;
            }

            if (!isImage)
            {
                return false;
            }

            int flags = buffer[offset + 1];
            _nowMs = nowMs;
            _inExcursion = (flags & InExcursionFlag) != 0;
            _isCounted = (flags & CountedFlag) != 0;
            _lockedOut = (flags & LockedOutFlag) != 0;
            _lockOutEndsMs = nowMs + lockOutMs;
            _excursionSinceMs = nowMs - excursionMs;
            _insideSinceMs = insideMs < 0 ? Outside : nowMs - insideMs;
            IsFailsafe = true;
            _remembered = count;
            for (int i = 0; i < count; i++)
            {
                _countedMs[i] = nowMs - Read(buffer, offset + 16 + (i * 4));
            }

            State = _lockedOut ? LimitationState.LockedOut : _inExcursion ? LimitationState.Excursion : LimitationState.Normal;
            ChangeCount++;
            return true;
        }

        private static void Write(byte[] buffer, int offset, int value)
        {
            buffer[offset] = (byte)value;
            buffer[offset + 1] = (byte)(value >> 8);
            buffer[offset + 2] = (byte)(value >> 16);
            buffer[offset + 3] = (byte)(value >> 24);
        }

        private static int Read(byte[] buffer, int offset)
        {
            return buffer[offset] | (buffer[offset + 1] << 8) | (buffer[offset + 2] << 16) | (buffer[offset + 3] << 24);
        }

        private int InsideMs()
        {
            if (!_inExcursion || _insideSinceMs == Outside)
            {
                return -1;
            }

            long insideMs = _nowMs - _insideSinceMs;
            return insideMs < ClearAfterMs ? (int)insideMs : ClearAfterMs;
        }

        private void FollowExcursion(bool over, bool known)
        {
            if (over)
            {
                if (!_inExcursion)
                {
                    _inExcursion = true;
                    _isCounted = false;
                    _excursionSinceMs = _nowMs;
                }

                _insideSinceMs = Outside;
                if (!_isCounted && ExcursionMs >= _countAfterMs)
                {
                    _isCounted = true;
                    Count();
                }

                if (ExcursionMs >= GridFigures.ExcursionMostMs)
                {
                    LockOut();
                }

                return;
            }

            if (!_inExcursion || !known)
            {
                return;
            }

            if (_insideSinceMs == Outside)
            {
                _insideSinceMs = _nowMs;
            }

            _inExcursion = _nowMs - _insideSinceMs < ClearAfterMs;
        }

        private void Count()
        {
            for (int i = _countedMs.Length - 1; i > 0; i--)
            {
                _countedMs[i] = _countedMs[i - 1];
            }

            _countedMs[0] = _nowMs;
            ChangeCount++;
            if (_remembered < _countedMs.Length)
            {
                _remembered++;
            }

            if (CountedExcursions >= GridFigures.ExcursionsToLockOut)
            {
                LockOut();
            }
        }

        private void LockOut()
        {
            if (!_lockedOut)
            {
                _lockedOut = true;
                _lockOutEndsMs = _nowMs + GridFigures.LockOutMs;
            }
        }
    }
}
