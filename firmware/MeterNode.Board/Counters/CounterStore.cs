using System.Threading;
using MeterNode.Board.Files;
using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Counters
{
    /// <summary>
    /// Keeps the node's counters on flash, on a thread of its own: every five minutes, and within ten seconds of an excursion, a
    /// lock-out or another tenth of the protective device's budget. The flash is spared: such saves come from an allowance that
    /// regains one every five minutes; only a lock-out that begins or ends is saved whatever is left of it.
    /// </summary>
    /// <remarks>
    /// A save is nine file operations, each of which stalls the control loop for as long as it takes: 13 ms in all, and 45 ms more
    /// where a sector is erased, which is about every fourteenth time. Protection waits longer than that before it acts.
    /// </remarks>
    public sealed class CounterStore
    {
        /// <summary>Path of the record, without the endings of its two files.</summary>
        public const string Path = "I:\\counters";

        /// <summary>Kind of the record.</summary>
        public const int Kind = 0x434E;

        /// <summary>Longest time between two saves, ms: what a power cut can lose.</summary>
        public const long PeriodMs = 300000;

        /// <summary>The most saves beside the regular ones in a row.</summary>
        public const int MostAllowance = 12;

        private const int RestMs = 1000;
        private const int SmallRegainPeriods = 24;

        private readonly Node _node;
        private readonly CounterSnapshot _counters;
        private readonly CounterImage _format;
        private readonly RecordFile _file;
        private readonly byte[] _payload = new byte[CounterImage.MostBytes];
        private readonly ByteWriter _writer;
        private readonly int _regainPeriods;
        private int _allowance = MostAllowance;
        private int _periods;
        private int _savedChanges;
        private int _triedLockedOut;
        private long _regularMs;
        private bool _isAsked;
        private bool _isSaveWanted;
        private bool _toldFailing;
        private bool _isFailing;

        /// <summary>Makes the store.</summary>
        /// <param name="settings">The node's settings.</param>
        /// <param name="node">The node, which must not run yet.</param>
        public CounterStore(NodeSettings settings, Node node)
        {
            var crc = new Crc32();
            _node = node;
            _regainPeriods = RegainPeriods(settings.FileSystemKb);
            _counters = new CounterSnapshot(node.Readings, node.Control);
            _format = new CounterImage(settings, crc);
            _file = new RecordFile(Path, crc, Kind, CounterImage.Schema, CounterImage.MostBytes);
            _writer = new ByteWriter(_payload);
        }

        /// <summary>After how many periods one more save beside the regular ones is allowed: a small flash is spared.</summary>
        /// <param name="fileSystemKb">Size of the file system, kB.</param>
        public static int RegainPeriods(int fileSystemKb)
        {
            return fileSystemKb < OutboxSpace.SmallBelowKb ? SmallRegainPeriods : 1;
        }

        /// <summary>Gives the node its counters back; to be called before its first step. Nothing to give back is told as an event, unless nothing was ever saved.</summary>
        public void Load()
        {
            long nowMs = BoardClock.NowMs;
            _regularMs = nowMs;
            var state = _file.Load(new CounterMigration());
            if (state == RecordState.Missing)
            {
                return;
            }

            bool found = state == RecordState.Whole || state == RecordState.OneCopy;
            if (found)
            {
                var reader = new ByteReader(_file.Image);
                reader.Reset(_file.Image, RecordFormat.HeaderBytes, _file.Length);
                found = _format.Restore(reader, _node.Readings, _node.Control, nowMs);
            }

            if (!found)
            {
                _node.Events.Add(nowMs, EventKind.CountersLost, -1, 0, 0, 0);
            }
        }

        /// <summary>Starts the storage thread.</summary>
        public void Start()
        {
            new Thread(Run).Start();
        }

        /// <summary>Has the counters saved within the next three seconds, beside the regular saves: before a restart that is asked for. Any thread.</summary>
        public void SaveSoon()
        {
            _isSaveWanted = true;
        }

        /// <summary>Hands the counters over when they are asked for, and tells of saves that fail. The control loop, at every step; allocates nothing and waits for nothing.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void HandOver(long nowMs)
        {
            _counters.Step(nowMs);
            if (_isFailing != _toldFailing)
            {
                // Events are the control loop's to add: the storage thread only leaves word.
                _toldFailing = !_toldFailing;
                if (_toldFailing)
                {
                    _node.Events.Add(nowMs, EventKind.CountersUnsaved, -1, 0, 0, 0);
                }
            }
        }

        private void Run()
        {
            while (true)
            {
                Thread.Sleep(RestMs);
                Look(BoardClock.NowMs);
            }
        }

        private void Look(long nowMs)
        {
            if (_isAsked)
            {
                if (_counters.IsReady)
                {
                    _isAsked = false;
                    Save();
                }
            }
            else if (IsDue(nowMs))
            {
                _isAsked = true;
                _counters.Request();
            }
        }

        private bool IsDue(long nowMs)
        {
            if (_isSaveWanted)
            {
                _isSaveWanted = false;
                return true;
            }

            if (nowMs - _regularMs >= PeriodMs)
            {
                _regularMs = nowMs;
                _periods++;
                _allowance += _allowance < MostAllowance && _periods % _regainPeriods == 0 ? 1 : 0;
                return true;
            }

            int lockedOut = _counters.LockedOut;
            if (lockedOut != _triedLockedOut)
            {
                _triedLockedOut = lockedOut;
                return true;
            }

            if (_counters.Changes == _savedChanges || _allowance == 0)
            {
                return false;
            }

            _allowance--;
            return true;
        }

        private void Save()
        {
            _writer.Reset(_payload, 0, _payload.Length);
            _format.Write(_counters, _writer);
            _isFailing = _writer.Failed || !_file.Save(_payload, _writer.Length);
            if (!_isFailing)
            {
                _savedChanges = _counters.CopiedChanges;
            }
        }
    }
}
