using System;
using VirtualHome.Description;

namespace VirtualHome.Appliances
{
    /// <summary>What a compute rig is like.</summary>
    public sealed record ComputeRigSettings : ApplianceSettings
    {
        /// <summary>Power at full load, W.</summary>
        public double PowerW { get; init; } = 1200;

        /// <summary>Least budget with which it works, W; below it suspends.</summary>
        public double FloorW { get; init; } = 300;

        /// <summary>Mean number of jobs a day, of half an hour to three hours.</summary>
        public double JobsADay { get; init; } = 4;

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static ComputeRigSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            double powerW = section.Number("power_w", 1200, 100, 10000);
            return new ComputeRigSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                PowerW = powerW,
                FloorW = section.Number("floor_w", Math.Min(300, powerW), 0, powerW),
                JobsADay = section.Number("jobs_a_day", 4, 0, 50),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new ComputeRig(this, seed);
        }
    }
}
