using System;
using System.IO;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary>A folder for one test.</summary>
    internal sealed class TempFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meternode-");

        internal string File(string name)
        {
            return Path.Combine(_folder.FullName, name);
        }

        internal string Write(string name, string text)
        {
            string path = File(name);
            global::System.IO.File.WriteAllText(path, text);
            return path;
        }

        internal string[] Names()
        {
            var entries = _folder.GetFileSystemInfos();
            var names = Array.ConvertAll(entries, each => each.Name);
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }

        public void Dispose()
        {
            _folder.Delete(recursive: true);
        }
    }
}
