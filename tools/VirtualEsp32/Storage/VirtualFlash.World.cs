using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace VirtualEsp32.Storage
{
    /// <content>The world's side: a programmer at the chip. No time passes, no operation is counted, nothing wears.</content>
    public sealed partial class VirtualFlash
    {
        /// <summary>Puts another chip in: empty, and new.</summary>
        /// <param name="sizeBytes">Its size: <see cref="SmallBytes"/>, <see cref="LargeBytes"/> or another multiple of a sector.</param>
        /// <exception cref="ArgumentOutOfRangeException">Less than four sectors.</exception>
        public void Resize(int sizeBytes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(sizeBytes, 4 * SectorBytes);
            _media = new FlashMedia(sizeBytes, _board.Seed);
            Format();
        }

        /// <summary>Whether a file is there.</summary>
        /// <param name="path">From the drive on.</param>
        public bool HasFile(string path)
        {
            return _tree.FindFile(FlashPath.Split(path)) is not null;
        }

        /// <summary>The durable content of a file.</summary>
        /// <param name="path">From the drive on.</param>
        /// <exception cref="IOException">It is not there.</exception>
        public byte[] ReadFile(string path)
        {
            return (byte[])Find(path).Content.Clone();
        }

        /// <summary>Puts a file on the flash, with the directories that it needs.</summary>
        /// <param name="path">From the drive on.</param>
        /// <param name="content">Its content.</param>
        /// <exception cref="IOException">The flash is full.</exception>
        public void WriteFile(string path, byte[] content)
        {
            string[] names = FlashPath.Split(path);
            var directory = _tree.Root;
            foreach (string name in names[..^1])
            {
                if (!directory.Directories.TryGetValue(name, out var inner))
                {
                    inner = new FlashDirectory(_media, name, new MetadataPair(_media));
                    directory.Directories.Add(name, inner);
                }

                directory = inner;
            }

            if (!directory.Files.TryGetValue(names[^1], out var file))
            {
                file = new FlashFile(names[^1], directory.PairFor(names[^1].Length + FlashDirectory.CommitBytes));
                directory.Files.Add(file.Name, file);
                file.Pair.LiveBytes += file.EntryBytes;
            }

            int before = file.EntryBytes;
            var handle = new FlashHandle(_media, file, path, this);
            handle.SetLength(0);
            handle.Write(0, content, 0, content.Length);
            handle.Complete();
            handle.Commit();
            file.Pair.LiveBytes += file.EntryBytes - before;
            _media.ForgetCost();
        }

        /// <summary>Takes a file off the flash.</summary>
        /// <param name="path">From the drive on.</param>
        /// <returns>Whether it was there.</returns>
        public bool DeleteFile(string path)
        {
            string[] names = FlashPath.Split(path);
            var file = _tree.FindFile(names);
            if (file is not null)
            {
                _tree.Remove(names, file);
            }

            return file is not null;
        }

        /// <summary>The paths of all files, in their order.</summary>
        public IReadOnlyList<string> ListFiles()
        {
            return _tree.Paths();
        }

        /// <summary>Lets a byte of a file rot.</summary>
        /// <param name="path">From the drive on.</param>
        /// <param name="offset">Which byte.</param>
        /// <param name="mask">The bits to flip.</param>
        /// <exception cref="IOException">The file is not there.</exception>
        /// <exception cref="ArgumentOutOfRangeException">It is shorter.</exception>
        public void FlipBits(string path, int offset, byte mask)
        {
            var content = Find(path).Content;
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(offset, content.Length);
            content[offset] ^= mask;
        }

        /// <summary>Damages the file system itself: at the next start it cannot be mounted, and is formatted.</summary>
        public void DamageFileSystem()
        {
            _isDamaged = true;
        }

        /// <summary>Copies all files to a directory of the PC, which is emptied first.</summary>
        /// <param name="directory">The directory; made if it is not there.</param>
        public void SaveTo(string directory)
        {
            if (System.IO.Directory.Exists(directory))
            {
                System.IO.Directory.Delete(directory, recursive: true);
            }

            System.IO.Directory.CreateDirectory(directory);
            foreach (string path in ListFiles())
            {
                string target = Path.Combine(FlashPath.Split(path).Prepend(directory).ToArray());
                System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                System.IO.File.WriteAllBytes(target, ReadFile(path));
            }
        }

        /// <summary>Replaces all files by those of a directory of the PC. Erase counts stay.</summary>
        /// <param name="directory">The directory.</param>
        /// <exception cref="IOException">The flash is too small for them.</exception>
        public void LoadFrom(string directory)
        {
            Format();
            foreach (string source in System.IO.Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string[] names = Path.GetRelativePath(directory, source).Split(Path.DirectorySeparatorChar);
                WriteFile(FlashPath.Join(names), System.IO.File.ReadAllBytes(source));
            }
        }

        private FlashFile Find(string path)
        {
            return _tree.FindFile(FlashPath.Split(path)) ?? throw FlashErrors.FileNotFound(path);
        }

        private void Format()
        {
            _handles.Clear();
            _locks.Clear();
            _tree = new FlashTree(_media);
            _media.ForgetCost();
        }
    }
}
