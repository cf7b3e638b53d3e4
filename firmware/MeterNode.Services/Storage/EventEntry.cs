using MeterNode.Core.Messaging;

namespace MeterNode.Services.Storage
{
    /// <summary>
    /// An event as a log entry. It holds names and not indices: by the time that it is delivered the settings may be others.
    /// </summary>
    /// <remarks>
    /// Bytes: layout version (1), bit 0 whether the time is UTC, kind; as compact numbers boot and time; as compact numbers with
    /// their sign in bit 0 subject, detail, second detail, value, supply current and budget; then name of the subject, name of the
    /// partner and text, each as its length (compact) and UTF-8.
    /// </remarks>
    public sealed class EventEntry
    {
        /// <summary>What an entry takes at most, bytes.</summary>
        public const int MostBytes = 480;

        private const int Layout = 1;
        private const int UtcBit = 1;

        // In UTF-8 at most three bytes each: leaves room for the rest.
        private const int MostTextChars = 110;

        private readonly ByteWriter _writer = new ByteWriter(new byte[0]);
        private readonly ByteReader _reader = new ByteReader(new byte[0]);

        /// <summary>Whether <see cref="TimeMs"/> is UTC.</summary>
        public bool IsUtc { get; private set; }

        /// <summary>Which start of the node it happened in.</summary>
        public int Boot { get; private set; }

        /// <summary>When it happened: ms since 1970 UTC, or of the monotonic clock.</summary>
        public long TimeMs { get; private set; }

        /// <summary>The event, after <see cref="Read"/>; without its number and its time.</summary>
        public EventRecord Record { get; } = new EventRecord();

        /// <summary>Writes an event.</summary>
        /// <param name="record">The event, with its names.</param>
        /// <param name="boot">Which start of the node this is.</param>
        /// <param name="utcMs">When, ms since 1970 UTC; 0 where the time is not known.</param>
        /// <param name="target">Is filled from index 0 on.</param>
        /// <returns>Its size, bytes; 0 where it does not fit.</returns>
        public int Write(EventRecord record, int boot, long utcMs, byte[] target)
        {
            var writer = _writer;
            writer.Reset(target, 0, target.Length < MostBytes ? target.Length : MostBytes);
            writer.PutByte(Layout);
            writer.PutByte(utcMs > 0 ? UtcBit : 0);
            writer.PutByte((int)record.Kind);
            writer.PutCompact(boot);
            writer.PutCompact(utcMs > 0 ? utcMs : record.TimeMs);
            PutSigned(record.Subject);
            PutSigned(record.Detail);
            PutSigned(record.Detail2);
            PutSigned(record.Value);
            PutSigned(record.SupplyMa);
            PutSigned(record.BudgetPermille);
            PutText(record.SubjectName);
            PutText(record.PartnerName);
            PutText(record.Text);
            return writer.Failed ? 0 : writer.Length;
        }

        /// <summary>Reads an event.</summary>
        /// <param name="data">Is read.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="length">Its size, bytes.</param>
        /// <returns>Whether it is one, of this layout; otherwise this object holds nothing of use.</returns>
        public bool Read(byte[] data, int offset, int length)
        {
            var reader = _reader;
            reader.Reset(data, offset, length);
            if (reader.GetByte() != Layout)
            {
                return false;
            }

            IsUtc = (reader.GetByte() & UtcBit) != 0;
            Record.Kind = (EventKind)reader.GetByte();
            Boot = (int)reader.GetCompact();
            TimeMs = reader.GetCompact();
            Record.Subject = GetSigned();
            Record.Detail = GetSigned();
            Record.Detail2 = GetSigned();
            Record.Value = GetSigned();
            Record.SupplyMa = GetSigned();
            Record.BudgetPermille = GetSigned();
            Record.SubjectName = reader.GetText();
            Record.PartnerName = reader.GetText();
            Record.Text = reader.GetText();
            return !reader.Failed && reader.Remaining == 0;
        }

        private void PutSigned(int value)
        {
            long wide = value;
            _writer.PutCompact(wide < 0 ? (-wide * 2) - 1 : wide * 2);
        }

        private int GetSigned()
        {
            long wide = _reader.GetCompact();
            return (int)((wide & 1) != 0 ? -((wide + 1) / 2) : wide / 2);
        }

        private void PutText(string text)
        {
            _writer.PutText(text.Length > MostTextChars ? text.Substring(0, MostTextChars) : text);
        }
    }
}
