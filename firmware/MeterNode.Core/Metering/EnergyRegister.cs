namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Import and export energy of one circuit in whole milliwatt-seconds, each only ever rising. What is less than one mWs is
    /// carried over, so that no rounding adds up.
    /// </summary>
    public sealed class EnergyRegister
    {
        private long _importRemainder;
        private long _exportRemainder;

        /// <summary>Energy taken, mWs.</summary>
        public long ImportMws { get; private set; }

        /// <summary>Energy given, mWs.</summary>
        public long ExportMws { get; private set; }

        /// <summary>Counts a power that has lasted for a while.</summary>
        /// <param name="powerMw">mW; negative is export.</param>
        /// <param name="elapsedUs">µs of the monotonic timer; not negative.</param>
        public void Add(long powerMw, long elapsedUs)
        {
            if (powerMw >= 0)
            {
                long sum = _importRemainder + (powerMw * elapsedUs);
                ImportMws += sum / 1000000;
                _importRemainder = sum % 1000000;
            }
            else
            {
                long sum = _exportRemainder - (powerMw * elapsedUs);
                ExportMws += sum / 1000000;
                _exportRemainder = sum % 1000000;
            }
        }
    }
}
