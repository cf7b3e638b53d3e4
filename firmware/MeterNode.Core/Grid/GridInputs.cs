namespace MeterNode.Core.Grid
{
    /// <summary>
    /// What the network says about grid and prices, put down by one other thread at a time and taken up by the control loop. Each input
    /// is written value first and its count last, in whole words, so that the control loop never waits.
    /// </summary>
    public sealed class GridInputs
    {
        /// <summary>An input that is not given.</summary>
        public const int None = int.MinValue;

        /// <summary>Import limit, W, or <see cref="None"/>.</summary>
        public int ImportLimitW { get; private set; } = None;

        /// <summary>Export limit, W, or <see cref="None"/>.</summary>
        public int ExportLimitW { get; private set; } = None;

        /// <summary>What dimmed devices may draw together, W, or <see cref="None"/>.</summary>
        public int DimmedW { get; private set; } = None;

        /// <summary>When the limits end, ms of the monotonic clock.</summary>
        public long LimitsUntilMs { get; private set; }

        /// <summary>Rises with every message of limits.</summary>
        public int LimitsCount { get; private set; }

        /// <summary>Price of import, millionths of the currency a kWh, or <see cref="None"/>.</summary>
        public int ImportPrice { get; private set; } = None;

        /// <summary>Price paid for export, millionths of the currency a kWh, or <see cref="None"/>.</summary>
        public int ExportPrice { get; private set; } = None;

        /// <summary>When the prices end, ms.</summary>
        public long PricesUntilMs { get; private set; }

        /// <summary>Rises with every message of prices.</summary>
        public int PricesCount { get; private set; }

        /// <summary>Puts limits down. The link's thread only.</summary>
        public void SetLimits(int importW, int exportW, int dimmedW, long untilMs)
        {
            ImportLimitW = importW;
            ExportLimitW = exportW;
            DimmedW = dimmedW;
            LimitsUntilMs = untilMs;
            LimitsCount++;
        }

        /// <summary>Puts prices down. Whoever holds the lock of the prices.</summary>
        public void SetPrices(int import, int export, long untilMs)
        {
            ImportPrice = import;
            ExportPrice = export;
            PricesUntilMs = untilMs;
            PricesCount++;
        }
    }
}
