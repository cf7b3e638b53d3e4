using MeterNode.Services.Messaging.Discovery;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Tests.Messaging
{
    /// <summary>Keeps a record of what was announced over the restarts of a test.</summary>
    internal sealed class KeptAnnouncement : IAnnouncementStore
    {
        private readonly byte[] _record = new byte[AnnouncementRecord.MostBytes];
        private int _length;

        public bool Fails { get; set; }

        public int Saves { get; private set; }

        public void Load(AnnouncementRecord record)
        {
            record.Clear();
            if (_length > 0)
            {
                var reader = new ByteReader(_record);
                reader.Reset(_record, 0, _length);
                record.Read(reader);
            }
        }

        public bool Save(AnnouncementRecord record)
        {
            if (Fails)
            {
                return false;
            }

            var writer = new ByteWriter(_record);
            writer.Reset(_record, 0, _record.Length);
            record.Write(writer);
            _length = writer.Length;
            Saves++;
            return !writer.Failed;
        }
    }
}
