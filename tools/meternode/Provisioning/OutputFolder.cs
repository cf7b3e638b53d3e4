using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using MeterNode.Cli.Inputs;

namespace MeterNode.Cli.Provisioning
{
    /// <summary>
    /// The files of a run. They are collected first and written only when all is known to be well; nothing that is there is
    /// overwritten unless the caller may. Files with secrets can be read by their owner alone.
    /// </summary>
    internal sealed class OutputFolder
    {
        private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        private const UnixFileMode Everybody = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

        private readonly string _root;
        private readonly Inventory _inventory;
        private readonly bool _force;
        private readonly List<(string Name, byte[] Content, bool Secret)> _files = new List<(string, byte[], bool)>();

        /// <summary>Begins a run.</summary>
        /// <param name="root">The folder.</param>
        /// <param name="inventory">What it holds.</param>
        /// <param name="force">Whether files may be overwritten.</param>
        internal OutputFolder(string root, Inventory inventory, bool force)
        {
            _root = root;
            _inventory = inventory;
            _force = force;
        }

        /// <summary>The files of this run, by their names below the folder.</summary>
        internal IEnumerable<string> Names
        {
            get
            {
                foreach (var each in _files)
                {
                    yield return each.Name;
                }
            }
        }

        /// <summary>Where a file stands.</summary>
        internal string PathOf(string name)
        {
            return Path.Combine(_root, name.Replace('/', Path.DirectorySeparatorChar));
        }

        /// <summary>Whether a file is there.</summary>
        internal bool Exists(string name)
        {
            return File.Exists(PathOf(name));
        }

        /// <summary>Adds a file that must not be there yet.</summary>
        /// <param name="name">Its name below the folder.</param>
        /// <param name="text">Its text.</param>
        /// <param name="secret">Whether only its owner may read it.</param>
        /// <param name="replace">Whether it may be there, for this run is about writing it anew.</param>
        /// <exception cref="InputException">It is there.</exception>
        internal void Add(string name, string text, bool secret, bool replace = false)
        {
            if (Exists(name) && !replace && !_force)
            {
                throw new InputException(PathOf(name) + ": is there already; allowed is --force to write it anew");
            }

            _files.Add((name, Encoding.UTF8.GetBytes(text), secret));
        }

        /// <summary>Adds a file that follows from the inventory, and is written anew unless somebody has changed it by hand.</summary>
        /// <exception cref="InputException">It was changed.</exception>
        internal void Generate(string name, string text, bool secret)
        {
            byte[] content = Encoding.UTF8.GetBytes(text);
            if (Exists(name) && !_force)
            {
                string found = Hash(File.ReadAllBytes(PathOf(name)));
                if (!_inventory.Generated.TryGetValue(name, out string? written) || written != found)
                {
                    throw new InputException(PathOf(name) + ": was changed by hand; allowed is --force to write it anew");
                }
            }

            _inventory.Generated[name] = Hash(content);
            _files.Add((name, content, secret));
        }

        /// <summary>Writes everything, the inventory last.</summary>
        /// <exception cref="InputException">Something cannot be written.</exception>
        internal void Write()
        {
            foreach (var (name, content, secret) in _files)
            {
                Write(PathOf(name), content, secret);
            }

            Write(PathOf(Inventory.FileName), _inventory.ToBytes(), secret: true);
        }

        private static string Hash(byte[] content)
        {
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }

        private static void Write(string path, byte[] content, bool secret)
        {
            string unfinished = path + "." + Guid.NewGuid().ToString("N");
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = secret ? OwnerOnly : Everybody;
                }

                using (var stream = new FileStream(unfinished, options))
                {
                    stream.Write(content);
                }

                File.Move(unfinished, path, overwrite: true);
            }
            catch (Exception failure) when (InputFile.IsFileProblem(failure))
            {
                File.Delete(unfinished);
                throw new InputException(path + ": cannot be written (" + InputFile.Reason(failure) + ")");
            }
        }
    }
}
