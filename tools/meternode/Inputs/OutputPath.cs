using System;
using System.IO;

namespace MeterNode.Cli.Inputs
{
    /// <summary>
    /// Files that the tool writes at the end of a run: that they can be written is made sure of before it begins, and each
    /// appears complete or not at all.
    /// </summary>
    internal static class OutputPath
    {
        /// <summary>Makes sure that a file can be written.</summary>
        /// <param name="option">The option that names it.</param>
        /// <param name="path">Its path.</param>
        /// <exception cref="InputException">It cannot.</exception>
        internal static void CheckFile(string option, string path)
        {
            string allowed = "; allowed is a file in a folder that exists and can be written to";
            if (Directory.Exists(path))
            {
                throw new InputException(option + ": '" + path + "' is a folder" + allowed);
            }

            try
            {
                if (File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0)
                {
                    throw new InputException(option + ": '" + path + "' is read-only" + allowed);
                }

                Probe(Path.GetDirectoryName(Path.GetFullPath(path))!);
            }
            catch (Exception failure) when (InputFile.IsFileProblem(failure))
            {
                throw new InputException(option + ": '" + path + "' cannot be written (" + InputFile.Reason(failure) + ")" + allowed);
            }
        }

        /// <summary>Makes sure that files can be written to a folder; makes the folder if need be.</summary>
        /// <param name="option">The option that names it.</param>
        /// <param name="path">Its path.</param>
        /// <exception cref="InputException">They cannot.</exception>
        internal static void CheckFolder(string option, string path)
        {
            try
            {
                Directory.CreateDirectory(path);
                Probe(path);
            }
            catch (Exception failure) when (InputFile.IsFileProblem(failure))
            {
                string reason = File.Exists(path) ? "it is a file" : InputFile.Reason(failure);
                throw new InputException(option + ": '" + path + "' cannot be written to (" + reason + "); allowed is a folder, or the path of a new one");
            }
        }

        /// <summary>Writes a file at once: whoever looks sees the old one or the whole new one.</summary>
        internal static void Write(string path, byte[] content)
        {
            string whole = Path.GetFullPath(path);
            string unfinished = Path.Combine(Path.GetDirectoryName(whole)!, "." + Path.GetFileName(whole) + "." + Guid.NewGuid().ToString("N"));
            try
            {
                File.WriteAllBytes(unfinished, content);
                File.Move(unfinished, whole, overwrite: true);
            }
            catch (Exception failure) when (InputFile.IsFileProblem(failure))
            {
                File.Delete(unfinished);
                throw new InputException(path + ": cannot be written (" + InputFile.Reason(failure) + ")");
            }
        }

        private static void Probe(string folder)
        {
            string path = Path.Combine(folder, ".meternode-" + Guid.NewGuid().ToString("N"));
            using (new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                // That it could be made is all that matters.
            }
        }
    }
}
