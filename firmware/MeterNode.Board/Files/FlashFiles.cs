using System;
using System.IO;

namespace MeterNode.Board.Files
{
    /// <summary>
    /// Files on flash as the records and logs need them: a failure is a false and a reason, and a write counts only when the file
    /// has been opened again and found written. The platform can lose a write to a full flash without a word, and has nothing to
    /// ask for free space. Every call stalls all threads for some milliseconds.
    /// </summary>
    public sealed class FlashFiles
    {
        private const int HeadBytes = 24;
        private const int TailBytes = 12;

        private readonly byte[] _readBack = new byte[HeadBytes];

        /// <summary>Why the last call that failed did; empty where none has.</summary>
        public string Problem { get; private set; } = "";

        /// <summary>Files written since the start.</summary>
        public int Writes { get; private set; }

        /// <summary>Reads a file.</summary>
        /// <param name="path">Its path.</param>
        /// <param name="target">Is filled from index 0 on.</param>
        /// <returns>Its size, bytes; -1 where it is not there, -2 where it is too large or cannot be read.</returns>
        public int Read(string path, byte[] target)
        {
            try
            {
                if (!File.Exists(path))
                {
                    return -1;
                }

                using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read))
                {
                    int length = (int)stream.Length;
                    if (length > target.Length)
                    {
                        Problem = path + " is too large";
                        return -2;
                    }

                    return ReadFully(stream, target, length) ? length : -2;
                }
            }
            catch (Exception failure)
            {
                Problem = path + " cannot be read: " + failure.Message;
                return -2;
            }
        }

        /// <summary>The size of a file, bytes; -1 where it is not there or cannot be opened.</summary>
        /// <param name="path">Its path.</param>
        public int LengthOf(string path)
        {
            try
            {
                using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read))
                {
                    return (int)stream.Length;
                }
            }
            catch (Exception failure)
            {
                Problem = path + " cannot be opened: " + failure.Message;
                return -1;
            }
        }

        /// <summary>Writes a file anew, and looks whether it was written.</summary>
        /// <param name="path">Its path.</param>
        /// <param name="data">Holds its content.</param>
        /// <param name="offset">Where the content begins.</param>
        /// <param name="length">Its size, bytes.</param>
        /// <returns>Whether it is durable.</returns>
        public bool Write(string path, byte[] data, int offset, int length)
        {
            try
            {
                Writes++;
                using (var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None))
                {
                    stream.Write(data, offset, length);
                }

                if (IsWritten(path, data, offset, length))
                {
                    return true;
                }

                Problem = path + " was not written";
            }
            catch (Exception failure)
            {
                Problem = path + " cannot be written: " + failure.Message;
            }

            return false;
        }

        /// <summary>Deletes a file; one that is not there is no failure.</summary>
        /// <param name="path">Its path.</param>
        /// <returns>Whether it is gone.</returns>
        public bool Delete(string path)
        {
            try
            {
                File.Delete(path);
                return true;
            }
            catch (Exception failure)
            {
                Problem = path + " cannot be deleted: " + failure.Message;
                return false;
            }
        }

        /// <summary>Makes a directory, and lists its files.</summary>
        /// <param name="path">Its path.</param>
        /// <returns>The full paths of its files; null where it cannot be read.</returns>
        public string[]? List(string path)
        {
            try
            {
                Directory.CreateDirectory(path);
                return Directory.GetFiles(path);
            }
            catch (Exception failure)
            {
                Problem = path + " cannot be listed: " + failure.Message;
                return null;
            }
        }

        private static bool ReadFully(Stream stream, byte[] target, int length)
        {
            int done = 0;
            while (done < length)
            {
                int count = stream.Read(target, done, length - done);
                if (count <= 0)
                {
                    return false;
                }

                done += count;
            }

            return true;
        }

        /// <summary>
        /// Head and end are enough: they hold sequence number and checksum, and littlefs makes a file durable as a whole. All of
        /// it would take interpreted code 15 µs a byte.
        /// </summary>
        private bool IsWritten(string path, byte[] data, int offset, int length)
        {
            using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read))
            {
                if (stream.Length != length)
                {
                    return false;
                }

                int head = length < HeadBytes ? length : HeadBytes;
                if (!ReadFully(stream, _readBack, head) || !IsSame(data, offset, head))
                {
                    return false;
                }

                if (length <= HeadBytes + TailBytes)
                {
                    return true;
                }

                stream.Seek(length - TailBytes, SeekOrigin.Begin);
                return ReadFully(stream, _readBack, TailBytes) && IsSame(data, offset + length - TailBytes, TailBytes);
            }
        }

        private bool IsSame(byte[] data, int offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (_readBack[i] != data[offset + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
