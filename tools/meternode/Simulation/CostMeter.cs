using System;
using VirtualHome;

namespace MeterNode.Cli.Simulation
{
    /// <summary>Bills a circuit's true energy by the prices of its time.</summary>
    internal sealed class CostMeter
    {
        private readonly PriceTimeline _prices;
        private readonly Circuit _supply;
        private DateTime _utc;
        private double _importWh;
        private double _exportWh;

        /// <summary>Begins to bill.</summary>
        /// <param name="prices">The prices.</param>
        /// <param name="supply">The circuit.</param>
        /// <param name="startUtc">The time now.</param>
        internal CostMeter(PriceTimeline prices, Circuit supply, DateTime startUtc)
        {
            _prices = prices;
            _supply = supply;
            _utc = startUtc;
            _importWh = supply.ImportWh;
            _exportWh = supply.ExportWh;
        }

        /// <summary>Paid for energy taken.</summary>
        internal double Import { get; private set; }

        /// <summary>Earned by energy delivered.</summary>
        internal double Export { get; private set; }

        /// <summary>Bills what has come since the last call, at the price in the middle of that time.</summary>
        /// <param name="utc">The time now.</param>
        internal void Account(DateTime utc)
        {
            var price = _prices.At(_utc + ((utc - _utc) / 2));
            Import += (_supply.ImportWh - _importWh) / 1000 * price.ImportPence;
            Export += (_supply.ExportWh - _exportWh) / 1000 * price.ExportPence;
            _utc = utc;
            _importWh = _supply.ImportWh;
            _exportWh = _supply.ExportWh;
        }
    }
}
