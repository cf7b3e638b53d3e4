using System;
using VirtualHome.Description;

namespace VirtualHome.Appliances
{
    /// <summary>What a kettle or an electric shower is like.</summary>
    public sealed record TimedHeaterSettings : ApplianceSettings
    {
        /// <summary>Power at the nominal voltage, W.</summary>
        public required double PowerW { get; init; }

        /// <summary>Mean number of uses a day.</summary>
        public required double UsesADay { get; init; }

        /// <summary>Shortest use, s.</summary>
        public required double LeastS { get; init; }

        /// <summary>Longest use, s.</summary>
        public required double MostS { get; init; }

        /// <summary>Weight of each local hour.</summary>
        public required double[] Hours { get; init; }

        /// <summary>A kettle: 3 kW for 2 to 4 minutes.</summary>
        /// <param name="section">Its part of the description.</param>
        /// <returns>The settings.</returns>
        public static TimedHeaterSettings ReadKettle(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return Read(section, 3000, 6, 120, 240, UsagePattern.Drinks);
        }

        /// <summary>An electric shower: 8.5 to 10.5 kW for 4 to 10 minutes.</summary>
        /// <param name="section">Its part of the description.</param>
        /// <returns>The settings.</returns>
        public static TimedHeaterSettings ReadShower(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return Read(section, 9500, 2.5, 240, 600, UsagePattern.Washing);
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new TimedHeater(this, seed);
        }

        private static TimedHeaterSettings Read(
            JsonSection section, double powerW, double usesADay, double leastS, double mostS, ReadOnlySpan<double> hours)
        {
            leastS = section.Number("least_s", leastS, 1, 86400);
            return new TimedHeaterSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                PowerW = section.Number("power_w", powerW, 1, 20000),
                UsesADay = section.Number("uses_a_day", usesADay, 0, 50),
                LeastS = leastS,
                MostS = section.Number("most_s", Math.Max(mostS, leastS), leastS, 86400),
                Hours = hours.ToArray(),
            };
        }
    }
}
