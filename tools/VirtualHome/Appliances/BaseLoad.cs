using System;
using VirtualHome.Chance;
using VirtualHome.Traces;
using VirtualHome.Waveforms;

namespace VirtualHome.Appliances
{
    /// <summary>
    /// Everything in a home that nobody switches by name: standby, lamps, screens, pumps. Follows the hours of being awake with
    /// a seeded unrest, or a recording.
    /// </summary>
    public sealed class BaseLoad : Appliance
    {
        private const long PeriodS = 10;
        private const double MemoryS = 900;

        private readonly BaseLoadSettings _settings;
        private readonly TracePlayer? _recording;
        private readonly OrnsteinUhlenbeck _unrest;
        private long _period = long.MinValue;

        /// <summary>Makes the appliance.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="seed">What its unrest follows from.</param>
        /// <param name="recording">A recording of a home's use, or null.</param>
        public BaseLoad(BaseLoadSettings settings, ulong seed, TracePlayer? recording)
            : base(settings, LoadShapes.Household)
        {
            _settings = settings;
            _recording = recording;
            _unrest = new OrnsteinUhlenbeck(0.45, MemoryS, 1.5, PeriodS, seed);
        }

        /// <inheritdoc />
        public override void Step(double dtS, HomeContext home)
        {
            ArgumentNullException.ThrowIfNull(home);
            if (_recording is not null)
            {
                DemandW = Math.Max(0, _settings.RecordingScale * _recording.Held(TraceColumn.UseW, home.TimeS));
                return;
            }

            long period = (long)Math.Floor(home.LocalS / PeriodS);
            if (period != _period)
            {
                _period = period;
                double unrest = Math.Exp(_unrest.Step());
                int hour = (int)home.LocalHour;
                DemandW = _settings.StandbyW + (_settings.ActiveW * 0.5 * UsagePattern.Evening[hour] * unrest);
            }
        }
    }
}
