namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Energy of one circuit in four registers of whole milliwatt-seconds (milli-var-seconds), each only ever rising. What is
    /// less than one is carried over, so that no rounding adds up. Time is that of the monotonic timer: no clock step touches it.
    /// </summary>
    public sealed class EnergyRegister
    {
        private const long UsPerSecond = 1000000;

        private long _importRemainder;
        private long _exportRemainder;
        private long _inductiveRemainder;
        private long _capacitiveRemainder;

        /// <summary>Active energy taken, mWs.</summary>
        public long ImportMws { get; private set; }

        /// <summary>Active energy given, mWs.</summary>
        public long ExportMws { get; private set; }

        /// <summary>Reactive energy while the current lags, mvars.</summary>
        public long InductiveMvars { get; private set; }

        /// <summary>Reactive energy while the current leads, mvars.</summary>
        public long CapacitiveMvars { get; private set; }

        /// <summary>Counts an active power that has lasted for a while.</summary>
        /// <param name="powerMw">mW; negative is export.</param>
        /// <param name="elapsedUs">µs of the monotonic timer; not negative.</param>
        public void Add(long powerMw, long elapsedUs)
        {
            if (powerMw >= 0)
            {
                long sum = _importRemainder + (powerMw * elapsedUs);
                ImportMws += sum / UsPerSecond;
                _importRemainder = sum % UsPerSecond;
            }
            else
            {
                long sum = _exportRemainder - (powerMw * elapsedUs);
                ExportMws += sum / UsPerSecond;
                _exportRemainder = sum % UsPerSecond;
            }
        }

        /// <summary>Counts a reactive power that has lasted for a while.</summary>
        /// <param name="reactiveMvar">mvar; negative is capacitive.</param>
        /// <param name="elapsedUs">µs of the monotonic timer; not negative.</param>
        public void AddReactive(long reactiveMvar, long elapsedUs)
        {
            if (reactiveMvar >= 0)
            {
                long sum = _inductiveRemainder + (reactiveMvar * elapsedUs);
                InductiveMvars += sum / UsPerSecond;
                _inductiveRemainder = sum % UsPerSecond;
            }
            else
            {
                long sum = _capacitiveRemainder - (reactiveMvar * elapsedUs);
                CapacitiveMvars += sum / UsPerSecond;
                _capacitiveRemainder = sum % UsPerSecond;
            }
        }

        /// <summary>Takes over what was counted before a restart.</summary>
        /// <param name="importMws">Active energy taken, mWs; not negative.</param>
        /// <param name="exportMws">Active energy given, mWs; not negative.</param>
        /// <param name="inductiveMvars">Inductive energy, mvars; not negative.</param>
        /// <param name="capacitiveMvars">Capacitive energy, mvars; not negative.</param>
        public void Restore(long importMws, long exportMws, long inductiveMvars, long capacitiveMvars)
        {
            ImportMws += importMws;
            ExportMws += exportMws;
            InductiveMvars += inductiveMvars;
            CapacitiveMvars += capacitiveMvars;
        }
    }
}
