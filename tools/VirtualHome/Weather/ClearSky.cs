using System;

namespace VirtualHome.Weather
{
    /// <summary>Where the sun stands and what a roof gets from it without clouds.</summary>
    public static class ClearSky
    {
        private const double TiltRad = 35 * Math.PI / 180;
        private const double DiffuseShare = 0.15;
        private const double MostBeam = 950;

        /// <summary>
        /// Irradiance on a south roof of 35 degrees. Clear-sky sum by Haurwitz (1945), 1098·cos z·exp(-0.059/cos z), of which 15 %
        /// are taken as diffuse; declination by Cooper (1969). The equation of time is left out: up to 16 minutes.
        /// </summary>
        /// <param name="latitudeDegrees">Latitude, degrees north.</param>
        /// <param name="longitudeDegrees">Longitude, degrees east.</param>
        /// <param name="utc">The time.</param>
        /// <returns>W/m²; 0 at night.</returns>
        public static double RoofWPerM2(double latitudeDegrees, double longitudeDegrees, DateTime utc)
        {
            double declination = 23.45 * Math.PI / 180 * Math.Sin(Math.Tau * (284 + utc.DayOfYear) / 365);
            double hourAngle = ((utc.TimeOfDay.TotalHours - 12) * 15 + longitudeDegrees) * Math.PI / 180;
            double latitude = latitudeDegrees * Math.PI / 180;
            double cosZenith = CosToSun(latitude, declination, hourAngle);
            if (cosZenith <= 0.01)
            {
                return 0;
            }

            // A plane tilted to the south sees the sun as level ground does that much further south.
            double cosRoof = Math.Max(0, CosToSun(latitude - TiltRad, declination, hourAngle));
            double global = 1098 * cosZenith * Math.Exp(-0.059 / cosZenith);
            double beam = Math.Min(MostBeam, (1 - DiffuseShare) * global / cosZenith);
            return (beam * cosRoof) + (DiffuseShare * global);
        }

        private static double CosToSun(double latitude, double declination, double hourAngle)
        {
            return (Math.Sin(latitude) * Math.Sin(declination)) + (Math.Cos(latitude) * Math.Cos(declination) * Math.Cos(hourAngle));
        }
    }
}
