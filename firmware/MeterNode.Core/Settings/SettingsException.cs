using System;

namespace MeterNode.Core.Settings
{
    /// <summary>A setting that the node cannot run with. The message names the key, the value and what is allowed.</summary>
    public sealed class SettingsException : Exception
    {
        /// <summary>Creates the exception.</summary>
        /// <param name="key">The path of the key, such as <c>loads[2].power_w</c>; empty for the whole document.</param>
        /// <param name="problem">What was found and what is allowed.</param>
        public SettingsException(string key, string problem)
            : base(key.Length == 0 ? problem : key + ": " + problem)
        {
            Key = key;
        }

        /// <summary>The path of the offending key; empty when the document as a whole cannot be read.</summary>
        public string Key { get; }
    }
}
