using System;
using System.Collections.Generic;
using System.Linq;
using VirtualHome.Chance;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>A heavy, all-electric home and one day in it, from a seed: far more is plugged in than its supply carries.</summary>
    internal sealed class RandomHome
    {
        private const double ThreePhaseShare = 0.15;
        private const double PanelsShare = 0.35;
        private const double NastyShare = 0.3;

        /// <summary>The controlled loads are to have so many times the supply's power, so that they cannot all run.</summary>
        private const double LeastPluggedIn = 1.5;

        private const double Minute = 60_000;
        private const double Hour = 3_600_000;

        private static readonly int[] s_ratings = { 40, 60, 80, 100 };

        private readonly ulong _seed;
        private readonly SeededRandom _random;
        private readonly DeviceKind _device;
        private readonly int _ratedA;
        private readonly int _phases;
        private readonly NastyDay _nasty;
        private readonly double _nastyMs;
        private readonly List<ApplianceRun> _runs = new List<ApplianceRun>();

        private RandomHome(ulong seed)
        {
            _seed = seed;
            _random = new SeededRandom(SeededRandom.Derive(seed, "home"));
            _device = (DeviceKind)_random.NextIndex([0.6, 0.25, 0.15]);
            _phases = _random.Happens(ThreePhaseShare) ? 3 : 1;
            _ratedA = s_ratings[_random.NextIndex(_phases == 3 ? [0.5, 0.3, 0.15, 0.05] : [0.15, 0.3, 0.3, 0.25])];
            _nasty = _random.Happens(NastyShare) ? (NastyDay)(1 + _random.NextIndex([0.3, 0.2, 0.2, 0.2, 0.1])) : NastyDay.None;
            _nastyMs = _random.Between(16.5, 20.5) * Hour;
        }

        /// <summary>Makes the home and the day of a seed.</summary>
        public static HomeDay Create(ulong seed)
        {
            return new RandomHome(seed).Make();
        }

        private HomeDay Make()
        {
            var loads = ControlledLoads.Of(_random, _seed, _ratedA, _phases, LeastPluggedIn, _nasty, (long)_nastyMs);
            var home = new HomeDescription
            {
                // An installer takes type C where a compressor starts: type B may trip at once at three times its rating.
                Device = _device == DeviceKind.McbB && loads.Any(load => load.Load.Kind == HomeLoadKind.HeatPump) ? DeviceKind.McbC : _device,
                RatedA = _ratedA,
                Phases = _phases,
                Loads = loads.Select(load => load.Load).ToArray(),
            };
            Live();
            BeNasty(home);
            var check = new SupplyCheck(home);
            int removed = check.Fit(_runs);
            double alone = check.PeakShare(_runs);
            if (_random.Happens(PanelsShare))
            {
                FitPanels();
            }

            var steps = new List<CurrentStep>();
            _runs.ForEach(run => run.AddTo(steps));
            return new HomeDay
            {
                Seed = _seed,
                Home = home,
                Loads = loads,

                // A stable sort: a motor's steps of one millisecond must stay in their order.
                Steps = steps.OrderBy(step => step.Ms).ToArray(),
                Nasty = _nasty,
                UsesRemoved = removed,
                AloneShare = alone,
            };
        }

        private void Live()
        {
            for (int phase = 0; phase < _phases; phase++)
            {
                _runs.Add(Appliances.Base(_random, phase));
                _runs.Add(Appliances.Lamps(_random, phase));
            }

            int people = 1 + _random.NextCount(2);
            int showers = AnyPhase();
            for (int i = 0; i < people; i++)
            {
                _runs.Add(Appliances.Shower(_random, showers, _random.Happens(0.6) ? At(6, 9) : At(17, 23)));
            }

            Several(3 + _random.NextCount(4), 6, 23, Appliances.Kettle);
            Several(_random.NextCount(0.7), 8, 20, Appliances.Vacuum);
            Several(_random.NextCount(1), 6, 22, Appliances.FanHeater);
            Several(_random.NextCount(0.8), 7, 20, Appliances.Washer);
            Several(_random.NextCount(0.8), 9, 22, Appliances.Dryer);
            Several(_random.NextCount(0.8), 12, 23, Appliances.Dishwasher);
            Cook(At(7, 8.5), _random.NextCount(0.5), 0.05);
            Cook(At(11.5, 13.5), _random.NextCount(1), 0.2);
            Cook(At(16.5, 19.5), 1 + _random.NextCount(1.5), 0.6);
        }

        private void Cook(double startMs, int zones, double oven)
        {
            int phase = AnyPhase();
            for (int i = 0; i < Math.Min(zones, 4); i++)
            {
                _runs.Add(Appliances.HobZone(_random, phase, startMs + (_random.Between(0, 20) * Minute)));
            }

            if (_random.Happens(oven))
            {
                _runs.Add(Appliances.Oven(_random, phase, startMs - (_random.Between(0, 30) * Minute)));
            }
        }

        private void BeNasty(HomeDescription home)
        {
            switch (_nasty)
            {
                case NastyDay.EverythingAtOnce:
                    int phase = AnyPhase();
                    Func<SeededRandom, int, double, ApplianceRun>[] kitchen = { Appliances.Oven, Appliances.HobZone, Appliances.Kettle, Appliances.Dryer, Appliances.Shower };
                    foreach (var appliance in kitchen)
                    {
                        _runs.Add(appliance(_random, phase, _nastyMs + _random.Between(0, 10_000)));
                    }

                    break;
                case NastyDay.MotorStarts:
                    _runs.Add(Appliances.Workshop(_random, AnyPhase(), _nastyMs));
                    break;
                case NastyDay.AtTheLimit:
                    int full = AnyPhase();
                    double startMs = At(1, 4);
                    double lengthMs = _random.Between(30, 120) * Minute;
                    double besideA = home.Loads.Where(load => load.Critical && load.IsOn(full)).Sum(load => load.RatedMa / 1000.0)
                        + _runs.Where(run => run.Phase == full && run.Stays).Sum(run => run.MeanA((long)startMs, (long)(startMs + lengthMs)));
                    double watts = ((_ratedA * _random.Between(0.99, 1.01)) - besideA) * Mains.V;
                    _runs.Add(Appliances.Steady(full, startMs, lengthMs, watts, stays: true));
                    break;
                default:
                    break;
            }
        }

        private void FitPanels()
        {
            // A phase carries the panels and a discharging battery together, 3.68 kW and 5 kW: never above the smallest supply.
            double mostW = _random.Between(1500, 3680);
            for (int phase = 0; phase < _phases; phase++)
            {
                _runs.Add(Appliances.Panels(new SeededRandom(SeededRandom.Derive(_seed, "panels")), phase, mostW));
            }
        }

        private void Several(int count, double fromH, double toH, Func<SeededRandom, int, double, ApplianceRun> appliance)
        {
            int phase = AnyPhase();
            for (int i = 0; i < count; i++)
            {
                _runs.Add(appliance(_random, phase, At(fromH, toH)));
            }
        }

        private int AnyPhase()
        {
            return _phases == 1 ? 0 : (int)_random.Between(0, 3);
        }

        private double At(double fromH, double toH)
        {
            return _random.Between(fromH, toH) * Hour;
        }
    }
}
