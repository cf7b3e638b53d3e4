using System;
using VirtualHome.Description;

namespace VirtualHome.Appliances
{
    /// <summary>What a home battery is like.</summary>
    public sealed record BatterySettings : ApplianceSettings
    {
        /// <summary>Most power in either direction, W.</summary>
        public double PowerW { get; init; } = 5000;

        /// <summary>Usable capacity, kWh.</summary>
        public double CapacityKWh { get; init; } = 9.5;

        /// <summary>Energy out over energy in; batteries of this kind have 0.85 to 0.92.</summary>
        public double RoundTrip { get; init; } = 0.9;

        /// <summary>State of charge below which it does not discharge.</summary>
        public double ReserveShare { get; init; } = 0.1;

        /// <summary>State of charge when the run begins.</summary>
        public double FirstChargeShare { get; init; } = 0.5;

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static BatterySettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new BatterySettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                PowerW = section.Number("power_w", 5000, 100, 25000),
                CapacityKWh = section.Number("capacity_kwh", 9.5, 0.1, 100),
                RoundTrip = section.Number("round_trip", 0.9, 0.5, 1),
                ReserveShare = section.Number("reserve_share", 0.1, 0, 1),
                FirstChargeShare = section.Number("first_charge_share", 0.5, 0, 1),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new Battery(this);
        }
    }
}
