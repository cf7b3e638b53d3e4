using System;
using VirtualHome.Chance;

namespace VirtualHome.Appliances
{
    /// <summary>What a car does on one day: leaves in the morning, comes home with less in its battery, is plugged in or not.</summary>
    /// <param name="LeavesHour">When it is unplugged, h of local time.</param>
    /// <param name="ArrivesHour">When it is plugged in, h of local time.</param>
    /// <param name="UsedKWh">What it used in between, kWh.</param>
    /// <param name="PlugsIn">Whether its owner plugs it in.</param>
    public readonly record struct CarDay(double LeavesHour, double ArrivesHour, double UsedKWh, bool PlugsIn)
    {
        /// <summary>Draws a day.</summary>
        /// <param name="settings">The habits.</param>
        /// <param name="seed">What it follows from.</param>
        /// <param name="localDay">The day.</param>
        /// <returns>The same for the same arguments.</returns>
        public static CarDay Draw(EvChargerSettings settings, ulong seed, long localDay)
        {
            ArgumentNullException.ThrowIfNull(settings);
            var random = new SeededRandom(SeededRandom.Derive(seed, "car", localDay));
            double leaves = Math.Clamp(settings.LeavesHour + (0.4 * random.NextNormal()), 4, 11);
            double arrives = Math.Clamp(settings.ArrivesHour + (0.8 * random.NextNormal()), 12, 23.5);
            double used = settings.UsedKWhADay * random.Between(0.4, 1.6);
            return new CarDay(leaves, arrives, used, random.Happens(settings.PlugsInShare));
        }
    }
}
