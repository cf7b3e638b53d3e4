using System;
using VirtualHome.Description;

namespace VirtualHome.Appliances
{
    /// <summary>What a fridge is like.</summary>
    public sealed record FridgeSettings : ApplianceSettings
    {
        /// <summary>Power of the running compressor, W.</summary>
        public double PowerW { get; init; } = 90;

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static FridgeSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new FridgeSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                PowerW = section.Number("power_w", 90, 40, 1000),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new Fridge(this, seed);
        }
    }
}
