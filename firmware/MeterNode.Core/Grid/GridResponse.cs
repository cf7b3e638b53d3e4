using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Core.Standards;

namespace MeterNode.Core.Grid
{
    /// <summary>
    /// The authority that answers the grid by the node's own senses: the frequency, a grid that is gone while an inverter carries
    /// the home, and the moments after a start, when a street must not come back as one. Needs neither network nor clock.
    /// </summary>
    public sealed class GridResponse
    {
        private const int IslandStableS = 60;
        private const int RestartSpacingS = 2;

        private readonly Load[] _loads;
        private readonly Readings _readings;
        private readonly EventRing _events;
        private readonly FrequencyResponse _frequency;
        private readonly RestartStagger _restart;
        private readonly IslandDetector _island;
        private readonly bool _hasIsland;
        private readonly bool _essentialOnly;
        private readonly int _nominalMhz;
        private bool _started;
        private bool _toldIsland;

        /// <summary>Makes the authority.</summary>
        public GridResponse(NodeSettings settings, Load[] loads, Readings readings, EventRing events, RandomDelay random)
        {
            _loads = loads;
            _readings = readings;
            _events = events;
            _nominalMhz = settings.Supply.NominalHz * 1000;
            var curve = settings.Grid.FrequencyResponse == FrequencyResponseKind.Dynamic ? FrequencyCurve.DynamicContainment()
                : settings.Grid.FrequencyResponse == FrequencyResponseKind.LowFrequency ? FrequencyCurve.LowFrequencySteps() : FrequencyCurve.Off();
            _frequency = new FrequencyResponse(curve, loads.Length, FrequencyResponse.DefaultHoldS, FrequencyResponse.DefaultJitterS, random);
            var priorities = new int[loads.Length];
            var critical = new bool[loads.Length];
            for (int i = 0; i < loads.Length; i++)
            {
                priorities[i] = loads[i].Priority;
                critical[i] = loads[i].Critical;
            }

            int spacingS = settings.RestartDelayS == 0 ? 0 : RestartSpacingS;
            _restart = new RestartStagger(priorities, critical, settings.RestartDelayS, spacingS, random);
            _hasIsland = settings.Island.Exists;
            _essentialOnly = settings.Island.EssentialOnly;
            _island = new IslandDetector(IslandStableS, settings.RestartDelayS, random);
        }

        /// <summary>Whether the grid is there, as the grid sense says; true on a board without.</summary>
        public bool IsGridPresent { get; set; } = true;

        /// <summary>Whether the home runs on its inverter.</summary>
        public bool IsIsland => _hasIsland && _island.IsIsland;

        /// <summary>Whether the frequency is so high that a load is wanted on; each load's own threshold spreads the answer.</summary>
        /// <param name="load">The load.</param>
        public bool WantsConsumption(int load)
        {
            return _frequency.IsRaised(load);
        }

        /// <summary>Takes new readings.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            if (!_started)
            {
                _started = true;
                _restart.Start(nowMs);
            }

            if (_hasIsland)
            {
                _island.Step(nowMs, IsGridPresent);
            }

            // The curves are made for 50 Hz; deviations count alike at 60 Hz. An island's inverter shifts its frequency as it likes.
            int frequencyMhz = _readings.FastFrequencyMhz;
            bool usable = frequencyMhz > 0 && !IsIsland;
            _frequency.Step(nowMs, usable ? frequencyMhz - _nominalMhz + GridFigures.NominalFrequencyMhz : 0);
            if (IsIsland != _toldIsland)
            {
                _toldIsland = IsIsland;
                _events.Add(nowMs, EventKind.IslandMode, -1, IsIsland ? 1 : 0, 0, 0);
            }
        }

        /// <summary>States its claims.</summary>
        /// <param name="claims">Where they go.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Claim(ClaimTable claims, long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                if (load.Critical)
                {
                    continue;
                }

                if (IsIsland && _essentialOnly && load.MostW > 0)
                {
                    // What the inverter carries is for critical loads; a battery may still give.
                    claims.Narrow(Rank.Protection, i, load.LeastW, 0, ClaimTable.NoWish, Reason.Island);
                }

                // Its moment counts from the end of its minimum time off: else all whose moment comes before would start there as one.
                bool rested = nowMs - load.ChangedMs >= load.MinOffMs;
                if (load.MostW > 0 && load.LeastW >= 0 && !load.IsOn && rested && !_restart.IsReleased(i, nowMs - load.MinOffMs))
                {
                    claims.Narrow(Rank.Grid, i, 0, 0, ClaimTable.NoWish, Reason.Restarting);
                }

                ClaimFrequency(claims, load);
            }
        }

        private void ClaimFrequency(ClaimTable claims, Load load)
        {
            int i = load.Index;
            if (_frequency.ShedPermille > 0 && load.IsModulating && load.MostW > 0)
            {
                int mostW = (int)((long)load.RatedW * (1000 - _frequency.ShedPermille) / 1000);
                claims.Narrow(Rank.Grid, i, load.LeastW, mostW, ClaimTable.NoWish, Reason.Frequency);
            }
            else if (load.MostW > 0 && !load.IsModulating && _frequency.IsShed(i))
            {
                claims.Narrow(Rank.Grid, i, load.LeastW, 0, ClaimTable.NoWish, Reason.Frequency);
            }
            else if (_frequency.RaisePermille > 0 && load.LeastW < 0)
            {
                int leastW = (int)((long)load.LeastW * (1000 - _frequency.RaisePermille) / 1000);
                claims.Narrow(Rank.Grid, i, leastW, load.MostW, ClaimTable.NoWish, Reason.Frequency);
            }
        }
    }
}
