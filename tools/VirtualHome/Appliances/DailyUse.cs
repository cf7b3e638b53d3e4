using System;
using VirtualHome.Chance;

namespace VirtualHome.Appliances
{
    /// <summary>
    /// When an appliance is used. Each day is drawn by itself from the seed and the date, so that a day is the same whenever the
    /// run begins.
    /// </summary>
    public sealed class DailyUse
    {
        private readonly double[] _hours;
        private readonly double _usesADay;
        private readonly double _leastS;
        private readonly double _mostS;
        private readonly ulong _seed;
        private Use[] _uses = Array.Empty<Use>();
        private int _next;
        private long _day = long.MinValue;
        private Use _current;

        /// <summary>Makes a pattern of use.</summary>
        /// <param name="hours">Weight of each local hour; 24 of them.</param>
        /// <param name="usesADay">Mean number of uses a day, 0 to 50.</param>
        /// <param name="leastS">Shortest use, s.</param>
        /// <param name="mostS">Longest use, s.</param>
        /// <param name="seed">What it follows from.</param>
        public DailyUse(ReadOnlySpan<double> hours, double usesADay, double leastS, double mostS, ulong seed)
        {
            _hours = hours.ToArray();
            _usesADay = usesADay;
            _leastS = leastS;
            _mostS = mostS;
            _seed = seed;
        }

        /// <summary>Looks whether the appliance is in use.</summary>
        /// <param name="home">The surroundings; time never goes back.</param>
        /// <param name="use">The use, when there is one.</param>
        /// <returns>Whether it is.</returns>
        public bool IsInUse(HomeContext home, out Use use)
        {
            ArgumentNullException.ThrowIfNull(home);
            double nowS = home.LocalS;
            if (home.LocalDay != _day)
            {
                _day = home.LocalDay;
                _uses = Draw(_day);
                _next = 0;
            }

            while (_next < _uses.Length && _uses[_next].StartS <= nowS)
            {
                _current = _uses[_next++];
            }

            use = _current;
            return nowS < _current.EndS;
        }

        /// <summary>The uses of a day.</summary>
        /// <param name="localDay">The day, as in <see cref="HomeContext.LocalDay"/>.</param>
        /// <returns>The uses, in order of time; the last may reach into the next day.</returns>
        public Use[] Draw(long localDay)
        {
            var random = new SeededRandom(SeededRandom.Derive(_seed, "use", localDay));
            var uses = new Use[random.NextCount(_usesADay)];
            for (int i = 0; i < uses.Length; i++)
            {
                // Whole seconds: appliances are stepped on that grid.
                double startS = (86400.0 * localDay) + Math.Floor(3600 * (random.NextIndex(_hours) + random.NextUnit()));
                double level = random.NextUnit();
                uses[i] = new Use(startS, startS + Math.Round(random.Between(_leastS, _mostS)), level);
            }

            Array.Sort(uses, (a, b) => a.StartS.CompareTo(b.StartS));
            return uses;
        }
    }
}
