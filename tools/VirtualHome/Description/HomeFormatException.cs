using System;

namespace VirtualHome.Description
{
    /// <summary>A home that cannot be read. The message is one line: file, key, what was found, what is allowed.</summary>
    public sealed class HomeFormatException : Exception
    {
        /// <summary>Says what is wrong.</summary>
        /// <param name="file">The file.</param>
        /// <param name="key">The key with its path, such as <c>appliances[2].power_w</c>; empty for the whole file.</param>
        /// <param name="found">What was found.</param>
        /// <param name="allowed">What is allowed.</param>
        public HomeFormatException(string file, string key, string found, string allowed)
            : base((file + ": " + (key.Length == 0 ? string.Empty : key + ": ") + "found " + found + ", allowed is " + allowed)
                .ReplaceLineEndings(" "))
        {
            File = file;
            Key = key;
        }

        /// <summary>The file.</summary>
        public string File { get; }

        /// <summary>The key with its path.</summary>
        public string Key { get; }
    }
}
