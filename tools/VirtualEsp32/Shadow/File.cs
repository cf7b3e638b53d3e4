using System;
using System.IO;
using System.Text;
using VirtualEsp32.Storage;

namespace VirtualEsp32.Shadow
{
    /// <summary>nanoFramework's <c>System.IO.File</c> on the virtual flash. Whatever goes wrong is an <see cref="IOException"/>.</summary>
    public static class File
    {
        private const int ChunkBytes = 2048;

        private static VirtualFlash Flash => VirtualBoard.Current.Flash;

        /// <summary>Whether a file is there; false for a directory and for what is no path.</summary>
        public static bool Exists(string path)
        {
            try
            {
                return Flash.Lookup(path) == FlashEntry.File;
            }
            catch (Exception failure) when (failure is IOException or ArgumentException)
            {
                return false;
            }
        }

        /// <summary>Deletes a file; one that is not there is no error.</summary>
        /// <exception cref="IOException">It is open, is a directory, or its directory is not there.</exception>
        public static void Delete(string path)
        {
            var flash = Flash;
            path = FlashPath.Normal(path);
            object record = flash.Lock(path, FileAccess.ReadWrite, FileShare.None);
            try
            {
                if (flash.Lookup(ParentOf(path)) != FlashEntry.Directory)
                {
                    throw FlashErrors.DirectoryNotFound(path);
                }

                var entry = flash.Lookup(path);
                if (entry == FlashEntry.Directory)
                {
                    throw FlashErrors.Denied(path);
                }

                if (entry == FlashEntry.File)
                {
                    flash.Delete(path);
                }
            }
            finally
            {
                flash.Unlock(record);
            }
        }

        /// <summary>Renames a file.</summary>
        /// <exception cref="IOException">It is not there or is open, or the new name is taken: there is no replacing.</exception>
        public static void Move(string sourceFileName, string destFileName)
        {
            var flash = Flash;
            sourceFileName = FlashPath.Normal(sourceFileName);
            destFileName = FlashPath.Normal(destFileName);
            object record = flash.Lock(sourceFileName, FileAccess.ReadWrite, FileShare.None);
            try
            {
                if (flash.Lookup(sourceFileName) != FlashEntry.File)
                {
                    throw FlashErrors.FileNotFound(sourceFileName);
                }

                if (flash.Lookup(destFileName) != FlashEntry.None)
                {
                    throw FlashErrors.Exists(destFileName);
                }

                flash.Move(sourceFileName, destFileName);
            }
            finally
            {
                flash.Unlock(record);
            }
        }

        /// <summary>Copies a file.</summary>
        /// <exception cref="IOException">It is not there, or the other one is.</exception>
        public static void Copy(string sourceFileName, string destFileName)
        {
            Copy(sourceFileName, destFileName, false);
        }

        /// <summary>Copies a file.</summary>
        /// <param name="overwrite">Whether the other one may be there.</param>
        /// <exception cref="IOException">It is not there, or the other one is and must not be.</exception>
        public static void Copy(string sourceFileName, string destFileName, bool overwrite)
        {
            using var reader = new FileStream(sourceFileName, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var writer = new FileStream(
                destFileName, overwrite ? FileMode.Create : FileMode.CreateNew, FileAccess.Write, FileShare.None);
            byte[] chunk = new byte[ChunkBytes];
            int read;
            while ((read = reader.Read(chunk, 0, chunk.Length)) > 0)
            {
                writer.Write(chunk, 0, read);
            }
        }

        /// <summary>Makes a file, or empties it, and opens it.</summary>
        public static FileStream Create(string path)
        {
            return Open(path, FileMode.Create);
        }

        /// <summary>Makes a file, or empties it, and opens it.</summary>
        public static FileStream Create(string path, int bufferSize)
        {
            return new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize);
        }

        /// <summary>Opens a file for itself alone.</summary>
        public static FileStream Open(string path, FileMode mode)
        {
            return Open(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite);
        }

        /// <summary>Opens a file for itself alone.</summary>
        public static FileStream Open(string path, FileMode mode, FileAccess access)
        {
            return Open(path, mode, access, FileShare.None);
        }

        /// <summary>Opens a file.</summary>
        public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
        {
            return new FileStream(path, mode, access, share);
        }

        /// <summary>Opens a file for reading, for itself alone.</summary>
        public static FileStream OpenRead(string path)
        {
            return Open(path, FileMode.Open, FileAccess.Read);
        }

        /// <summary>Opens a file for writing from its start, for itself alone; makes it if it is not there.</summary>
        public static FileStream OpenWrite(string path)
        {
            return Open(path, FileMode.OpenOrCreate, FileAccess.Write);
        }

        /// <summary>Reads a file.</summary>
        /// <exception cref="IOException">It is not there.</exception>
        public static byte[] ReadAllBytes(string path)
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes, 0, bytes.Length);
            return bytes;
        }

        /// <summary>Reads a file of UTF-8.</summary>
        /// <exception cref="IOException">It is not there.</exception>
        public static string ReadAllText(string path)
        {
            return Encoding.UTF8.GetString(ReadAllBytes(path));
        }

        /// <summary>Writes a file anew.</summary>
        public static void WriteAllBytes(string path, byte[] bytes)
        {
            ArgumentNullException.ThrowIfNull(bytes);
            using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            stream.Write(bytes, 0, bytes.Length);
        }

        /// <summary>Writes a file anew, as UTF-8.</summary>
        public static void WriteAllText(string path, string? contents)
        {
            WriteAllBytes(path, Encoding.UTF8.GetBytes(contents ?? string.Empty));
        }

        private static string ParentOf(string path)
        {
            return FlashPath.Join(FlashPath.Split(path)[..^1]);
        }
    }
}
