using System;

namespace VirtualHome
{
    /// <summary>What the appliances of a home can see around them.</summary>
    public sealed class HomeContext
    {
        private static readonly DateTime s_epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        private readonly double _startLocalS;

        /// <summary>Makes the surroundings of a run.</summary>
        /// <param name="startUtc">When the world begins.</param>
        /// <param name="localOffsetH">What local time is ahead of UTC, h; people live by it.</param>
        /// <param name="nominalV">Nominal voltage from phase to neutral, V rms.</param>
        public HomeContext(DateTime startUtc, double localOffsetH, double nominalV)
        {
            StartUtc = startUtc;
            NominalV = nominalV;
            _startLocalS = (startUtc - s_epoch).TotalSeconds + (3600 * localOffsetH);
        }

        /// <summary>When the world began.</summary>
        public DateTime StartUtc { get; }

        /// <summary>Nominal voltage from phase to neutral, V rms.</summary>
        public double NominalV { get; }

        /// <summary>Seconds since the world began.</summary>
        public double TimeS { get; internal set; }

        /// <summary>Seconds of local time since the first midnight of 2000.</summary>
        public double LocalS => _startLocalS + TimeS;

        /// <summary>The local day, counted from 2000-01-01.</summary>
        public long LocalDay => (long)Math.Floor(LocalS / 86400);

        /// <summary>The local time of day, h, 0 to 24.</summary>
        public double LocalHour => (LocalS / 3600) - (24 * LocalDay);

        /// <summary>The time in UTC.</summary>
        public DateTime Utc => StartUtc.AddTicks((long)Math.Round(TimeS * TimeSpan.TicksPerSecond));

        /// <summary>Outdoor temperature, °C.</summary>
        public double OutdoorC { get; internal set; } = 8;

        /// <summary>
        /// What the sun gives to a south roof of 35 degrees, clouds taken off, as a share of 1000 W/m².
        /// </summary>
        public double SunShare { get; internal set; }

        /// <summary>Whether there is mains.</summary>
        public bool MainsPresent { get; internal set; } = true;
    }
}
