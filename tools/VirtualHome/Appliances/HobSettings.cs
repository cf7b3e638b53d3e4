using System;
using VirtualHome.Description;

namespace VirtualHome.Appliances
{
    /// <summary>What an induction hob is like.</summary>
    public sealed record HobSettings : ApplianceSettings
    {
        /// <summary>Power of all zones together, W.</summary>
        public double PowerW { get; init; } = 3600;

        /// <summary>Mean number of uses a day.</summary>
        public double UsesADay { get; init; } = 1.6;

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static HobSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new HobSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                PowerW = section.Number("power_w", 3600, 500, 12000),
                UsesADay = section.Number("uses_a_day", 1.6, 0, 20),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new Hob(this, seed);
        }
    }
}
