using System;
using VirtualHome.Description;

namespace VirtualHome.Appliances
{
    /// <summary>What a heat pump and its house are like.</summary>
    public sealed record HeatPumpSettings : ApplianceSettings
    {
        /// <summary>Most electrical power, W.</summary>
        public double MostW { get; init; } = 3000;

        /// <summary>Least electrical power with which the compressor runs, W.</summary>
        public double LeastW { get; init; } = 800;

        /// <summary>Where the thermostat is set, °C.</summary>
        public double SetC { get; init; } = 20.5;

        /// <summary>Heat loss of the house, W a kelvin.</summary>
        public double LossWPerK { get; init; } = 200;

        /// <summary>Heat capacity of the house, kWh a kelvin.</summary>
        public double CapacityKWhPerK { get; init; } = 5;

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static HeatPumpSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            double mostW = section.Number("most_w", 3000, 300, 20000);
            return new HeatPumpSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                MostW = mostW,
                LeastW = section.Number("least_w", Math.Min(800, mostW), 100, mostW),
                SetC = section.Number("set_c", 20.5, 10, 30),
                LossWPerK = section.Number("loss_w_per_k", 200, 10, 2000),
                CapacityKWhPerK = section.Number("capacity_kwh_per_k", 5, 0.5, 50),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new HeatPump(this);
        }
    }
}
