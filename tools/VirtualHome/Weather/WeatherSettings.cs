using System;
using VirtualHome.Description;
using VirtualHome.Traces;

namespace VirtualHome.Weather
{
    /// <summary>Where a home is, and its climate.</summary>
    public sealed record WeatherSettings
    {
        /// <summary>Latitude, degrees north.</summary>
        public double LatitudeDegrees { get; init; } = 52;

        /// <summary>Longitude, degrees east.</summary>
        public double LongitudeDegrees { get; init; } = -1;

        /// <summary>Mean temperature of the year, °C.</summary>
        public double MeanC { get; init; } = 10;

        /// <summary>How far the middle of winter and summer are from it, K.</summary>
        public double SeasonK { get; init; } = 6.5;

        /// <summary>How far night and afternoon are from the mean of the day, K.</summary>
        public double DailyK { get; init; } = 3.5;

        /// <summary>A recording of the outdoor temperature, or null for the model.</summary>
        public TraceSource? Recording { get; init; }

        /// <summary>Reads the settings.</summary>
        /// <param name="section">The part of the description.</param>
        /// <returns>The settings.</returns>
        public static WeatherSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return new WeatherSettings
            {
                LatitudeDegrees = section.Number("latitude_degrees", 52, -66, 66),
                LongitudeDegrees = section.Number("longitude_degrees", -1, -180, 180),
                MeanC = section.Number("mean_c", 10, -30, 40),
                SeasonK = section.Number("season_k", 6.5, 0, 30),
                DailyK = section.Number("daily_k", 3.5, 0, 20),
                Recording = section.Recording(TraceColumn.OutdoorC),
            };
        }

        /// <summary>Makes the weather.</summary>
        /// <param name="seed">What it follows from.</param>
        /// <param name="startUtc">When the run begins.</param>
        /// <returns>The weather.</returns>
        public IWeather Build(ulong seed, DateTime startUtc)
        {
            var model = new SeededWeather(this, seed);
            return Recording is null ? model : new RecordedWeather(Recording.Play(startUtc), model);
        }
    }
}
