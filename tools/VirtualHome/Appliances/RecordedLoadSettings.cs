using System;
using VirtualHome.Description;
using VirtualHome.Traces;

namespace VirtualHome.Appliances
{
    /// <summary>Which recorded current to replay.</summary>
    public sealed record RecordedLoadSettings : ApplianceSettings
    {
        /// <summary>The recording, of the kind <see cref="TraceKind.Appliance"/>.</summary>
        public required TraceSource Recording { get; init; }

        /// <summary>By how much to multiply its currents.</summary>
        public double RecordingScale { get; init; } = 1;

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The appliance's part of the description.</param>
        /// <returns>The settings.</returns>
        public static RecordedLoadSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new RecordedLoadSettings
            {
                Name = section.Name(),
                Circuits = section.Circuits(),
                Recording = section.Recording(TraceColumn.RmsA) ?? throw section.Wrong("trace", default, "the path of a CSV file"),
                RecordingScale = section.Number("trace_scale", 1, 0.001, 1000),
            };
        }

        /// <inheritdoc />
        public override Appliance Build(ulong seed, DateTime startUtc)
        {
            return new RecordedLoad(this, Recording.Play(startUtc));
        }
    }
}
