using System;
using System.Collections.Generic;
using System.IO;

namespace VirtualEsp32.Storage
{
    /// <summary>
    /// Which files are open, and how they may be shared, by the rules of the platform: a second opening of a file succeeds only if
    /// it shares for reading and writing and the first one allows its access.
    /// </summary>
    internal sealed class FlashLocks
    {
        private readonly List<Lock> _open = new List<Lock>();

        /// <exception cref="IOException">Somebody else has the file.</exception>
        internal object Take(string path, FileAccess access, FileShare share)
        {
            foreach (var other in _open)
            {
                // Names differ by case on the flash, but not for the platform's list of open files.
                bool same = string.Equals(other.Path, path, StringComparison.OrdinalIgnoreCase);
                if (same && (share != FileShare.ReadWrite || ((int)other.Share & (int)access) != (int)access))
                {
                    throw FlashErrors.Denied(path);
                }
            }

            var taken = new Lock(path, share);
            _open.Add(taken);
            return taken;
        }

        internal void Release(object record)
        {
            _open.Remove((Lock)record);
        }

        /// <exception cref="IOException">A file in the directory is open.</exception>
        internal void RequireUnused(string directory)
        {
            if (_open.Exists(file => file.Path.StartsWith(directory + "\\", StringComparison.OrdinalIgnoreCase)))
            {
                throw FlashErrors.Denied(directory);
            }
        }

        internal void Clear()
        {
            _open.Clear();
        }

        private sealed class Lock
        {
            internal Lock(string path, FileShare share)
            {
                Path = path;
                Share = share;
            }

            internal string Path { get; }

            internal FileShare Share { get; }
        }
    }
}
