using System;
using System.Collections;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Tests.Outboxes
{
    /// <summary>A log in memory whose flash can fail.</summary>
    internal sealed class FakeLog : IRecordLog
    {
        private readonly LogFormat _format = new LogFormat(new Crc32());
        private readonly ArrayList _entries = new ArrayList();
        private int _committed;

        public bool IsBroken { get; set; }

        public int Commits { get; private set; }

        public long Released { get; private set; }

        public long Next => _entries.Count + 1;

        public int MostEntryBytes => 512;

        public long Dropped { get; set; }

        public long Damaged { get; set; }

        public bool IsAcknowledgeUnsaved { get; private set; }

        public int Committed => _committed;

        public bool Open()
        {
            return !IsBroken;
        }

        public long Add(byte[] payload, int length)
        {
            byte[] entry = new byte[length];
            Array.Copy(payload, 0, entry, 0, length);
            return _entries.Add(entry) + 1;
        }

        public bool Commit()
        {
            if (IsBroken)
            {
                return false;
            }

            Commits++;
            _committed = _entries.Count;
            return true;
        }

        public bool TryRead(long after, LogEntry entry)
        {
            long next = after > Released ? after : Released;
            if (next >= _committed)
            {
                return false;
            }

            var data = (byte[])_entries[(int)next];
            byte[] file = new byte[data.Length + (2 * LogFormat.HeaderBytes)];
            int end = _format.Write(file, 0, next + 1, 1, data, 0, data.Length);
            int position = 0;
            return _format.TryRead(file, _format.WriteEnd(file, end, next + 1), ref position, next, next + 1, entry);
        }

        public void Acknowledge(long sequence)
        {
            Released = sequence > Released ? sequence : Released;
            IsAcknowledgeUnsaved = true;
        }

        public void SaveAcknowledged()
        {
            IsAcknowledgeUnsaved = false;
        }
    }
}
