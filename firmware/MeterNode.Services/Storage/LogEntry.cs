namespace MeterNode.Services.Storage
{
    /// <summary>One entry of a log, where it was read. Valid until the log is used again.</summary>
    public sealed class LogEntry
    {
        /// <summary>Its number; rises from entry to entry. That of the newest where it stands for several.</summary>
        public long Sequence { get; internal set; }

        /// <summary>For how many entries it stands: 1, or more where older ones were thinned.</summary>
        public int Covers { get; internal set; }

        /// <summary>Holds its payload.</summary>
        public byte[] Data { get; internal set; } = new byte[0];

        /// <summary>Where in <see cref="Data"/> the payload begins.</summary>
        public int Offset { get; internal set; }

        /// <summary>Size of the payload, bytes.</summary>
        public int Length { get; internal set; }
    }
}
