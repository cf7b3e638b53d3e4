namespace MeterNode.Core.Grid
{
    /// <summary>
    /// What a price below zero asks for, whatever the plan says: a negative import price to consume, a negative export price to
    /// give nothing to the grid. A price that is unknown or too old asks for nothing. Prices come from outside with the time for
    /// which they hold, so that no wall clock is needed here.
    /// </summary>
    public sealed class PriceRule
    {
        /// <summary>Export is not limited.</summary>
        public const int Unlimited = int.MaxValue;

        private readonly long _longestMs;
        private long _importUntilMs = long.MinValue;
        private long _exportUntilMs = long.MinValue;
        private int _import;
        private int _export;

        /// <summary>Makes the rule; no price is known.</summary>
        /// <param name="longestMs">For how long a price holds at most, ms, whatever it says itself.</param>
        public PriceRule(long longestMs)
        {
            _longestMs = longestMs;
        }

        /// <summary>Whether to consume: the import price is known and below zero.</summary>
        public bool WantsConsumption { get; private set; }

        /// <summary>What may be given to the grid, W: 0 when the export price is known and below zero, else <see cref="Unlimited"/>.</summary>
        public int ExportLimitW { get; private set; } = Unlimited;

        /// <summary>Grows by one whenever either output changes.</summary>
        public int ChangeCount { get; private set; }

        /// <summary>Takes the present import price.</summary>
        /// <param name="microPerKwh">Millionths of the currency for a kWh.</param>
        /// <param name="validMs">For how long it holds, ms: to the end of its slot.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void SetImport(int microPerKwh, long validMs, long nowMs)
        {
            _import = microPerKwh;
            _importUntilMs = Until(validMs, nowMs);
        }

        /// <summary>Takes the present export price: what is paid for what is given.</summary>
        /// <param name="microPerKwh">Millionths of the currency for a kWh; negative when giving costs.</param>
        /// <param name="validMs">For how long it holds, ms.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void SetExport(int microPerKwh, long validMs, long nowMs)
        {
            _export = microPerKwh;
            _exportUntilMs = Until(validMs, nowMs);
        }

        /// <summary>Forgets both prices; the next <see cref="Step"/> asks for nothing.</summary>
        public void Forget()
        {
            _importUntilMs = long.MinValue;
            _exportUntilMs = long.MinValue;
        }

        /// <summary>Decides.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            bool wants = nowMs < _importUntilMs && _import < 0;
            int limitW = nowMs < _exportUntilMs && _export < 0 ? 0 : Unlimited;
            if (wants != WantsConsumption || limitW != ExportLimitW)
            {
                ChangeCount++;
            }

            WantsConsumption = wants;
            ExportLimitW = limitW;
        }

        private long Until(long validMs, long nowMs)
        {
            return nowMs + (validMs < _longestMs ? validMs : _longestMs);
        }
    }
}
