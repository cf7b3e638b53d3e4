using System;
using VirtualHome.Description;
using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>What a steady load is like.</summary>
    public sealed record SteadyLoadSettings : ApplianceSettings
    {
        /// <summary>Power at the nominal voltage, W; negative for one that delivers.</summary>
        public required double PowerW { get; init; }

        /// <summary>The form of its current.</summary>
        public LoadShape Shape { get; init; } = LoadShapes.Heater;

        /// <summary>A router: a small rectifier, 12 W.</summary>
        /// <param name="section">Its part of the description.</param>
        /// <returns>The settings.</returns>
        public static SteadyLoadSettings ReadRouter(JsonSection section)
        {
            return Read(section, 12, LoadShapes.Rectifier);
        }

        /// <summary>A heater that is always on.</summary>
        /// <param name="section">Its part of the description.</param>
        /// <returns>The settings.</returns>
        public static SteadyLoadSettings ReadHeater(JsonSection section)
        {
            return Read(section, 1000, LoadShapes.Heater);
        }

        /// <summary>A motor that is always on.</summary>
        /// <param name="section">Its part of the description.</param>
        /// <returns>The settings.</returns>
        public static SteadyLoadSettings ReadMotor(JsonSection section)
        {
            return Read(section, 400, LoadShapes.Motor);
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new SteadyLoad(this);
        }

        private static SteadyLoadSettings Read(JsonSection section, double powerW, LoadShape shape)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new SteadyLoadSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                PowerW = section.Number("power_w", powerW, 0, 20000),
                Shape = shape,
            };
        }
    }
}
