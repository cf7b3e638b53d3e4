using System;
using VirtualHome.Chance;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// One controlled load through a day: contact, set-point, own thermostat, ramp and inrush. Between two of its moments its
    /// current is constant, and <see cref="NextMs"/> says when the next one is.
    /// </summary>
    internal class ControlledLoad
    {
        private const long RampStepMs = 200;
        private const double InrushPowerFactor = 0.5;
        private const long Never = long.MaxValue;

        private readonly double _perPhase;
        private readonly double _reactive;
        private readonly long _contactDelayMs;
        private readonly SetpointLink _link;
        private int _demand;
        private int _request;
        private int _presence;
        private bool _present;
        private bool _running;
        private bool _contactWanted;
        private long _contactDueMs = Never;
        private long _startMs = Never;
        private long _stoppedMs = long.MinValue / 2;
        private long _inrushEndMs = Never;
        private long _rampMs;
        private double _targetW;
        private long _lastMs;

        /// <summary>Makes it as it is at midnight.</summary>
        public ControlledLoad(LoadSpec spec)
        {
            Spec = spec;
            _perPhase = 1.0 / (Mains.V * (spec.Load.Phase < 0 ? 3 : 1));
            _reactive = Math.Sqrt((1 / (spec.PowerFactor * spec.PowerFactor)) - 1);
            _contactDelayMs = spec.Load.Contactor ? 20 : 10;
            _link = new SetpointLink(spec.LeastLagMs, spec.MostLagMs, SeededRandom.Derive(spec.Seed, "link"));
        }

        /// <summary>The truth about it.</summary>
        public LoadSpec Spec { get; }

        /// <summary>What owner and plan ask for now, W.</summary>
        public int RequestW { get; private set; }

        /// <summary>Whether current can flow.</summary>
        public bool ContactClosed { get; private set; }

        /// <summary>What it draws now, W; below 0 it delivers.</summary>
        public double PowerW { get; private set; }

        /// <summary>Current in phase with the voltage, on each of its phases, A.</summary>
        public double Real { get; private set; }

        /// <summary>Current that lags the voltage by a quarter, on each of its phases, A.</summary>
        public double Lagging { get; private set; }

        /// <summary>Energy drawn since midnight, J.</summary>
        public double ServedJ { get; private set; }

        /// <summary>Energy asked for since midnight, J.</summary>
        public double DemandJ { get; private set; }

        /// <summary>When it must be looked at next, ms.</summary>
        public long NextMs { get; private set; }

        /// <summary>What it is behind with, J.</summary>
        protected double BehindJ { get; private set; }

        /// <summary>The power that it was told last, W.</summary>
        protected int ToldW => _link.ArrivedW;

        /// <summary>Takes the first commands of the day as if they had always been.</summary>
        public void Begin(bool contactClosed, int setpointW)
        {
            _contactWanted = contactClosed;
            ContactClosed = contactClosed;
            _link.Begin(setpointW);
            NextMs = 0;
        }

        /// <summary>Takes a command for its contact.</summary>
        public void Switch(bool closed, long nowMs)
        {
            if (closed == _contactWanted)
            {
                return;
            }

            _contactWanted = closed;
            _contactDueMs = nowMs + _contactDelayMs;
            NextMs = Math.Min(NextMs, _contactDueMs);
        }

        /// <summary>Takes a command for its power.</summary>
        public void SetPower(int watts, long nowMs)
        {
            if (Spec.Load.FollowsPower)
            {
                _link.Want(watts);
                NextMs = Math.Min(NextMs, Math.Max(nowMs, _link.NextMs));
            }
        }

        /// <summary>Brings it to a time at or after the last one and sets its current from then on.</summary>
        public void Advance(long nowMs)
        {
            Account(nowMs);
            _link.Advance(nowMs);
            if (_contactDueMs <= nowMs)
            {
                _contactDueMs = Never;
                ContactClosed = _contactWanted || (ContactClosed && nowMs >= Spec.WeldedFromMs);
            }

            Draw(nowMs, ContactClosed ? TargetW() : 0);
            NextMs = Next(nowMs);
        }

        /// <summary>The power that it would go to with its contact closed, W.</summary>
        protected virtual double TargetW()
        {
            if (!_present || !_running)
            {
                return 0;
            }

            var load = Spec.Load;
            if (!load.FollowsPower || Spec.IgnoresSetpoint)
            {
                return load.RatedW;
            }

            return ToldW < load.LeastW ? 0 : Math.Min(ToldW, load.RatedW);
        }

        /// <summary>When its present power ends by itself, ms from now; infinite for never.</summary>
        protected virtual double HoldsMs()
        {
            double netW = PowerW - Spec.DemandW;
            if (_running)
            {
                return netW > 0 ? 1000 * BehindJ / netW : double.PositiveInfinity;
            }

            return Spec.DemandW > 0 ? 1000 * (Spec.StartsAtJ - BehindJ) / Spec.DemandW : double.PositiveInfinity;
        }

        /// <summary>Takes the energy that flowed.</summary>
        protected virtual void Flow(double joules)
        {
            BehindJ = Math.Min(BehindJ - joules, Spec.MostBehindJ);
        }

        private void Account(long nowMs)
        {
            double seconds = (nowMs - _lastMs) * 0.001;
            _lastMs = nowMs;
            double joules = PowerW * seconds;
            ServedJ += Math.Max(0, joules);
            double asked = Spec.DemandW * seconds;
            DemandJ += asked;
            Flow(joules - asked);
            while (_demand < Spec.Demands.Count && Spec.Demands[_demand].Ms <= nowMs)
            {
                DemandJ += Spec.Demands[_demand].Joules;
                Flow(-Spec.Demands[_demand].Joules);
                _demand++;
            }

            while (_request < Spec.Requests.Count && Spec.Requests[_request].Ms <= nowMs)
            {
                RequestW = Spec.Requests[_request].Watts;
                _request++;
            }

            _present = Spec.Present is null;
            if (Spec.Present is { } present)
            {
                while (_presence < present.Count && present[_presence].ToMs <= nowMs)
                {
                    // What it did not get before it left, it never gets.
                    _presence++;
                    BehindJ = 0;
                }

                _present = _presence < present.Count && present[_presence].FromMs <= nowMs;
            }

            // An event falls on the whole millisecond after its cause: a joule or two of play.
            double play = 0.002 * Spec.Load.RatedW;
            _running = _running ? BehindJ > play : BehindJ >= Spec.StartsAtJ - play;
        }

        private void Draw(long nowMs, double targetW)
        {
            double before = PowerW;
            if (_inrushEndMs <= nowMs)
            {
                _inrushEndMs = Never;
            }

            if (targetW == 0)
            {
                _startMs = Never;
            }
            else if (before == 0)
            {
                if (_startMs == Never)
                {
                    _startMs = Math.Max(nowMs + Spec.StartDelayMs, _stoppedMs + Spec.OwnOffMs);
                }

                if (nowMs < _startMs)
                {
                    targetW = 0;
                }
                else if (Spec.InrushMs > 0)
                {
                    _inrushEndMs = nowMs + Spec.InrushMs;
                }
            }

            PowerW = !ContactClosed || Spec.RampWPerS <= 0 ? targetW : Ramp(nowMs, before, targetW);
            if (PowerW == 0 && before != 0)
            {
                _stoppedMs = nowMs;
                _inrushEndMs = Never;
            }

            if (_inrushEndMs != Never && PowerW != 0)
            {
                double current = Spec.InrushFactor * PowerW * _perPhase / Spec.PowerFactor;
                Real = current * InrushPowerFactor;
                Lagging = current * Math.Sqrt(1 - (InrushPowerFactor * InrushPowerFactor));
            }
            else
            {
                Real = PowerW * _perPhase;
                Lagging = Real * _reactive;
            }

            _targetW = targetW;
        }

        private double Ramp(long nowMs, double fromW, double targetW)
        {
            if (fromW == targetW)
            {
                _rampMs = nowMs;
                return targetW;
            }

            if (_targetW != targetW && nowMs - _rampMs > RampStepMs)
            {
                _rampMs = nowMs;
            }

            long steps = (nowMs - _rampMs) / RampStepMs;
            if (steps == 0)
            {
                return fromW;
            }

            _rampMs += steps * RampStepMs;
            double most = steps * RampStepMs * 0.001 * Spec.RampWPerS;
            double to = Math.Clamp(targetW, fromW - most, fromW + most);
            int least = Spec.Load.LeastW;
            if (least > 0 && Math.Abs(to) < least)
            {
                // Below its least power there is nothing: it begins there and falls from there.
                return targetW == 0 ? 0 : least;
            }

            return to;
        }

        private long Next(long nowMs)
        {
            long next = Math.Min(_contactDueMs, _link.NextMs);
            next = Math.Min(next, _inrushEndMs);
            next = Math.Min(next, _startMs > nowMs ? _startMs : Never);
            if (_demand < Spec.Demands.Count)
            {
                next = Math.Min(next, Spec.Demands[_demand].Ms);
            }

            if (_request < Spec.Requests.Count)
            {
                next = Math.Min(next, Spec.Requests[_request].Ms);
            }

            if (Spec.Present is { } present && _presence < present.Count)
            {
                next = Math.Min(next, _present ? present[_presence].ToMs : present[_presence].FromMs);
            }

            if (PowerW != _targetW)
            {
                next = Math.Min(next, _rampMs + RampStepMs);
            }

            double holdsMs = HoldsMs();
            if (holdsMs < 2 * Mains.DayMs)
            {
                next = Math.Min(next, nowMs + 1 + (long)Math.Max(0, holdsMs));
            }

            return Math.Max(next, nowMs + 1);
        }
    }
}
