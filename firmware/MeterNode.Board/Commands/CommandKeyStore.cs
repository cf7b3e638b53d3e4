using System;
using MeterNode.Board.Files;
using MeterNode.Services.Commands;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Commands
{
    /// <summary>
    /// The command key: a file that provisioning writes, and a record with that file's fingerprint, the key in use and the counter.
    /// A key file with another fingerprint is a new provisioning: its key counts, and the counter begins at 0; unless it holds the
    /// very key that is in use, as the owner's file does after a rotation. One thread.
    /// </summary>
    /// <remarks>
    /// Every change is saved twice, once into each of the record's two files, before anything follows from it. So both files have at
    /// least the counter of every command that was ever acted upon, and whichever of them is lost, the other refuses them all. When
    /// both are there and neither can be read, the node refuses everything rather than begin at 0; when one of the two was never
    /// written, no command can have been acted upon.
    /// </remarks>
    public sealed class CommandKeyStore : ICommandKeys
    {
        /// <summary>Where provisioning writes the key: 64 hexadecimal digits on one line.</summary>
        public const string KeyPath = "I:\\command.key";

        /// <summary>Path of the record, without the endings of its two files.</summary>
        public const string Path = "I:\\command";

        /// <summary>Kind of the record.</summary>
        public const int Kind = 0x4B43;

        /// <summary>Size of the record's payload, bytes.</summary>
        public const int RecordBytes = (2 * CommandSignature.Bytes) + 8;

        /// <summary>Saves of the record for each command.</summary>
        public const int SavesACommand = 2;

        private const int Schema = 1;
        private const int MostKeyFileBytes = 80;

        private readonly RecordFile _file = new RecordFile(Path, new Crc32(), Kind, Schema, RecordBytes);
        private readonly FlashFiles _files = new FlashFiles();
        private byte[] _fingerprint = new byte[CommandSignature.Bytes];

        /// <inheritdoc/>
        public byte[]? Key { get; private set; }

        /// <inheritdoc/>
        public long Counter { get; private set; }

        /// <summary>Why there is no key; empty where there is one.</summary>
        public string Problem { get; private set; } = "";

        /// <summary>Reads key file and record. Never throws for what they hold or lack.</summary>
        public void Load()
        {
            Key = null;
            Counter = 0;
            var fileKey = ReadKeyFile();
            if (fileKey == null)
            {
                return;
            }

            _fingerprint = CommandSignature.FingerprintOf(fileKey);
            var state = _file.Load(null);
            bool isRecord = state == RecordState.Whole || state == RecordState.OneCopy;
            bool isLost = !isRecord && IsThere(Path + ".a") && IsThere(Path + ".b");
            if (isLost || (isRecord && _file.Length != RecordBytes))
            {
                Problem = Path + ".a and .b cannot be read: delete both, and write another key";
                return;
            }

            // With its counter at 0, all that was signed with a rotated key could be repeated when its file comes to the board.
            bool isInUse = isRecord && IsInRecord(CommandSignature.Bytes, fileKey);
            bool isSameFile = isRecord && IsInRecord(0, _fingerprint);
            if (isSameFile || isInUse)
            {
                Key = new byte[CommandSignature.Bytes];
                Array.Copy(_file.Image, RecordFormat.HeaderBytes + CommandSignature.Bytes, Key, 0, CommandSignature.Bytes);
                Counter = LittleEndian.GetInt64(_file.Image, RecordFormat.HeaderBytes + (2 * CommandSignature.Bytes));
                if (state == RecordState.OneCopy || !isSameFile)
                {
                    Save(Key, Counter);
                }
            }
            else
            {
                // Should this fail, the first command saves it or is refused.
                Key = fileKey;
                Save(fileKey, 0);
            }
        }

        /// <inheritdoc/>
        public bool TryTake(long counter)
        {
            if (Key == null || counter <= Counter || !Save(Key, counter))
            {
                return false;
            }

            Counter = counter;
            return true;
        }

        /// <inheritdoc/>
        public bool TryRotate(byte[] key, long counter)
        {
            if (Key == null || counter <= Counter)
            {
                return false;
            }

            // One copy is enough: it is the newer one, so the new key rules from the next start on. To say "not saved" then would have
            // the owner drop it. Should that copy be lost before the next save, the old key is back, and only this rotation repeatable.
            long saves = _file.Saves;
            if (!Save(key, counter) && _file.Saves == saves)
            {
                return false;
            }

            Key = key;
            Counter = counter;
            return true;
        }

        private bool Save(byte[] key, long counter)
        {
            var payload = new byte[RecordBytes];
            Array.Copy(_fingerprint, payload, CommandSignature.Bytes);
            Array.Copy(key, 0, payload, CommandSignature.Bytes, CommandSignature.Bytes);
            LittleEndian.PutInt64(payload, 2 * CommandSignature.Bytes, counter);
            return _file.Save(payload, RecordBytes) && _file.Save(payload, RecordBytes);
        }

        /// <summary>Whether there is such a file, readable or not: one that cannot be opened now must not count as never written.</summary>
        private bool IsThere(string path)
        {
            return _files.Read(path, new byte[0]) != -1;
        }

        private bool IsInRecord(int offset, byte[] value)
        {
            var recorded = new byte[CommandSignature.Bytes];
            Array.Copy(_file.Image, RecordFormat.HeaderBytes + offset, recorded, 0, CommandSignature.Bytes);
            return CommandSignature.AreEqual(recorded, value);
        }

        private byte[]? ReadKeyFile()
        {
            var text = new byte[MostKeyFileBytes];
            int length = _files.Read(KeyPath, text);
            if (length < 0)
            {
                Problem = length == -1 ? KeyPath + " is missing" : _files.Problem;
                return null;
            }

            var key = new byte[CommandSignature.Bytes];
            bool isKey = length >= 2 * CommandSignature.Bytes && CommandEnvelope.TryReadHex(text, 0, key, true);
            for (int i = 2 * CommandSignature.Bytes; i < length; i++)
            {
                isKey &= text[i] == '\r' || text[i] == '\n' || text[i] == ' ';
            }

            Problem = isKey ? "" : KeyPath + " is not one line of 64 hexadecimal digits";
            return isKey ? key : null;
        }
    }
}
