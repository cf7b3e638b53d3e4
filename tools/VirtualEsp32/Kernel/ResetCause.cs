namespace VirtualEsp32.Kernel
{
    /// <summary>Why a virtual board started.</summary>
    public enum ResetCause
    {
        /// <summary>Power came on: memory and clock are lost.</summary>
        PowerOn,

        /// <summary>The firmware asked for it.</summary>
        Software,

        /// <summary>The external watchdog had not seen the heartbeat for too long.</summary>
        Watchdog,
    }
}
