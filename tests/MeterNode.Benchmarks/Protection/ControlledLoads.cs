using System;
using System.Collections.Generic;
using System.Linq;
using VirtualHome.Chance;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>The controlled loads of a random home, and what the day asks of them.</summary>
    internal sealed class ControlledLoads
    {
        private const int MostLoads = 16;
        private const double Hour = 3_600_000;
        private const double JPerKWh = 3_600_000;

        private readonly SeededRandom _random;
        private readonly ulong _seed;
        private readonly int _phases;
        private readonly NastyDay _nasty;
        private readonly long _nastyMs;
        private readonly List<LoadSpec> _loads = new List<LoadSpec>();
        private readonly HashSet<int> _priorities = new HashSet<int>();

        private ControlledLoads(SeededRandom random, ulong seed, int phases, NastyDay nasty, long nastyMs)
        {
            _random = random;
            _seed = seed;
            _phases = phases;
            _nasty = nasty;
            _nastyMs = nastyMs;
        }

        /// <summary>Makes the loads of a home.</summary>
        /// <param name="random">The home's stream of chance.</param>
        /// <param name="seed">The home's seed.</param>
        /// <param name="ratedA">Rating of its supply, A.</param>
        /// <param name="phases">1 or 3.</param>
        /// <param name="leastPluggedIn">So many times the supply's power they have at least, unless that were too many loads.</param>
        /// <param name="nasty">What makes the day awkward.</param>
        /// <param name="nastyMs">When, ms since midnight.</param>
        public static IReadOnlyList<LoadSpec> Of(SeededRandom random, ulong seed, int ratedA, int phases, double leastPluggedIn, NastyDay nasty, long nastyMs)
        {
            var loads = new ControlledLoads(random, seed, phases, nasty, nastyMs);
            loads.AddAll(leastPluggedIn * ratedA * Mains.V * phases);
            return loads._loads;
        }

        private void AddAll(double leastW)
        {
            AddCritical("router", _random.Between(15, 50), steady: true);
            if (_random.Happens(0.8))
            {
                AddCritical("fridge", _random.Between(80, 200), steady: false);
            }

            if (_random.Happens(0.1))
            {
                AddCritical("medical", _random.Between(150, 500), steady: true);
            }

            AddEv();
            bool weldable = _random.Happens(0.5);
            AddImmersion(_nasty == NastyDay.WeldedContact && weldable);
            if (_random.Happens(0.65))
            {
                AddHeatPump();
            }

            if (_random.Happens(0.35))
            {
                AddBattery();
            }

            if (_random.Happens(0.4))
            {
                AddCompute();
            }

            AddStorageHeater(_nasty == NastyDay.WeldedContact && !weldable);
            while (_loads.Sum(load => (double)load.Load.RatedW) < leastW && _loads.Count < MostLoads)
            {
                if (_random.Happens(0.3))
                {
                    AddEv();
                }
                else if (_random.Happens(0.25))
                {
                    AddImmersion(false);
                }
                else
                {
                    AddStorageHeater(false);
                }
            }
        }

        private void AddCritical(string name, double watts, bool steady)
        {
            _loads.Add(new LoadSpec
            {
                Load = new HomeLoad
                {
                    Name = name,
                    Kind = HomeLoadKind.Critical,
                    RatedW = (int)watts,
                    Phase = AnyPhase(),
                    Priority = Priority(90, 100),
                    Critical = true,
                    HasOwnCt = _random.Happens(0.3),
                },
                Seed = NextSeed(),
                Demands = steady ? [(0L, 1e12)] : [],
                DemandW = steady ? 0 : watts * _random.Between(0.25, 0.5),
                StartsAtJ = steady ? 1000 : watts * _random.Between(400, 1200),
                PowerFactor = steady ? 1 : 0.8,
                InrushFactor = steady ? 1 : 4,
                InrushMs = steady ? 0 : 200,
                Requests = Always((int)watts),
            });
        }

        private void AddEv()
        {
            bool threePhase = _phases == 3 && _random.Happens(0.7);
            int ratedW = threePhase ? 11_040 : 7360;
            bool follows = _random.Happens(0.85);
            bool ignores = _nasty == NastyDay.IgnoresSetpoint && !_loads.Any(load => load.IgnoresSetpoint);
            var present = new List<(long FromMs, long ToMs)>();
            var demands = new List<(long Ms, double Joules)>();
            if (_random.Happens(0.5))
            {
                long leavesMs = (long)(_random.Between(6.5, 9.5) * Hour);
                present.Add((0, leavesMs));
                demands.Add((0, _random.Between(10, 55) * JPerKWh));
            }

            if (_random.Happens(0.2))
            {
                long noonMs = (long)(_random.Between(10, 12.5) * Hour);
                present.Add((noonMs, noonMs + (long)(_random.Between(1, 3) * Hour)));
                demands.Add((noonMs, _random.Between(5, 20) * JPerKWh));
            }

            long homeMs = _nasty == NastyDay.EverythingAtOnce ? _nastyMs + (long)_random.Between(0, 10_000) : (long)(_random.Between(15.6, 21.5) * Hour);
            present.Add((homeMs, 2 * Mains.DayMs));

            // Never more than it could take alone before midnight.
            double mostJ = ratedW * 0.9 * (Mains.DayMs - homeMs) / 1000;
            demands.Add((homeMs, Math.Min(mostJ, _random.Between(12, 75) * JPerKWh)));
            int minS = (int)_random.Between(60, 300);
            _loads.Add(new LoadSpec
            {
                Load = new HomeLoad
                {
                    Name = Name("ev"),
                    Kind = HomeLoadKind.Ev,
                    RatedW = ratedW,
                    Phase = threePhase ? -1 : AnyPhase(),
                    Priority = Priority(20, 60),
                    FollowsPower = follows || ignores,
                    LeastW = follows || ignores ? 6 * Mains.V * (threePhase ? 3 : 1) : 0,
                    MinOnS = minS,
                    MinOffS = minS,
                    HasOwnCt = _random.Happens(0.7),
                    Contactor = true,
                },
                Seed = NextSeed(),
                Demands = demands,
                Present = present,
                RampWPerS = _random.Between(1, 10) * Mains.V * (threePhase ? 3 : 1),
                StartDelayMs = (int)_random.Between(3000, 15_000),
                IgnoresSetpoint = ignores,
                Requests = Always(ratedW),
            });
        }

        private void AddHeatPump()
        {
            bool threePhase = _phases == 3 && _random.Happens(0.5);
            double watts = _random.Between(2000, 5000);
            _loads.Add(new LoadSpec
            {
                Load = new HomeLoad
                {
                    Name = Name("heat-pump"),
                    Kind = HomeLoadKind.HeatPump,
                    RatedW = (int)watts,
                    Phase = threePhase ? -1 : AnyPhase(),
                    Priority = Priority(55, 85),
                    MinOnS = (int)_random.Between(600, 1200),
                    MinOffS = (int)_random.Between(180, 300),
                    HasOwnCt = _random.Happens(0.7),
                    Contactor = true,
                },
                Seed = NextSeed(),
                DemandW = watts * _random.Between(0.4, 0.9),
                Demands = AtNastyTime(watts * 1200),
                MostBehindJ = watts * 2 * 3600,
                StartsAtJ = watts * _random.Between(200, 900),
                StartDelayMs = (int)_random.Between(0, 30_000),
                OwnOffMs = (int)_random.Between(120_000, 240_000),
                InrushFactor = 3,
                InrushMs = (int)_random.Between(150, 300),
                PowerFactor = 0.8,
                Requests = Always((int)watts),
            });
        }

        private void AddImmersion(bool welds)
        {
            var demands = new List<(long Ms, double Joules)> { (0, _random.Between(0, 3) * JPerKWh) };
            int draws = 2 + _random.NextCount(3);
            for (int i = 0; i < draws; i++)
            {
                double hour = _random.Happens(0.5) ? _random.Between(6, 9.5) : _random.Between(12, 22);
                demands.Add(((long)(hour * Hour), _random.Between(0.5, 3.5) * JPerKWh));
            }

            demands.AddRange(AtNastyTime(3 * JPerKWh));
            _loads.Add(new LoadSpec
            {
                Load = new HomeLoad
                {
                    Name = Name("immersion"),
                    Kind = HomeLoadKind.Immersion,
                    RatedW = 3000,
                    Phase = AnyPhase(),
                    Priority = Priority(35, 75),
                    MinOnS = 60,
                    MinOffS = 60,
                    HasOwnCt = _random.Happens(0.5),
                },
                Seed = NextSeed(),
                Demands = demands.OrderBy(demand => demand.Ms).ToArray(),
                DemandW = _random.Between(40, 120),
                MostBehindJ = _random.Between(6, 12) * JPerKWh,
                StartsAtJ = _random.Between(0.3, 0.8) * JPerKWh,
                WeldedFromMs = WeldedFrom(welds),
                Requests = Always(3000),
            });
        }

        private void AddStorageHeater(bool welds)
        {
            int watts = (int)_random.Between(3000, 6000);
            long startMs = (long)(_random.Between(0, 1.5) * Hour);
            long endMs = startMs + (long)(7 * Hour);
            _loads.Add(new LoadSpec
            {
                Load = new HomeLoad
                {
                    Name = Name("storage"),
                    Kind = HomeLoadKind.StorageHeater,
                    RatedW = watts,
                    Phase = AnyPhase(),
                    Priority = Priority(25, 65),
                    MinOnS = 300,
                    MinOffS = 120,
                    HasOwnCt = _random.Happens(0.3),
                    Contactor = true,
                },
                Seed = NextSeed(),
                Demands = [(startMs, watts * _random.Between(3, 6.5) * 3600)],
                WeldedFromMs = WeldedFrom(welds),
                Requests = [(0, 0), (startMs, watts), (endMs, 0)],
            });
        }

        private void AddBattery()
        {
            int watts = (int)_random.Between(3000, 5000);
            var requests = new List<(long Ms, int Watts)> { (0, 0), ((long)(_random.Between(0.5, 2) * Hour), watts), ((long)(5 * Hour), 0) };
            if (_random.Happens(0.3))
            {
                long noonMs = (long)(_random.Between(11, 13) * Hour);
                requests.Add((noonMs, watts));
                requests.Add((noonMs + (long)Hour, 0));
            }

            requests.Add(((long)(_random.Between(16, 18) * Hour), -(int)(watts * _random.Between(0.3, 1))));
            requests.Add(((long)(20.5 * Hour), 0));
            _loads.Add(new LoadSpec
            {
                Load = new HomeLoad
                {
                    Name = Name("battery"),
                    Kind = HomeLoadKind.Battery,
                    RatedW = watts,
                    Phase = AnyPhase(),
                    Priority = Priority(5, 30),
                    FollowsPower = true,
                    MinOnS = 60,
                    MinOffS = 60,
                    HasOwnCt = _random.Happens(0.8),
                    Contactor = true,
                },
                Seed = NextSeed(),
                CapacityJ = watts * _random.Between(1.5, 3) * 3600,
                LeastLagMs = 500,
                MostLagMs = 2000,
                RampWPerS = _random.Between(1000, 10_000),
                Requests = requests,
            });
        }

        private void AddCompute()
        {
            int watts = (int)_random.Between(300, 2000);
            var demands = new List<(long Ms, double Joules)>();
            double hour = 0;
            while (hour < 23)
            {
                demands.Add(((long)(hour * Hour), watts * _random.Between(0.5, 3) * 3600));
                hour += _random.Between(1, 6);
            }

            _loads.Add(new LoadSpec
            {
                Load = new HomeLoad
                {
                    Name = Name("compute"),
                    Kind = HomeLoadKind.Compute,
                    RatedW = watts,
                    Phase = AnyPhase(),
                    Priority = Priority(20, 60),
                    FollowsPower = true,
                    LeastW = (int)(watts * _random.Between(0.2, 0.4)),
                    MinOnS = 60,
                    MinOffS = 60,
                    HasOwnCt = _random.Happens(0.5),
                },
                Seed = NextSeed(),
                Demands = demands,
                MostLagMs = 3000,
                RampWPerS = watts,
                Requests = Always(watts),
            });
        }

        private (long Ms, double Joules)[] AtNastyTime(double joules)
        {
            return _nasty == NastyDay.EverythingAtOnce ? [(_nastyMs + (long)_random.Between(0, 10_000), joules)] : [];
        }

        private long WeldedFrom(bool welds)
        {
            return welds ? (long)(_random.Between(0.5, 20) * Hour) : long.MaxValue;
        }

        private static (long Ms, int Watts)[] Always(int watts)
        {
            return [(0, watts)];
        }

        private string Name(string kind)
        {
            return kind + "-" + (1 + _loads.Count(load => load.Load.Name.StartsWith(kind + "-", StringComparison.Ordinal)));
        }

        private int Priority(int low, int high)
        {
            int priority;
            do
            {
                priority = (int)_random.Between(low, high);
            }
            while (!_priorities.Add(priority));
            return priority;
        }

        private int AnyPhase()
        {
            return _phases == 1 ? 0 : (int)_random.Between(0, 3);
        }

        private ulong NextSeed()
        {
            return SeededRandom.Derive(_seed, "load", _loads.Count);
        }
    }
}
