using System.IO;

namespace MeterNode.Cli.Simulation
{
    /// <summary>The node's settings that are used when none are given; they fit the built-in home.</summary>
    internal static class DefaultSettings
    {
        /// <summary>What messages call them.</summary>
        internal const string Name = "default-settings.json";

        /// <summary>Their text.</summary>
        internal static string Text()
        {
            using var stream = typeof(DefaultSettings).Assembly.GetManifestResourceStream(Name)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
