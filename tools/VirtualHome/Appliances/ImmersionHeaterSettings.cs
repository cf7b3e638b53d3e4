using System;
using VirtualHome.Description;

namespace VirtualHome.Appliances
{
    /// <summary>What a hot-water tank is like.</summary>
    public sealed record ImmersionHeaterSettings : ApplianceSettings
    {
        /// <summary>Power at the nominal voltage, W.</summary>
        public double PowerW { get; init; } = 3000;

        /// <summary>Content of the tank, litres.</summary>
        public double Litres { get; init; } = 180;

        /// <summary>Where the thermostat opens, °C; it closes 5 K below.</summary>
        public double SetC { get; init; } = 60;

        /// <summary>Standing loss at that temperature, kWh a day.</summary>
        public double LossKWhADay { get; init; } = 2;

        /// <summary>Mean number of draw-offs a day.</summary>
        public double DrawOffsADay { get; init; } = 8;

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static ImmersionHeaterSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new ImmersionHeaterSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                PowerW = section.Number("power_w", 3000, 500, 9000),
                Litres = section.Number("litres", 180, 10, 1000),
                SetC = section.Number("set_c", 60, 40, 80),
                LossKWhADay = section.Number("loss_kwh_a_day", 2, 0, 20),
                DrawOffsADay = section.Number("draw_offs_a_day", 8, 0, 50),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new ImmersionHeater(this, seed);
        }
    }
}
