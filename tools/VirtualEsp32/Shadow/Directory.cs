using System;
using System.IO;
using VirtualEsp32.Storage;

namespace VirtualEsp32.Shadow
{
    /// <summary>nanoFramework's <c>System.IO.Directory</c> on the virtual flash.</summary>
    public static class Directory
    {
        private static VirtualFlash Flash => VirtualBoard.Current.Flash;

        /// <summary>Whether a directory is there.</summary>
        public static bool Exists(string path)
        {
            return Flash.Lookup(path) == FlashEntry.Directory;
        }

        /// <summary>Makes a directory; its parent must be there. One that exists is no error.</summary>
        /// <exception cref="IOException">Its parent is not there, its name is a file's, or the flash is full.</exception>
        public static void CreateDirectory(string path)
        {
            var entry = Flash.Lookup(path);
            if (entry == FlashEntry.File)
            {
                throw FlashErrors.Exists(path);
            }

            if (entry == FlashEntry.None)
            {
                Flash.MakeDirectory(path);
            }
        }

        /// <summary>Removes an empty directory.</summary>
        /// <exception cref="IOException">It is not there, or not empty.</exception>
        public static void Delete(string path)
        {
            Delete(path, false);
        }

        /// <summary>Removes a directory.</summary>
        /// <param name="recursive">Whether what is in it goes too.</param>
        /// <exception cref="IOException">It is not there, not empty, or a file in it is open.</exception>
        public static void Delete(string path, bool recursive)
        {
            var entry = Flash.Lookup(path);
            if (entry == FlashEntry.None)
            {
                throw FlashErrors.DirectoryNotFound(path);
            }

            if (entry == FlashEntry.File || FlashPath.Split(path).Length == 0)
            {
                throw FlashErrors.Denied(path);
            }

            Flash.RemoveDirectory(path, recursive);
        }

        /// <summary>The full paths of the files in a directory; the platform leaves out those that end in <c>.sys</c>.</summary>
        /// <exception cref="IOException">It is not there.</exception>
        public static string[] GetFiles(string path)
        {
            return Flash.List(path, directories: false);
        }

        /// <summary>The full paths of the directories in a directory.</summary>
        /// <exception cref="IOException">It is not there.</exception>
        public static string[] GetDirectories(string path)
        {
            return Flash.List(path, directories: true);
        }
    }
}
