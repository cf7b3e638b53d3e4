namespace MeterNode.System.Tests.Storage
{
    /// <summary>What a power cut leaves of the file that was just being made durable.</summary>
    internal enum CutMode
    {
        /// <summary>What it was before: what littlefs promises.</summary>
        Old,

        /// <summary>Nothing.</summary>
        Empty,

        /// <summary>Half of what it was to be.</summary>
        Torn,
    }
}
