using System;

namespace MeterNode.Core.Metering
{
    /// <summary>What is wrong with a circuit's readings; none of them means that they can be relied upon.</summary>
    [Flags]
    public enum ReadingFlags
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>No fresh sample for too long: the chip or its bus is gone.</summary>
        Lost = 1,

        /// <summary>The input was beyond its full scale: the true current is larger than the reading.</summary>
        Saturated = 2,

        /// <summary>No mains reference: currents are right, powers are not known.</summary>
        NoReference = 4,

        /// <summary>Too few samples in the window, or all of them at the same place in the cycle.</summary>
        TooFewSamples = 8,

        /// <summary>The power is older than two windows.</summary>
        Stale = 16,
    }
}
