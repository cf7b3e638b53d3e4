namespace System.Device.I2c
{
    /// <summary>How a transfer ended. Failures are told by this, not by an exception.</summary>
    public enum I2cTransferStatus
    {
        /// <summary>It failed for none of the other reasons.</summary>
        UnknownError = 0,

        /// <summary>All bytes were transferred.</summary>
        FullTransfer = 1,

        /// <summary>The bus was held for longer than the driver's 1000 ms.</summary>
        ClockStretchTimeout = 2,

        /// <summary>The device stopped acknowledging; the ESP32 never reports it.</summary>
        PartialTransfer = 3,

        /// <summary>No device answered at the address.</summary>
        SlaveAddressNotAcknowledged = 4,
    }
}
