using MeterNode.Services.Messaging.Discovery;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Files
{
    /// <summary>
    /// Keeps on flash what a Home Assistant may know of the node. It is written when the settings have changed and at no other time:
    /// before the new entities are announced, and when one that has started since was told of the dropped ones.
    /// </summary>
    public sealed class AnnouncementFile : IAnnouncementStore
    {
        /// <summary>Path of the record, without the endings of its two files.</summary>
        public const string Path = "I:\\announced";

        /// <summary>Kind of the record.</summary>
        public const int Kind = 0x4148;

        private const int Schema = 1;

        private RecordFile? _file;

        /// <inheritdoc/>
        public void Load(AnnouncementRecord record)
        {
            record.Clear();
            var state = Open().Load(null);
            if (state == RecordState.Whole || state == RecordState.OneCopy)
            {
                var reader = new ByteReader(Open().Image);
                reader.Reset(Open().Image, RecordFormat.HeaderBytes, Open().Length);
                record.Read(reader);
            }
        }

        /// <inheritdoc/>
        public bool Save(AnnouncementRecord record)
        {
            var payload = new byte[AnnouncementRecord.MostBytes];
            var writer = new ByteWriter(payload);
            writer.Reset(payload, 0, payload.Length);
            record.Write(writer);
            return !writer.Failed && Open().Save(payload, writer.Length);
        }

        /// <summary>Made when it is needed first: a node without a broker needs none of it.</summary>
        private RecordFile Open()
        {
            return _file ??= new RecordFile(Path, new Crc32(), Kind, Schema, AnnouncementRecord.MostBytes);
        }
    }
}
