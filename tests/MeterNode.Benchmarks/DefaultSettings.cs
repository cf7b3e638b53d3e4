using System.IO;

namespace MeterNode.Benchmarks
{
    /// <summary>The node's settings that fit the built-in home.</summary>
    internal static class DefaultSettings
    {
        public static string Text()
        {
            using var stream = typeof(DefaultSettings).Assembly.GetManifestResourceStream("default-settings.json")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
