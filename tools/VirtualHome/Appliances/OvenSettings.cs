using System;
using VirtualHome.Description;

namespace VirtualHome.Appliances
{
    /// <summary>What an oven is like.</summary>
    public sealed record OvenSettings : ApplianceSettings
    {
        /// <summary>Power at the nominal voltage, W.</summary>
        public double PowerW { get; init; } = 2400;

        /// <summary>Mean number of uses a day.</summary>
        public double UsesADay { get; init; } = 0.7;

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static OvenSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new OvenSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                PowerW = section.Number("power_w", 2400, 1500, 6000),
                UsesADay = section.Number("uses_a_day", 0.7, 0, 20),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new Oven(this, seed);
        }
    }
}
