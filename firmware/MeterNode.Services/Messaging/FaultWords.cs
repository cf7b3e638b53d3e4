using MeterNode.Core.Metering;

namespace MeterNode.Services.Messaging
{
    /// <summary>The words by which faults of a circuit's readings are published.</summary>
    internal static class FaultWords
    {
        // By the bits of ReadingFlags, from the lowest on.
        private static readonly string[] s_words = { "lost", "saturated", "no_reference", "too_few_samples", "stale" };

        /// <summary>Writes the words for what is wrong with a circuit as elements of a list.</summary>
        internal static void Write(JsonWriter json, ReadingFlags flags)
        {
            int bits = (int)flags;
            for (int i = 0; bits >> i != 0 && i < s_words.Length; i++)
            {
                if ((bits & (1 << i)) != 0)
                {
                    json.Element(s_words[i]);
                }
            }
        }
    }
}
