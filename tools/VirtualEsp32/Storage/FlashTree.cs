using System;
using System.Collections.Generic;
using System.Linq;

namespace VirtualEsp32.Storage
{
    /// <summary>The directories and files that are durable on the flash.</summary>
    internal sealed class FlashTree
    {
        private readonly FlashMedia _media;

        /// <summary>Formats the flash: whatever was on it is gone.</summary>
        internal FlashTree(FlashMedia media)
        {
            _media = media;
            media.FreeAll();
            Root = new FlashDirectory(media, string.Empty, MetadataPair.Root(media));
        }

        internal FlashDirectory Root { get; }

        internal FlashEntry Lookup(string[] names)
        {
            return FindDirectory(names) is not null ? FlashEntry.Directory
                : FindFile(names) is not null ? FlashEntry.File
                : FlashEntry.None;
        }

        internal FlashDirectory? FindDirectory(string[] names)
        {
            FlashDirectory? directory = Root;
            foreach (string name in names)
            {
                if (!directory.Directories.TryGetValue(name, out directory))
                {
                    return null;
                }
            }

            return directory;
        }

        internal FlashFile? FindFile(string[] names)
        {
            return names.Length > 0 && FindDirectory(names[..^1]) is { } directory
                ? directory.Files.GetValueOrDefault(names[^1])
                : null;
        }

        /// <summary>The directory that holds a path.</summary>
        /// <exception cref="System.IO.IOException">It is not there.</exception>
        internal FlashDirectory ParentOf(string[] names)
        {
            return names.Length > 0 && FindDirectory(names[..^1]) is { } parent
                ? parent
                : throw FlashErrors.DirectoryNotFound(FlashPath.Join(names));
        }

        /// <summary>Takes a file out, with its sectors.</summary>
        internal void Remove(string[] names, FlashFile file)
        {
            file.Pair.LiveBytes -= file.EntryBytes;
            ParentOf(names).Files.Remove(file.Name);
            FreeSectors(file);
        }

        /// <summary>Takes a directory out, with all that is in it.</summary>
        internal void Remove(string[] names, FlashDirectory directory)
        {
            ParentOf(names).Directories.Remove(directory.Name);
            Free(directory);
        }

        /// <summary>The paths of all files.</summary>
        internal List<string> Paths()
        {
            var paths = new List<string>();
            Collect(Root, Array.Empty<string>(), paths);
            return paths;
        }

        private static void Collect(FlashDirectory directory, string[] names, List<string> paths)
        {
            foreach (string name in directory.Files.Keys)
            {
                paths.Add(FlashPath.Join(names.Append(name).ToArray()));
            }

            foreach (var (name, inner) in directory.Directories)
            {
                Collect(inner, names.Append(name).ToArray(), paths);
            }
        }

        private void Free(FlashDirectory directory)
        {
            foreach (var file in directory.Files.Values)
            {
                FreeSectors(file);
            }

            foreach (var inner in directory.Directories.Values)
            {
                Free(inner);
            }

            directory.FreePairs();
        }

        private void FreeSectors(FlashFile file)
        {
            foreach (int sector in file.Sectors)
            {
                _media.Free(sector);
            }
        }
    }
}
