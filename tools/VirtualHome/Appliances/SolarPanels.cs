using System;
using VirtualHome.Traces;
using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>
    /// Panels and their inverter. Delivers what the sun or a recording gives, up to its limit; goes off with the mains and comes
    /// back a minute after it (ENA G98: at least 20 s; most makers use 60 s).
    /// </summary>
    public sealed class SolarPanels : Appliance
    {
        private const double ReconnectS = 60;
        private const double SystemEfficiency = 0.85;

        private readonly SolarPanelsSettings _settings;
        private readonly TracePlayer? _recording;
        private double _limitW = double.PositiveInfinity;
        private double _energizedS = ReconnectS;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="recording">A recording of an inverter's power, or null for the model of sun and clouds.</param>
        public SolarPanels(SolarPanelsSettings settings, TracePlayer? recording)
            : base(settings, LoadShapes.GridInverter)
        {
            _settings = settings;
            _recording = recording;
        }

        /// <summary>What the panels could give now, W.</summary>
        public double AvailableW { get; private set; }

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            ArgumentNullException.ThrowIfNull(home);
            double availableW = _recording is null
                ? _settings.PeakW * SystemEfficiency * home.SunShare
                : _settings.RecordingScale * _recording.Interpolated(TraceColumn.SolarW, home.TimeS);
            AvailableW = Math.Clamp(availableW, 0, _settings.InverterW);

            _energizedS = Energized(home) ? _energizedS + dtS : 0;
            DemandW = _energizedS < ReconnectS ? 0 : -Math.Min(AvailableW, _limitW);
        }

        internal override void SetPoint(double value)
        {
            _limitW = double.IsNaN(value) ? double.PositiveInfinity : Math.Max(0, value);
        }
    }
}
