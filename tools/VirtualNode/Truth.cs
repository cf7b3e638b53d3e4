using System;
using System.Collections.Generic;
using System.Globalization;
using MeterNode.Core.Settings;

namespace VirtualNode
{
    /// <summary>
    /// Watches what really happens at the supply and at the contacts, from the home's own exact figures and the relays' own
    /// contacts. It knows nothing of what the firmware has measured, decided or said.
    /// </summary>
    public sealed class Truth
    {
        // An overload, or a measurement lost, explains a switching that follows within this time.
        private const long ExcuseUs = 3_000_000;

        // A node measures in class 1 and acts a percent below its limit: from here on its supply may seem to be above it.
        private const double SeemsOverFrom = 0.98;

        private readonly NodeWorld _world;
        private readonly VirtualHome.Circuit _supply;
        private readonly double _limitA;
        private readonly long[] _contactChangedUs;
        private readonly List<Violation> _violations = new List<Violation>();
        private double _overSinceUs = double.NaN;
        private bool _overReported;
        private double _lastSeemedOverUs = double.NegativeInfinity;
        private double _longestOverUs;

        internal Truth(NodeWorld world)
        {
            _world = world;
            _supply = world.Home.Circuit(world.Settings.Supply.Circuit);
            _limitA = world.Settings.Supply.LimitA;
            _contactChangedUs = new long[world.Settings.Loads.Length];
            Array.Fill(_contactChangedUs, -1);
            world.Home.IntervalEnding += OnInterval;
            for (int i = 0; i < world.Settings.Loads.Length; i++)
            {
                int load = i;
                if (world.FindRelay(world.Settings.Loads[i].Name) is { } relay)
                {
                    relay.ContactChanged += (closed, timeUs) => OnContact(load, closed, timeUs);
                }
            }
        }

        /// <summary>What must never happen and did, in order of time.</summary>
        public IReadOnlyList<Violation> Violations => _violations;

        /// <summary>Highest true supply current, A rms.</summary>
        public double PeakSupplyA => _supply.PeakRmsA;

        /// <summary>How often the supply went above its limit.</summary>
        public int Overloads { get; private set; }

        /// <summary>The longest that the supply was above its limit without a break.</summary>
        public TimeSpan LongestOverload => TimeSpan.FromMicroseconds(_longestOverUs);

        /// <summary>How often a load lost its power because the supply was above its limit, or seemed to be.</summary>
        public int ShedEvents { get; private set; }

        /// <summary>Excuses switching for a while: for a test that takes a sensor away.</summary>
        public void Excuse()
        {
            _lastSeemedOverUs = _world.Board.Scheduler.NowUs;
        }

        private void OnInterval(double fromUs, double toUs)
        {
            if (_supply.RmsA > SeemsOverFrom * _limitA)
            {
                _lastSeemedOverUs = toUs;
            }

            if (_supply.RmsA <= _limitA)
            {
                _overSinceUs = double.NaN;
                _overReported = false;
                return;
            }

            if (double.IsNaN(_overSinceUs))
            {
                _overSinceUs = fromUs;
                Overloads++;
            }

            double lastedUs = toUs - _overSinceUs;
            _longestOverUs = Math.Max(_longestOverUs, lastedUs);
            if (lastedUs > _world.Options.OverLimitGrace.TotalMicroseconds && !_overReported)
            {
                _overReported = true;
                Report(ViolationKind.SupplyLimit, _overSinceUs, _supply.Name, string.Create(
                    CultureInfo.InvariantCulture, $"{_supply.RmsA:0.0} A above its limit of {_limitA:0} A for more than {_world.Options.OverLimitGrace.TotalSeconds:0.0} s"));
            }
        }

        private void OnContact(int index, bool closed, long timeUs)
        {
            var load = _world.Settings.Loads[index];
            long beforeUs = _contactChangedUs[index];
            _contactChangedUs[index] = timeUs;
            if (!_world.Board.Powered || !_world.Heartbeat.Alive)
            {
                return;
            }

            // Contacts act within the interval that an overload is in: bring the account up to now before asking it.
            bool overload = timeUs - _lastSeemedOverUs < ExcuseUs || _supply.RmsA > SeemsOverFrom * _limitA;
            if (!closed && overload)
            {
                ShedEvents++;
            }

            if (!closed && load.Critical)
            {
                Report(ViolationKind.CriticalLoadShed, timeUs, load.Name, "its contact opened");
            }

            CheckMinimum(load, closed, beforeUs, timeUs, overload);
        }

        private void CheckMinimum(LoadSettings load, bool closed, long beforeUs, long timeUs, bool overload)
        {
            long leastMs = closed ? load.MinOffMs : load.MinOnMs;
            if (beforeUs < 0 || overload)
            {
                return;
            }

            // The relay's own operate and release times differ by some milliseconds; half a second is no violation of a minute.
            double lastedMs = (timeUs - beforeUs) / 1000.0;
            if (lastedMs < leastMs - 500)
            {
                Report(ViolationKind.MinimumOnOff, timeUs, load.Name, string.Create(
                    CultureInfo.InvariantCulture, $"{(closed ? "off" : "on")} for {lastedMs / 1000:0.0} s of {leastMs / 1000} s"));
            }
        }

        private void Report(ViolationKind kind, double atUs, string subject, string detail)
        {
            _violations.Add(new Violation(kind, TimeSpan.FromMicroseconds(atUs), subject, detail));
        }
    }
}
