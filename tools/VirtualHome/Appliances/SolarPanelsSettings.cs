using System;
using VirtualHome.Description;
using VirtualHome.Traces;

namespace VirtualHome.Appliances
{
    /// <summary>What a roof with panels is like.</summary>
    public sealed record SolarPanelsSettings : ApplianceSettings
    {
        /// <summary>Rated power of the panels, W at 1000 W/m².</summary>
        public double PeakW { get; init; } = 4000;

        /// <summary>Most that the inverter delivers, W.</summary>
        public double InverterW { get; init; } = 3680;

        /// <summary>A recording to replay instead of the model, or null.</summary>
        public TraceSource? Recording { get; init; }

        /// <summary>By how much to multiply the recording.</summary>
        public double RecordingScale { get; init; } = 1;

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static SolarPanelsSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new SolarPanelsSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                PeakW = section.Number("peak_w", 4000, 100, 50000),
                InverterW = section.Number("inverter_w", 3680, 100, 50000),
                Recording = section.Recording(TraceColumn.SolarW),
                RecordingScale = section.Number("trace_scale", 1, 0.001, 1000),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new SolarPanels(this, Recording?.Play(startUtc));
        }
    }
}
