namespace System.Device.I2c
{
    /// <summary>What came of a transfer.</summary>
    public struct I2cTransferResult
    {
        private readonly uint _bytesTransferred;
        private readonly I2cTransferStatus _status;

        internal I2cTransferResult(I2cTransferStatus status, uint bytesTransferred)
        {
            _status = status;
            _bytesTransferred = bytesTransferred;
        }

        /// <summary>Bytes written and read, address bytes not counted; 0 after a failure.</summary>
        public uint BytesTransferred => _bytesTransferred;

        /// <summary>How it ended.</summary>
        public I2cTransferStatus Status => _status;
    }
}
