using System;
using VirtualHome.Description;
using VirtualHome.Traces;

namespace VirtualHome.Appliances
{
    /// <summary>What the base load of a home is like.</summary>
    public sealed record BaseLoadSettings : ApplianceSettings
    {
        /// <summary>What is always on, W.</summary>
        public double StandbyW { get; init; } = 120;

        /// <summary>What comes on top in the middle of an evening, W.</summary>
        public double ActiveW { get; init; } = 350;

        /// <summary>A recording to replay instead of the model, or null.</summary>
        public TraceSource? Recording { get; init; }

        /// <summary>By how much to multiply the recording.</summary>
        public double RecordingScale { get; init; } = 1;

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static BaseLoadSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new BaseLoadSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                StandbyW = section.Number("standby_w", 120, 0, 5000),
                ActiveW = section.Number("active_w", 350, 0, 10000),
                Recording = section.Recording(TraceColumn.UseW),
                RecordingScale = section.Number("trace_scale", 1, 0.001, 1000),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new BaseLoad(this, seed, Recording?.Play(startUtc));
        }
    }
}
