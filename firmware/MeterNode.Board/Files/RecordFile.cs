using System;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Files
{
    /// <summary>
    /// A record on flash: two files, of which a save writes the one that does not count, so that at every moment one of them is
    /// whole. A save that fails or is cut off leaves the record as it was. Nothing here throws; one thread at a time.
    /// </summary>
    public sealed class RecordFile
    {
        private readonly RecordFormat _format;
        private readonly FlashFiles _files = new FlashFiles();
        private readonly string[] _paths;
        private readonly int _schema;
        private readonly byte[] _image;
        private int _current = -1;

        /// <summary>Makes access to a record; reads nothing yet.</summary>
        /// <param name="path">Path of its files without the ending, such as <c>I:\energy</c>.</param>
        /// <param name="crc">Computes the checksums.</param>
        /// <param name="kind">What the record is of, 0 to 65535; no two kinds of records are the same.</param>
        /// <param name="schema">Version of today's payload, 0 to 65535.</param>
        /// <param name="mostBytes">Largest payload of any version, bytes.</param>
        public RecordFile(string path, Crc32 crc, int kind, int schema, int mostBytes)
        {
            _format = new RecordFormat(crc, kind);
            _paths = new[] { path + ".a", path + ".b" };
            _schema = schema;
            _image = new byte[RecordFormat.HeaderBytes + mostBytes];
        }

        /// <summary>Holds the payload from <see cref="RecordFormat.HeaderBytes"/> on, after a load until the next save.</summary>
        public byte[] Image => _image;

        /// <summary>Size of the payload that was loaded or saved last, bytes.</summary>
        public int Length { get; private set; }

        /// <summary>How often the record was saved in its life; rises by one with every save, over restarts too.</summary>
        public long Saves { get; private set; }

        /// <summary>Saves that failed since the start.</summary>
        public int FailedSaves { get; private set; }

        /// <summary>Why the last failure was; empty where there was none.</summary>
        public string Problem { get; private set; } = "";

        /// <summary>Loads the newest whole copy. One of another schema is converted and saved as today's.</summary>
        /// <param name="migration">Converts payloads of other schema versions; null where there are none.</param>
        /// <returns>What was found; the payload is there with <see cref="RecordState.OneCopy"/> and <see cref="RecordState.Whole"/>.</returns>
        public RecordState Load(IRecordMigration? migration)
        {
            var first = ReadCopy(0);
            long firstSequence = Saves;
            Saves = 0;
            var second = ReadCopy(1);
            long secondSequence = Saves;

            // A copy that cannot be used still counts here: nothing is ever saved with a number that was there before.
            Saves = firstSequence > secondSequence ? firstSequence : secondSequence;
            int newer = RecordFormat.Newer(first, firstSequence, second, secondSequence);
            if (newer < 0)
            {
                Length = 0;

                // An empty file is one whose first save was cut off: nothing was ever there.
                return IsNothing(first) && IsNothing(second) ? RecordState.Missing : RecordState.Damaged;
            }

            int older = 1 - newer;
            bool olderIsGood = newer == 0 ? second == RecordCheck.Good : first == RecordCheck.Good;
            bool olderIsMissing = (newer == 0 ? second : first) == RecordCheck.Missing;
            if (Use(newer, migration))
            {
                return olderIsGood || olderIsMissing ? RecordState.Whole : RecordState.OneCopy;
            }

            if (olderIsGood && Use(older, migration))
            {
                return RecordState.OneCopy;
            }

            Length = 0;
            return RecordState.OtherSchema;
        }

        /// <summary>Saves a payload, in place of the older copy.</summary>
        /// <param name="payload">Holds it; not <see cref="Image"/>.</param>
        /// <param name="length">Its size, bytes.</param>
        /// <returns>Whether it is durable; if not the record is what it was, and <see cref="Problem"/> tells why.</returns>
        public bool Save(byte[] payload, int length)
        {
            if (length < 0 || length > _image.Length - RecordFormat.HeaderBytes)
            {
                FailedSaves++;
                Problem = _paths[0] + ": " + length.ToString() + " bytes are too many";
                return false;
            }

            Array.Copy(payload, 0, _image, RecordFormat.HeaderBytes, length);
            return SaveImage(length);
        }

        private static bool IsNothing(RecordCheck check)
        {
            return check == RecordCheck.Missing || check == RecordCheck.Empty;
        }

        private bool SaveImage(int length)
        {
            int target = _current == 0 ? 1 : 0;
            int size = _format.Seal(_image, length, _schema, Saves + 1);
            if (!_files.Write(_paths[target], _image, 0, size))
            {
                FailedSaves++;
                Problem = _files.Problem;
                return false;
            }

            _current = target;
            Saves++;
            Length = length;
            return true;
        }

        /// <summary>Reads a copy into the image, and its number into <see cref="Saves"/>.</summary>
        private RecordCheck ReadCopy(int copy)
        {
            Saves = 0;
            int size = _files.Read(_paths[copy], _image);
            if (size == -1)
            {
                return RecordCheck.Missing;
            }

            var check = size < 0 ? RecordCheck.WrongLength : _format.Check(_image, size);
            if (check == RecordCheck.Good)
            {
                Saves = RecordFormat.Sequence(_image);
            }
            else
            {
                Problem = _paths[copy] + " is damaged";
            }

            return check;
        }

        private bool Use(int copy, IRecordMigration? migration)
        {
            long saves = Saves;
            var check = ReadCopy(copy);
            Saves = saves;
            if (check != RecordCheck.Good)
            {
                return false;
            }

            int schema = RecordFormat.Schema(_image);
            int length = RecordFormat.Length(_image);
            if (schema == _schema)
            {
                _current = copy;
                Length = length;
                return true;
            }

            var converted = new byte[_image.Length - RecordFormat.HeaderBytes];
            int size = migration == null ? -1 : migration.Migrate(schema, _image, RecordFormat.HeaderBytes, length, converted);
            if (size < 0 || size > converted.Length)
            {
                Problem = _paths[copy] + " is of schema " + schema.ToString();
                return false;
            }

            // A save that fails is no reason to do without the converted payload: the next start converts again.
            _current = copy;
            Array.Copy(converted, 0, _image, RecordFormat.HeaderBytes, size);
            SaveImage(size);
            Length = size;
            return true;
        }
    }
}
