namespace VirtualEsp32.Testing
{
    /// <summary>How a device test ended.</summary>
    public enum DeviceTestOutcome
    {
        /// <summary>It came to its end.</summary>
        Passed,

        /// <summary>It, or the setup or cleanup of its class, threw.</summary>
        Failed,

        /// <summary>It, or the setup of its class, asked to be skipped.</summary>
        Skipped,
    }
}
