using System;
using VirtualHome.Description;

namespace VirtualHome.Appliances
{
    /// <summary>What dimmed lamps are like.</summary>
    public sealed record LampsSettings : ApplianceSettings
    {
        /// <summary>Power as dimmed, at the nominal voltage, W.</summary>
        public double PowerW { get; init; } = 120;

        /// <summary>How much of each half wave the dimmer takes away, degrees.</summary>
        public double FiringDegrees { get; init; } = 80;

        /// <summary>Mean number of uses a day.</summary>
        public double UsesADay { get; init; } = 4;

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static LampsSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new LampsSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                PowerW = section.Number("power_w", 120, 1, 3000),
                FiringDegrees = section.Number("firing_degrees", 80, 0, 150),
                UsesADay = section.Number("uses_a_day", 4, 0, 50),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new Lamps(this, seed);
        }
    }
}
