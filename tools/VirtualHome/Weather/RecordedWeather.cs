using System;
using VirtualHome.Traces;

namespace VirtualHome.Weather
{
    /// <summary>Recorded temperatures; the sun is that of the model, which recorded panels do not use.</summary>
    public sealed class RecordedWeather : IWeather
    {
        private readonly TracePlayer _recording;
        private readonly SeededWeather _sun;

        /// <summary>Makes the weather.</summary>
        /// <param name="recording">A recording of the outdoor temperature.</param>
        /// <param name="sun">Where the sun comes from.</param>
        public RecordedWeather(TracePlayer recording, SeededWeather sun)
        {
            _recording = recording;
            _sun = sun;
        }

        /// <inheritdoc />
        public void Update(HomeContext home)
        {
            ArgumentNullException.ThrowIfNull(home);
            _sun.Update(home);
            home.OutdoorC = _recording.Interpolated(TraceColumn.OutdoorC, home.TimeS);
        }
    }
}
