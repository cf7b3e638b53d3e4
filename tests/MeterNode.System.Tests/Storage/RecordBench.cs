using MeterNode.Board.Files;
using MeterNode.Services.Storage;

namespace MeterNode.System.Tests.Storage
{
    /// <summary>A record of one number, with enough after it to tell a wrong one.</summary>
    internal sealed class RecordBench : IRecordMigration
    {
        internal const string Path = "I:\\count";
        internal const int Kind = 7;
        private const int OldBytes = 40;

        private readonly byte[] _payload = new byte[64];
        private readonly int _schema;

        internal RecordBench(int schema)
        {
            _schema = schema;
            File = new RecordFile(Path, new Crc32(), Kind, schema, 64);
        }

        internal RecordFile File { get; }

        internal int Migrations { get; private set; }

        /// <summary>The number that was loaded; -1 where the payload is not what belongs to it.</summary>
        internal long Value
        {
            get
            {
                long value = LittleEndian.GetInt64(File.Image, RecordFormat.HeaderBytes);
                bool isWhole = File.Length == Size(_schema);
                for (int i = 8; i < File.Length; i++)
                {
                    isWhole &= File.Image[RecordFormat.HeaderBytes + i] == Filler(value, i, _schema);
                }

                return isWhole ? value : -1;
            }
        }

        public int Migrate(int schema, byte[] payload, int offset, int length, byte[] target)
        {
            if (schema != 1 || _schema != 2 || length != OldBytes)
            {
                return -1;
            }

            Migrations++;
            Fill(target, LittleEndian.GetInt64(payload, offset));
            return Size(_schema);
        }

        internal RecordState Load()
        {
            return File.Load(this);
        }

        internal bool Save(long value)
        {
            Fill(_payload, value);
            return File.Save(_payload, Size(_schema));
        }

        private static int Size(int schema)
        {
            return schema == 1 ? OldBytes : 64;
        }

        private static byte Filler(long value, int i, int schema)
        {
            return (byte)((value * 31) + (i * 7) + schema);
        }

        private void Fill(byte[] target, long value)
        {
            LittleEndian.PutInt64(target, 0, value);
            for (int i = 8; i < Size(_schema); i++)
            {
                target[i] = Filler(value, i, _schema);
            }
        }
    }
}
