using System;
using System.Linq;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// A day of a home under a controller, at the level of readings: currents are constant from event to event, so that the
    /// device's budget and every reading are exact however far apart the events are.
    /// </summary>
    /// <remarks>
    /// The controller runs each 30 ms while something moves: for 5 s after an event above 1 A, any change of a controlled load
    /// or a command, and whenever a phase is above 90 % of the rating. Otherwise it runs once a second. That loses nothing:
    /// all its readings would be the same but for noise, the device only cools, and what is left to decide then is whether a
    /// timer of many seconds has passed, which shifts by less than a second and only to the safe side. An event inside a
    /// second ends it: the next call comes on the next multiple of 30 ms, with the window filled as it would have been.
    /// A device that has acted leaves the home without power until somebody has replaced or reset it; controllers, peers too, are
    /// taken to live on.
    /// </remarks>
    internal sealed class DaySimulation
    {
        private const long AwakeMs = 5000;
        private const double WakesAboveA = 1;
        private const double WakesAboveShare = 0.9;
        private const double OwnChangeA = 0.05;
        private const long OwnCtMs = 100;
        private const long Never = long.MaxValue;

        private readonly HomeDay _day;
        private readonly IHomeController _controller;
        private readonly ControlledLoad[] _loads;
        private readonly int _phases;
        private readonly MeterModel _meter;
        private readonly Scorekeeper _score;
        private readonly HomeReadings _readings;
        private readonly HomeCommands _commands;
        private readonly bool[] _closed;
        private readonly int[] _setpointW;
        private readonly double[] _baseReal;
        private readonly double[] _baseLagging;
        private readonly double[] _real;
        private readonly double[] _amps;
        private readonly double[] _squareMs;
        private readonly double[] _chargeMs;
        private long _powerFromMs;
        private long _ownCtMs;
        private long _nextLoadMs;
        private long _awakeUntilMs = AwakeMs;
        private long _darkUntilMs = Never;
        private int _step;
        private long _calls;

        /// <summary>Makes the simulation of a day.</summary>
        /// <param name="day">The day.</param>
        /// <param name="controller">Who controls it; made for it alone.</param>
        public DaySimulation(HomeDay day, IHomeController controller)
        {
            _day = day;
            _controller = controller;
            _phases = day.Home.Phases;
            _loads = day.Loads.Select(spec => spec.Load.Kind == HomeLoadKind.Battery ? new BatteryLoad(spec) : new ControlledLoad(spec)).ToArray();
            _meter = new MeterModel(day.Seed, _phases, _loads.Length);
            _score = new Scorekeeper(day);
            _readings = new HomeReadings(_phases, _loads.Length);
            _commands = new HomeCommands(_loads.Length);
            _closed = new bool[_loads.Length];
            _setpointW = new int[_loads.Length];
            _baseReal = new double[_phases];
            _baseLagging = new double[_phases];
            _real = new double[_phases];
            _amps = new double[_phases];
            _squareMs = new double[_phases];
            _chargeMs = new double[_phases];
        }

        /// <summary>Lives the day.</summary>
        public DayResult Run()
        {
            Begin();
            long nowMs = 0;
            while (nowMs < Mains.DayMs)
            {
                nowMs = LiveUntilCall(nowMs);
                Read(nowMs);
                _controller.Step(_readings, _commands);
                _calls++;
                Obey(nowMs);
            }

            for (int i = 0; i < _loads.Length; i++)
            {
                _loads[i].Advance(nowMs);
            }

            return _score.Finish(_loads, _calls);
        }

        private static long NextCadence(long ms)
        {
            return ((ms / MeterModel.CadenceMs) + 1) * MeterModel.CadenceMs;
        }

        private static long NextSecond(long ms)
        {
            // The first multiple of the cadence that is not before the next full second.
            return NextCadence((((ms / 1000) + 1) * 1000) - 1);
        }

        private void Begin()
        {
            Apply(0);
            for (int i = 0; i < _loads.Length; i++)
            {
                _loads[i].Advance(0);
            }

            Flow(0);
            for (int phase = 0; phase < _phases; phase++)
            {
                _meter.Fill(phase, _amps[phase] * _amps[phase]);
            }

            Read(0);
            _controller.Step(_readings, _commands);
            _score.Begin(_commands);
            for (int i = 0; i < _loads.Length; i++)
            {
                _closed[i] = _commands.ContactClosed[i];
                _setpointW[i] = _commands.SetpointW[i];
                _loads[i].Begin(_closed[i], _setpointW[i]);
            }

            _nextLoadMs = 0;
        }

        private long LiveUntilCall(long nowMs)
        {
            bool fine = nowMs < _awakeUntilMs || IsNearRating();
            long callMs = fine ? NextCadence(nowMs) : NextSecond(nowMs);
            long cadenceFromMs = nowMs;
            Array.Clear(_squareMs);
            while (true)
            {
                long eventMs = Math.Min(Math.Min(_nextLoadMs, _darkUntilMs), _step < _day.Steps.Length ? _day.Steps[_step].Ms : Never);
                long untilMs = Math.Min(eventMs, callMs);
                if (untilMs > nowMs)
                {
                    Pass(nowMs, untilMs);
                    nowMs = untilMs;
                }

                if (eventMs <= nowMs)
                {
                    if (Happen(nowMs))
                    {
                        _awakeUntilMs = nowMs + AwakeMs;
                        if (!fine)
                        {
                            fine = true;
                            callMs = NextCadence(nowMs);
                            cadenceFromMs = callMs - MeterModel.CadenceMs;
                            Remember(nowMs - cadenceFromMs);
                        }
                    }

                    Flow(nowMs);
                }

                if (nowMs == callMs)
                {
                    break;
                }
            }

            for (int phase = 0; phase < _phases; phase++)
            {
                if (fine)
                {
                    _meter.Push(phase, _squareMs[phase] / (callMs - cadenceFromMs));
                }
                else
                {
                    _meter.Fill(phase, _amps[phase] * _amps[phase]);
                }
            }

            return callMs;
        }

        /// <summary>Lets time pass; nothing changes in it.</summary>
        private void Pass(long fromMs, long toMs)
        {
            long ms = toMs - fromMs;
            for (int phase = 0; phase < _phases; phase++)
            {
                _squareMs[phase] += _amps[phase] * _amps[phase] * ms;
                _chargeMs[phase] += _real[phase] * ms;
            }

            if (_score.Pass(fromMs, toMs))
            {
                _darkUntilMs = toMs + Scorekeeper.OutMs(_day.Home.Device);
                for (int i = 0; i < _loads.Length; i++)
                {
                    _loads[i].Switch(false, toMs);
                }

                _nextLoadMs = toMs;
            }
        }

        /// <summary>Sets meter and cadence to what they would be had the last second been lived finely: all the same current.</summary>
        /// <param name="intoCadenceMs">Since the cadence began.</param>
        private void Remember(long intoCadenceMs)
        {
            for (int phase = 0; phase < _phases; phase++)
            {
                double square = _amps[phase] * _amps[phase];
                _meter.Fill(phase, square);
                _squareMs[phase] = square * intoCadenceMs;
            }
        }

        /// <summary>Does what is due, and tells whether it is worth a closer look.</summary>
        private bool Happen(long nowMs)
        {
            bool wakes = Apply(nowMs);
            if (_darkUntilMs <= nowMs)
            {
                _darkUntilMs = Never;
                for (int i = 0; i < _loads.Length; i++)
                {
                    _loads[i].Switch(_closed[i], nowMs);
                }

                _nextLoadMs = nowMs;
                wakes = true;
            }

            if (_nextLoadMs <= nowMs)
            {
                _nextLoadMs = long.MaxValue;
                for (int i = 0; i < _loads.Length; i++)
                {
                    var load = _loads[i];
                    if (load.NextMs <= nowMs)
                    {
                        double real = load.Real;
                        load.Advance(nowMs);
                        wakes |= Math.Abs(load.Real - real) > OwnChangeA;
                    }

                    _nextLoadMs = Math.Min(_nextLoadMs, load.NextMs);
                }
            }

            return wakes;
        }

        /// <summary>Applies the uncontrolled steps that are due.</summary>
        private bool Apply(long nowMs)
        {
            bool wakes = false;
            while (_step < _day.Steps.Length && _day.Steps[_step].Ms <= nowMs)
            {
                ref readonly var step = ref _day.Steps[_step];
                _baseReal[step.Phase] += step.Real;
                _baseLagging[step.Phase] += step.Lagging;
                wakes |= Math.Abs(step.Real) > WakesAboveA || Math.Abs(step.Lagging) > WakesAboveA;
                _step++;
            }

            return wakes;
        }

        /// <summary>Adds up the phases.</summary>
        private void Flow(long nowMs)
        {
            for (int phase = 0; phase < _phases; phase++)
            {
                bool isLive = _darkUntilMs == Never;
                double real = isLive ? _baseReal[phase] : 0;
                double lagging = isLive ? _baseLagging[phase] : 0;
                for (int i = 0; i < _loads.Length && isLive; i++)
                {
                    if (_loads[i].Spec.Load.IsOn(phase))
                    {
                        real += _loads[i].Real;
                        lagging += _loads[i].Lagging;
                    }
                }

                _real[phase] = real;
                _amps[phase] = Math.Sqrt((real * real) + (lagging * lagging));
            }

            _score.Flows(_amps, nowMs);
        }

        private bool IsNearRating()
        {
            for (int phase = 0; phase < _phases; phase++)
            {
                if (_amps[phase] > WakesAboveShare * _day.Home.RatedA)
                {
                    return true;
                }
            }

            return false;
        }

        private void Read(long nowMs)
        {
            _readings.NowMs = nowMs;
            bool second = nowMs / 1000 != _powerFromMs / 1000;
            _readings.IsNewSecond = second;
            for (int phase = 0; phase < _phases; phase++)
            {
                _readings.FastCurrentMa[phase] = _meter.FastMa(phase);
                if (second)
                {
                    _readings.GridPowerW[phase] = _meter.PowerW(phase, _chargeMs[phase] * Mains.V / (nowMs - _powerFromMs));
                    _chargeMs[phase] = 0;
                }
            }

            if (second)
            {
                _powerFromMs = nowMs;
                _readings.FrequencyMhz = 50_000 + (int)(40 * Math.Sin(nowMs / 217_000.0) * Math.Sin(nowMs / 2_900_000.0));
            }

            bool own = nowMs == 0 || nowMs / OwnCtMs != _ownCtMs / OwnCtMs;
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                _readings.RequestW[i] = load.RequestW;
                if (second && load.Spec.Load.HasOwnCt)
                {
                    _readings.LoadPowerW[i] = (int)load.PowerW;
                }

                if (own)
                {
                    _readings.LoadCurrentMa[i] = !load.Spec.Load.HasOwnCt
                        ? HomeReadings.Unknown
                        : load.Real == 0 ? 0 : _meter.LoadMa(i, Math.Sqrt((load.Real * load.Real) + (load.Lagging * load.Lagging)));
                }
            }

            if (own)
            {
                _ownCtMs = nowMs;
            }
        }

        private void Obey(long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                bool closed = _commands.ContactClosed[i];
                int watts = _commands.SetpointW[i];
                if (closed == _closed[i] && watts == _setpointW[i])
                {
                    continue;
                }

                var load = _loads[i];
                _score.Commanded(i, _commands, load, nowMs);
                load.Switch(closed && _darkUntilMs == Never, nowMs);
                load.SetPower(watts, nowMs);
                _closed[i] = closed;
                _setpointW[i] = watts;
                _nextLoadMs = Math.Min(_nextLoadMs, load.NextMs);
                _awakeUntilMs = nowMs + AwakeMs;
            }
        }
    }
}
