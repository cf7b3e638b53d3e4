using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace VirtualEsp32.Storage
{
    /// <summary>
    /// The file system on the board's flash, drive <c>I:\</c>, modelled on littlefs: what is written becomes durable when the file
    /// is closed, as a whole; until then a reset or a power cut leaves the file as it was, a new one empty. Deleting, renaming and
    /// making files and directories are durable at once. The content survives resets and power cuts. Every operation takes the
    /// time of <see cref="Kernel.BoardTimings"/> and stalls the whole board.
    /// </summary>
    public sealed partial class VirtualFlash
    {
        /// <summary>The size of the drive on a board with 4 MB of flash.</summary>
        public const int SmallBytes = 256 * 1024;

        /// <summary>The size of the drive on a board with 8 MB of flash.</summary>
        public const int LargeBytes = 2 * 1024 * 1024;

        /// <summary>What is erased at once.</summary>
        public const int SectorBytes = FlashMedia.SectorBytes;

        private readonly VirtualBoard _board;
        private readonly FlashLocks _locks = new FlashLocks();
        private readonly List<FlashHandle> _handles = new List<FlashHandle>();
        private FlashMedia _media = null!;
        private FlashTree _tree = null!;
        private bool _isDamaged;
        private long _operations;
        private long _changes;

        internal VirtualFlash(VirtualBoard board)
        {
            _board = board;
            Resize(SmallBytes);
        }

        /// <summary>
        /// Is raised before each operation of the firmware. A handler that cuts the power or resets the board has the operation
        /// not happen.
        /// </summary>
        public event Action<FlashOperation>? OperationStarting;

        /// <summary>Is raised after each operation of the firmware. What it made durable stays, whatever a handler does.</summary>
        public event Action<FlashOperation>? OperationFinished;

        /// <summary>Size of the drive, bytes.</summary>
        public int SizeBytes => _media.Sectors * SectorBytes;

        /// <summary>Bytes in sectors that hold nothing; the platform has no way of asking for it.</summary>
        public int FreeBytes => _media.FreeSectors * SectorBytes;

        /// <summary>Operations of the firmware so far.</summary>
        public long Operations => _operations;

        /// <summary>Those of them that changed something.</summary>
        public long Changes => _changes;

        /// <summary>Erases of all sectors together; typical NOR flash stands 100 000 of each.</summary>
        public long TotalErases => _media.TotalErases;

        /// <summary>Erases of the sector that has had most.</summary>
        public int MostSectorErases => _media.MostErases;

        /// <summary>Bytes programmed so far, metadata and padding included.</summary>
        public long ProgrammedBytes => _media.ProgrammedBytes;

        /// <summary>How often the drive was formatted because it could not be mounted.</summary>
        public int Formats { get; private set; }

        /// <summary>
        /// How a full flash shows: by an <see cref="IOException"/> (the default), or not at all. On the board a short write to a
        /// full flash can be lost without any exception: the runtime does not look at the result of emptying its buffer, and
        /// littlefs closes a failed file as if nothing had happened. The file then keeps its old content.
        /// </summary>
        public bool IsSilentWhenFull { get; set; }

        /// <summary>Erases of one sector.</summary>
        /// <param name="sector">From 0 to the size divided by <see cref="SectorBytes"/>.</param>
        public int ErasesOf(int sector)
        {
            return _media.ErasesOf(sector);
        }

        internal void OnReset()
        {
            foreach (var handle in _handles)
            {
                handle.Discard();
            }

            _handles.Clear();
            _locks.Clear();
            _media.ForgetCost();
            if (_isDamaged)
            {
                // The platform formats a drive that it cannot mount, and the Wi-Fi credentials go with it.
                _isDamaged = false;
                Formats++;
                Format();
                _board.Network.ForgetWifi();
            }
        }

        /// <summary>Whether a path is there.</summary>
        internal FlashEntry Lookup(string path)
        {
            var operation = Begin(FlashOperationKind.Lookup, path, changes: false);
            Spend(_board.Timings.FileLookupUs);
            string[] names = FlashPath.Split(path);
            var result = _tree.Lookup(names);
            End(operation);
            return result;
        }

        /// <summary>Opens a file, and makes it if it is not there.</summary>
        /// <exception cref="IOException">There is no such directory, or the flash is full.</exception>
        internal FlashHandle Open(string path, object record)
        {
            string[] names = FlashPath.Split(path);
            var file = _tree.FindFile(names);
            var operation = Begin(file is null ? FlashOperationKind.Create : FlashOperationKind.Open, path, changes: file is null);
            if (file is null)
            {
                var directory = _tree.ParentOf(names);
                file = new FlashFile(names[^1], directory.PairFor(names[^1].Length + FlashDirectory.CommitBytes));
                file.Pair.Append(file.EntryBytes + FlashDirectory.CommitBytes);
                Spend(_board.Timings.FileOpenUs);
                file.Pair.LiveBytes += file.EntryBytes;
                directory.Files.Add(file.Name, file);
            }
            else
            {
                Spend(_board.Timings.FileOpenUs);
            }

            var handle = new FlashHandle(_media, file, path, record);
            _handles.Add(handle);
            End(operation);
            return handle;
        }

        internal int Read(FlashHandle handle, int position, byte[] buffer, int offset, int count)
        {
            var operation = Begin(FlashOperationKind.Read, handle.Path, changes: false);
            int read = handle.Read(position, buffer, offset, count);
            Spend((read * (long)_board.Timings.FileReadPerKilobyteUs / 1024) + 100);
            End(operation);
            return read;
        }

        /// <exception cref="IOException">The flash is full.</exception>
        internal void Write(FlashHandle handle, int position, byte[] buffer, int offset, int count)
        {
            var operation = Begin(FlashOperationKind.Write, handle.Path, changes: true);
            UnlessFull(() => handle.Write(position, buffer, offset, count));
            Spend(100);
            End(operation);
        }

        internal void Flush(FlashHandle handle)
        {
            var operation = Begin(FlashOperationKind.Flush, handle.Path, changes: false);
            Spend(100);
            End(operation);
        }

        /// <exception cref="IOException">The flash is full.</exception>
        internal void SetLength(FlashHandle handle, int length)
        {
            var operation = Begin(FlashOperationKind.SetLength, handle.Path, changes: true);
            UnlessFull(() => handle.SetLength(length));
            Spend(100);
            End(operation);
        }

        /// <summary>Closes a file; what was written becomes durable.</summary>
        /// <exception cref="IOException">The flash is full.</exception>
        internal void Close(FlashHandle handle)
        {
            bool commits = handle.IsDirty && !handle.HasFailed;
            var operation = Begin(commits ? FlashOperationKind.Commit : FlashOperationKind.Close, handle.Path, commits);
            try
            {
                if (commits)
                {
                    UnlessFull(() => Commit(handle));
                }

                Spend(100);
            }
            finally
            {
                if (_handles.Remove(handle))
                {
                    handle.Discard();
                    _locks.Release(handle.Record);
                }
            }

            End(operation);
        }

        internal object Lock(string path, FileAccess access, FileShare share)
        {
            return _locks.Take(path, access, share);
        }

        internal void Unlock(object record)
        {
            _locks.Release(record);
        }

        /// <summary>Deletes a file that is there.</summary>
        internal void Delete(string path)
        {
            string[] names = FlashPath.Split(path);
            var file = _tree.FindFile(names) ?? throw FlashErrors.FileNotFound(path);
            var operation = Begin(FlashOperationKind.Delete, path, changes: true);
            file.Pair.Append(FlashDirectory.CommitBytes);
            Spend(_board.Timings.FileLookupUs);
            _tree.Remove(names, file);
            End(operation);
        }

        /// <summary>Gives a file another name, at once or not at all.</summary>
        /// <exception cref="IOException">There is no such directory, or the flash is full.</exception>
        internal void Move(string path, string newPath)
        {
            string[] names = FlashPath.Split(path);
            string[] newNames = FlashPath.Split(newPath);
            var file = _tree.FindFile(names) ?? throw FlashErrors.FileNotFound(path);
            var target = _tree.ParentOf(newNames);
            var operation = Begin(FlashOperationKind.Move, path, changes: true);
            var pair = target.PairFor(file.EntryBytes + newNames[^1].Length);
            pair.Append(file.EntryBytes + FlashDirectory.CommitBytes);
            Spend(_board.Timings.FileLookupUs);
            _tree.ParentOf(names).Files.Remove(file.Name);
            file.Pair.LiveBytes -= file.EntryBytes;
            file.Name = newNames[^1];
            file.Pair = pair;
            pair.LiveBytes += file.EntryBytes;
            target.Files.Add(file.Name, file);
            End(operation);
        }

        /// <exception cref="IOException">Its parent is not there, or the flash is full.</exception>
        internal void MakeDirectory(string path)
        {
            string[] names = FlashPath.Split(path);
            var operation = Begin(FlashOperationKind.MakeDirectory, path, changes: true);
            var parent = _tree.ParentOf(names);
            var directory = new FlashDirectory(_media, names[^1], new MetadataPair(_media));
            parent.Append(names[^1].Length);
            Spend(_board.Timings.FileLookupUs);
            parent.Directories.Add(directory.Name, directory);
            End(operation);
        }

        /// <exception cref="IOException">It is not empty.</exception>
        internal void RemoveDirectory(string path, bool recursive)
        {
            string[] names = FlashPath.Split(path);
            var directory = _tree.FindDirectory(names)!;
            _locks.RequireUnused(FlashPath.Join(names));
            var operation = Begin(FlashOperationKind.RemoveDirectory, path, changes: true);
            if (!recursive && !directory.IsEmpty)
            {
                throw FlashErrors.NotEmpty(path);
            }

            var parent = _tree.ParentOf(names);
            parent.Append(names[^1].Length);
            Spend(_board.Timings.FileLookupUs);
            _tree.Remove(names, directory);
            End(operation);
        }

        /// <summary>The full paths in a directory; as on the platform not those of files that end in <c>.sys</c>.</summary>
        internal string[] List(string path, bool directories)
        {
            string[] names = FlashPath.Split(path);
            var operation = Begin(FlashOperationKind.List, path, changes: false);
            var directory = _tree.FindDirectory(names) ?? throw FlashErrors.DirectoryNotFound(path);
            Spend(_board.Timings.FileOpenUs + (_board.Timings.FileLookupUs * (long)directory.Files.Count));
            var found = directories ? directory.Directories.Keys : directory.Files.Keys.Where(name => !name.EndsWith(".sys"));
            var result = found.Select(name => FlashPath.Join(names.Append(name).ToArray())).ToArray();
            End(operation);
            return result;
        }

        private FlashOperation Begin(FlashOperationKind kind, string path, bool changes)
        {
            RequirePower();
            var operation = new FlashOperation(_operations++, changes ? _changes++ : -1, kind, path);
            OperationStarting?.Invoke(operation);
            RequirePower();
            return operation;
        }

        private void End(FlashOperation operation)
        {
            OperationFinished?.Invoke(operation);
            RequirePower();
        }

        private void Spend(long us)
        {
            _board.Scheduler.Advance(us + _media.TakeCostUs(_board.Timings));
            RequirePower();
        }

        private void RequirePower()
        {
            _board.Scheduler.ThrowIfResetting();
            if (!_board.Powered || _board.Scheduler.Resetting)
            {
                throw FlashErrors.NoPower();
            }
        }

        private void UnlessFull(Action change)
        {
            try
            {
                change();
            }
            catch (IOException) when (IsSilentWhenFull)
            {
                // As on the board: the error is lost on the way, and so is the data.
            }
        }

        private void Commit(FlashHandle handle)
        {
            handle.Complete();
            var file = handle.File;
            int before = file.EntryBytes;
            file.Pair.Append(Math.Min(handle.Length, FlashFile.MostInlineBytes) + FlashDirectory.CommitBytes);
            Spend(0);
            handle.Commit();
            file.Pair.LiveBytes += file.EntryBytes - before;
        }
    }
}
