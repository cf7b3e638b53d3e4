using MeterNode.Core.Messaging;

namespace MeterNode.Core.Loads
{
    /// <summary>Carries decisions out: asks the arbiter for each load and moves the relay where the answer has changed.</summary>
    public sealed class LoadSwitch
    {
        private readonly Load[] _loads;
        private readonly Arbiter _arbiter;
        private readonly IRelayOutputs _relays;
        private readonly EventRing _events;

        /// <summary>Makes the switch; every relay is first put where its load's state says.</summary>
        public LoadSwitch(Load[] loads, Arbiter arbiter, IRelayOutputs relays, EventRing events)
        {
            _loads = loads;
            _arbiter = arbiter;
            _relays = relays;
            _events = events;
            for (int i = 0; i < loads.Length; i++)
            {
                relays.Write(i, loads[i].IsOn);
            }
        }

        /// <summary>Rises with every relay that was moved or reason that has changed.</summary>
        public int Changes { get; private set; }

        /// <summary>Decides and acts.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                _arbiter.Decide(i, 0, load.RatedW);
                bool on = _arbiter.TargetW >= load.RatedW;
                bool sameReason = load.Reason == _arbiter.Reason && load.Winner == _arbiter.Winner;
                load.TargetW = on ? load.RatedW : 0;
                load.Winner = _arbiter.Winner;
                load.Reason = _arbiter.Reason;
                if (on == load.IsOn)
                {
                    if (!sameReason)
                    {
                        Changes++;
                    }

                    continue;
                }

                load.IsOn = on;
                load.ChangedMs = nowMs;
                load.Operations++;
                Changes++;
                _relays.Write(i, on);
                _events.Add(nowMs, EventKind.LoadSwitched, i, (int)load.Reason, (int)load.Winner, on ? load.RatedW : 0);
            }
        }
    }
}
