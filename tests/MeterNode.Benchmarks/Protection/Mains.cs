namespace MeterNode.Benchmarks.Protection
{
    /// <summary>The mains at readings level: a stiff 230 V.</summary>
    internal static class Mains
    {
        /// <summary>Phase to neutral, V rms.</summary>
        public const int V = 230;

        /// <summary>A day, ms.</summary>
        public const long DayMs = 86_400_000;
    }
}
