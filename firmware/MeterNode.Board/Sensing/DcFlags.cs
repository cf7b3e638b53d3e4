using System;

namespace MeterNode.Board.Sensing
{
    /// <summary>What is wrong with a direct-current channel; none of them means that its last values can be relied upon.</summary>
    [Flags]
    public enum DcFlags
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>The chip does not answer: what the binding returns are its phantom values.</summary>
        NoAnswer = 1,

        /// <summary>The chip answers but had lost its settings, as after a loss of power; it was set up again.</summary>
        SetUpAgain = 2,

        /// <summary>The voltage stood at the end of the converter's range: the true one may be larger.</summary>
        VoltageOutOfRange = 4,

        /// <summary>The current stood at the end of the converter's range.</summary>
        CurrentOutOfRange = 8,

        /// <summary>The voltage was outside what the settings allow for this channel.</summary>
        VoltageImplausible = 16,

        /// <summary>The current was outside what the settings allow for this channel.</summary>
        CurrentImplausible = 32,

        /// <summary>Voltage or current was never read, or not for <see cref="DcChannel.StaleAfterMs"/>.</summary>
        Stale = 64,
    }
}
