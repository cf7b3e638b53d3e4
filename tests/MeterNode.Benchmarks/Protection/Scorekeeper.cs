using System;
using System.Collections.Generic;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>Judges a day from the truth and from the commands, with no part of the controller's own reckoning.</summary>
    internal sealed class Scorekeeper
    {
        /// <summary>Overloads nearer to each other than this are one, ms.</summary>
        private const long SameOverloadMs = 1000;

        /// <summary>A claim to protect counts when a phase of the load was above this share of the rating ...</summary>
        private const double NeedsProtection = 0.97;

        /// <summary>... within this time, ms.</summary>
        private const long NeedHoldsMs = 30_000;

        /// <summary>A load that draws less is not running, W.</summary>
        private const double RunsAboveW = 100;

        private const long HourMs = 3_600_000;

        /// <summary>
        /// Share of the earliest curve at which the device acts: half-way between the earliest and the latest device of its kind, for
        /// currents spread by +-10 % (IEC 60269-1) are times spread by a factor of four about there.
        /// </summary>
        private const double ActsAtShare = 2;

        /// <summary>A distributor replaces its fuse within 3 hours in daytime (Electricity (Standards of Performance) Regulations 2015).</summary>
        private const long FuseOutMs = 3 * HourMs;

        /// <summary>Somebody at home resets a breaker.</summary>
        private const long BreakerOutMs = HourMs / 4;

        private readonly HomeDescription _home;
        private readonly DeviceCurve _curve;
        private readonly DayResult _result;
        private readonly double[] _share;
        private readonly double[] _rate;
        private readonly bool[] _high;
        private readonly long[] _lastHighMs;
        private readonly bool[] _closed;
        private readonly bool[] _off;
        private readonly long[] _switchedMs;
        private readonly List<long>[] _operations;
        private bool _over;
        private long _lastOverMs = long.MinValue / 2;
        private long _overMs;

        /// <summary>Makes the judge of a day.</summary>
        public Scorekeeper(HomeDay day)
        {
            _home = day.Home;
            _curve = new DeviceCurve(_home.Device, _home.RatedA);
            _result = new DayResult { Seed = day.Seed, Nasty = day.Nasty };
            _share = new double[_home.Phases];
            _rate = new double[_home.Phases];
            _high = new bool[_home.Phases];
            _lastHighMs = new long[_home.Phases];
            Array.Fill(_lastHighMs, long.MinValue / 2);
            int loads = _home.Loads.Count;
            _closed = new bool[loads];
            _off = new bool[loads];
            _switchedMs = new long[loads];
            Array.Fill(_switchedMs, long.MinValue / 2);
            _operations = new List<long>[loads];
            for (int i = 0; i < loads; i++)
            {
                _operations[i] = new List<long>();
            }
        }

        /// <summary>From now on so much flows.</summary>
        public void Flows(double[] amps, long nowMs)
        {
            bool over = false;
            for (int phase = 0; phase < _rate.Length; phase++)
            {
                double ratio = amps[phase] / _home.RatedA;
                _rate[phase] = _curve.RatePerS(amps[phase]);
                _high[phase] = ratio > NeedsProtection;
                over |= ratio > 1;
                _result.PeakRatio = Math.Max(_result.PeakRatio, ratio);
            }

            if (over && !_over && nowMs - _lastOverMs > SameOverloadMs)
            {
                _result.OverloadEpisodes++;
            }

            _over = over;
        }

        /// <summary>For how long a device that has acted leaves the home without power, ms.</summary>
        public static long OutMs(DeviceKind device)
        {
            return device == DeviceKind.GgFuse ? FuseOutMs : BreakerOutMs;
        }

        /// <summary>Time passed while it flowed.</summary>
        /// <returns>Whether the device has acted: it is a new one, or reset, from then on.</returns>
        public bool Pass(long fromMs, long toMs)
        {
            bool acts = false;
            double seconds = (toMs - fromMs) * 0.001;
            for (int phase = 0; phase < _share.Length; phase++)
            {
                _share[phase] = DeviceCurve.After(_share[phase], _rate[phase], seconds);
                if (_share[phase] > _result.PeakBudgetShare)
                {
                    _result.PeakBudgetShare = _share[phase];
                }

                if (_share[phase] >= ActsAtShare)
                {
                    acts = true;
                    _share[phase] = 0;
                }

                if (_high[phase])
                {
                    _lastHighMs[phase] = toMs;
                }
            }

            if (_over)
            {
                _overMs += toMs - fromMs;
                _lastOverMs = toMs;
            }

            if (acts)
            {
                Array.Clear(_share);
                _result.Outages++;
            }

            return acts;
        }

        /// <summary>The contacts as the day begins.</summary>
        public void Begin(HomeCommands commands)
        {
            for (int i = 0; i < _closed.Length; i++)
            {
                _closed[i] = commands.ContactClosed[i];
                _off[i] = IsOff(i, commands);
            }
        }

        /// <summary>A command has changed.</summary>
        /// <param name="i">The load.</param>
        /// <param name="commands">What is wanted now.</param>
        /// <param name="load">The load as it is.</param>
        /// <param name="nowMs">ms since midnight.</param>
        public void Commanded(int i, HomeCommands commands, ControlledLoad load, long nowMs)
        {
            bool off = IsOff(i, commands);
            if (off && !_off[i] && load.RequestW > 0 && load.PowerW > RunsAboveW)
            {
                _result.Sheds++;
            }

            _off[i] = off;
            if (commands.ContactClosed[i] != _closed[i])
            {
                Switched(i, commands, nowMs);
            }
        }

        /// <summary>The verdict at the end of the day.</summary>
        public DayResult Finish(ControlledLoad[] loads, long steps)
        {
            _result.Steps = steps;
            _result.MinutesOverRating = _overMs / 60_000.0;
            for (int i = 0; i < loads.Length; i++)
            {
                if (loads[i].Spec.IsDeferrable)
                {
                    _result.DeferrableKWh += loads[i].ServedJ / 3.6e6;
                    _result.DemandKWh += loads[i].DemandJ / 3.6e6;
                }

                var times = _operations[i];
                _result.RelayOps += times.Count;
                _result.MaxRelayOps = Math.Max(_result.MaxRelayOps, times.Count);
                int first = 0;
                for (int last = 0; last < times.Count; last++)
                {
                    while (times[last] - times[first] >= HourMs)
                    {
                        first++;
                    }

                    _result.MaxRelayOpsPerHour = Math.Max(_result.MaxRelayOpsPerHour, last - first + 1);
                }
            }

            return _result;
        }

        private void Switched(int i, HomeCommands commands, long nowMs)
        {
            var load = _home.Loads[i];
            long heldMs = nowMs - _switchedMs[i];
            bool closes = commands.ContactClosed[i];
            if (closes)
            {
                _result.EquipmentViolations += heldMs < load.MinOffS * 1000L ? 1 : 0;
            }
            else
            {
                _result.CriticalSheds += load.Critical ? 1 : 0;
                if (heldMs < load.MinOnS * 1000L)
                {
                    if (commands.Cause[i] == CommandCause.Protection && IsNeeded(load, nowMs))
                    {
                        _result.ProtectiveEarlyOffs++;
                    }
                    else
                    {
                        _result.EquipmentViolations++;
                    }
                }
            }

            _closed[i] = closes;
            _switchedMs[i] = nowMs;
            _operations[i].Add(nowMs);
        }

        private bool IsNeeded(HomeLoad load, long nowMs)
        {
            for (int phase = 0; phase < _lastHighMs.Length; phase++)
            {
                if (load.IsOn(phase) && nowMs - _lastHighMs[phase] <= NeedHoldsMs)
                {
                    return true;
                }
            }

            return false;
        }

        private bool IsOff(int i, HomeCommands commands)
        {
            var load = _home.Loads[i];
            return !commands.ContactClosed[i] || (load.FollowsPower && commands.SetpointW[i] < load.LeastW && load.Kind != HomeLoadKind.Battery);
        }
    }
}
