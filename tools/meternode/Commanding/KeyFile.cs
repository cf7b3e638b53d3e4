using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using MeterNode.Cli.Inputs;

namespace MeterNode.Cli.Commanding
{
    /// <summary>The owner's copy of a node's command key: 64 hexadecimal digits on one line, as on the board.</summary>
    internal sealed class KeyFile
    {
        private const string Allowed = "a file with 64 hexadecimal digits on one line";
        private const int KeyBytes = 32;

        private readonly string _path;

        private KeyFile(string path, byte[] key)
        {
            _path = path;
            Key = key;
        }

        /// <summary>The key.</summary>
        internal byte[] Key { get; }

        /// <summary>Where the next key waits until the node has confirmed it.</summary>
        internal string NextPath => _path + ".next";

        /// <summary>Reads it.</summary>
        /// <exception cref="InputException">It is none.</exception>
        internal static KeyFile Read(string path)
        {
            string digits = InputFile.ReadText(path, Allowed).Trim();
            if (digits.Length != 2 * KeyBytes || !IsHex(digits))
            {
                throw new InputException(path + ": is no key (what it holds is not shown); allowed is " + Allowed);
            }

            return new KeyFile(path, Convert.FromHexString(digits));
        }

        /// <summary>Keeps the next key beside this one, before the node is asked to go over to it.</summary>
        /// <exception cref="InputException">One is there already, or it cannot be written.</exception>
        internal void KeepNext(string nonce)
        {
            try
            {
                WriteNew(NextPath, HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes("rotate" + nonce)));
            }
            catch (IOException) when (File.Exists(NextPath))
            {
                throw new InputException(NextPath + ": is left from a rotation that was not confirmed; find out with '--key-file " + NextPath + " restart' which key the node has, and remove the other file");
            }
            catch (Exception failure) when (InputFile.IsFileProblem(failure))
            {
                throw new InputException(NextPath + ": cannot be written (" + InputFile.Reason(failure) + ")");
            }
        }

        /// <summary>The node has confirmed: the next key takes this one's place.</summary>
        internal void GoOver()
        {
            File.Move(NextPath, _path, overwrite: true);
        }

        /// <summary>The node has refused: there is no next key.</summary>
        internal void Forget()
        {
            File.Delete(NextPath);
        }

        private static void WriteNew(string path, byte[] key)
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var stream = new FileStream(path, options);
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        private static bool IsHex(string digits)
        {
            foreach (char each in digits)
            {
                if (!char.IsAsciiHexDigit(each))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
