using System;

namespace VirtualEsp32.Testing
{
    /// <summary>What a device test came to.</summary>
    public sealed class DeviceTestResult
    {
        internal DeviceTestResult(DeviceTestOutcome outcome, string message, Exception? failure)
        {
            Outcome = outcome;
            Message = message;
            Failure = failure;
        }

        /// <summary>How it ended.</summary>
        public DeviceTestOutcome Outcome { get; }

        /// <summary>Why it failed or was skipped; empty when it passed.</summary>
        public string Message { get; }

        /// <summary>What was thrown, or null.</summary>
        public Exception? Failure { get; }
    }
}
