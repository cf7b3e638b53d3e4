using MeterNode.Services.Messaging.Discovery;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Files
{
    /// <summary>
    /// Keeps on flash what was announced to Home Assistant. It is written when the settings have changed and at no other time: once
    /// before the new entities are announced, and once when the dropped ones are taken back.
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
        public void Load(AnnouncedEntities announced)
        {
            announced.Clear();
            var state = Open().Load(null);
            if (state == RecordState.Whole || state == RecordState.OneCopy)
            {
                var reader = new ByteReader(Open().Image);
                reader.Reset(Open().Image, RecordFormat.HeaderBytes, Open().Length);
                announced.Read(reader);
            }
        }

        /// <inheritdoc/>
        public bool Save(AnnouncedEntities announced)
        {
            var payload = new byte[AnnouncedEntities.MostBytes];
            var writer = new ByteWriter(payload);
            writer.Reset(payload, 0, payload.Length);
            announced.Write(writer);
            return !writer.Failed && Open().Save(payload, writer.Length);
        }

        /// <summary>Made when it is needed first: a node without a broker needs none of it.</summary>
        private RecordFile Open()
        {
            return _file ??= new RecordFile(Path, new Crc32(), Kind, Schema, AnnouncedEntities.MostBytes);
        }
    }
}
