using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What one controller made of many days.</summary>
    internal sealed class DayTotals
    {
        private readonly IReadOnlyList<DayResult> _days;

        /// <summary>Adds up days.</summary>
        public DayTotals(IEnumerable<DayResult> days)
        {
            _days = days.ToArray();
        }

        /// <summary>How many.</summary>
        public int Days => _days.Count;

        /// <summary>The highest spent share of a protective device.</summary>
        public double PeakBudgetShare => Most(day => day.PeakBudgetShare);

        /// <summary>The day on which that was, or null.</summary>
        public DayResult? WorstDay => _days.MaxBy(day => day.PeakBudgetShare);

        /// <summary>The highest current in multiples of the rating, inrush included.</summary>
        public double PeakRatio => Most(day => day.PeakRatio);

        /// <summary>Days on which the device was at or past the earliest at which it may act.</summary>
        public int TrippedDays => _days.Count(day => day.PeakBudgetShare >= 1);

        /// <summary>How often the device has acted, all days.</summary>
        public int Outages => _days.Sum(day => day.Outages);

        /// <summary>Minutes above the rating in a day, mean.</summary>
        public double MinutesOverRating => Mean(day => day.MinutesOverRating);

        /// <summary>Overloads in a day, mean.</summary>
        public double OverloadEpisodes => Mean(day => day.OverloadEpisodes);

        /// <summary>Energy that deferrable loads have got in a day, mean, kWh.</summary>
        public double DeferrableKWh => Mean(day => day.DeferrableKWh);

        /// <summary>The same as a share of what they have asked for.</summary>
        public double DeferrableShare => _days.Sum(day => day.DeferrableKWh) / Math.Max(1e-9, _days.Sum(day => day.DemandKWh));

        /// <summary>Loads put off in a day, mean.</summary>
        public double Sheds => Mean(day => day.Sheds);

        /// <summary>Relay operations in a day, mean, all loads together.</summary>
        public double RelayOps => Mean(day => day.RelayOps);

        /// <summary>Relay operations of one load in a day, most.</summary>
        public int MaxRelayOps => (int)Most(day => day.MaxRelayOps);

        /// <summary>Relay operations of one load in any hour, most.</summary>
        public int MaxRelayOpsPerHour => (int)Most(day => day.MaxRelayOpsPerHour);

        /// <summary>Critical loads put off, all days.</summary>
        public int CriticalSheds => _days.Sum(day => day.CriticalSheds);

        /// <summary>Minimum times not kept without need, all days.</summary>
        public int EquipmentViolations => _days.Sum(day => day.EquipmentViolations);

        /// <summary>Minimum on times cut short to protect the supply, all days.</summary>
        public int ProtectiveEarlyOffs => _days.Sum(day => day.ProtectiveEarlyOffs);

        /// <summary>Calls of the controller in a day, mean.</summary>
        public double Steps => Mean(day => day.Steps);

        private double Mean(Func<DayResult, double> figure)
        {
            return _days.Count == 0 ? 0 : _days.Average(figure);
        }

        private double Most(Func<DayResult, double> figure)
        {
            return _days.Count == 0 ? 0 : _days.Max(figure);
        }
    }
}
