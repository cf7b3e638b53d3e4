using System;
using VirtualHome.Chance;

namespace VirtualHome.Weather
{
    /// <summary>Weather that follows from the date and the seed: seasons, days warmer and colder than usual, clouds.</summary>
    public sealed class SeededWeather : IWeather
    {
        private const double StepS = 60;
        private const double CloudMemoryS = 1200;

        private readonly WeatherSettings _settings;
        private readonly ulong _seed;
        private readonly OrnsteinUhlenbeck _clouds;

        /// <summary>Makes the weather.</summary>
        /// <param name="settings">Where the home is, and its climate.</param>
        /// <param name="seed">What it follows from.</param>
        public SeededWeather(WeatherSettings settings, ulong seed)
        {
            _settings = settings;
            _seed = seed;
            _clouds = new OrnsteinUhlenbeck(0.3, CloudMemoryS, 0.9, StepS, SeededRandom.Derive(seed, "clouds"));
        }

        /// <inheritdoc />
        public void Update(HomeContext home)
        {
            ArgumentNullException.ThrowIfNull(home);
            var utc = home.Utc;
            long day = home.LocalDay;
            double ofDay = home.LocalHour / 24;

            // The coldest day is about 20 January, the coldest hour about 5 in the morning.
            double season = -_settings.SeasonK * Math.Cos(Math.Tau * (utc.DayOfYear - 20) / 365.25);
            double hour = -_settings.DailyK * Math.Cos(Math.Tau * (home.LocalHour - 5) / 24);
            double spell = ((1 - ofDay) * Draw("warmth", day).NextNormal()) + (ofDay * Draw("warmth", day + 1).NextNormal());
            home.OutdoorC = _settings.MeanC + season + hour + (2.5 * spell);

            // Most days of a maritime climate are more cloud than sun.
            double clearness = 0.12 + (0.88 * Math.Pow(Draw("clearness", day).NextUnit(), 1.6));
            double sky = Math.Clamp(clearness + _clouds.Step(), 0.1, 1);
            home.SunShare = sky * ClearSky.RoofWPerM2(_settings.LatitudeDegrees, _settings.LongitudeDegrees, utc) / 1000;
        }

        private SeededRandom Draw(string what, long day)
        {
            return new SeededRandom(SeededRandom.Derive(_seed, what, day));
        }
    }
}
