using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Grid
{
    /// <summary>
    /// What the node wishes by itself, with the lowest rank: to put the panels' surplus into loads that can be told a power, the
    /// most important first, to use energy whose price is negative or of which the grid has too much, and to run loads at the time that
    /// was planned for them.
    /// </summary>
    public sealed class LocalPlan
    {
        private readonly Load[] _loads;
        private readonly LoadDraw _draw;
        private readonly Readings _readings;
        private readonly GridLimits _limits;
        private readonly GridResponse _response;
        private readonly PlanDesk _plans;
        private readonly SurplusDivider?[] _dividers;
        private readonly int[] _byImportance;
        private readonly int[] _supplyCircuits;
        private int _second;

        /// <summary>Makes it.</summary>
        public LocalPlan(NodeSettings settings, Load[] loads, LoadDraw draw, Readings readings, GridLimits limits, GridResponse response, PlanDesk plans, int phases)
        {
            _loads = loads;
            _draw = draw;
            _readings = readings;
            _limits = limits;
            _response = response;
            _plans = plans;
            _dividers = new SurplusDivider?[loads.Length];
            _byImportance = new int[loads.Length];
            _supplyCircuits = new int[phases];
            for (int phase = 0; phase < phases; phase++)
            {
                _supplyCircuits[phase] = settings.SupplyCircuitOf(phase);
            }

            for (int i = 0; i < loads.Length; i++)
            {
                bool takes = loads[i].Kind == LoadKind.ChargePoint || loads[i].Kind == LoadKind.Heater;
                if (settings.Grid.DivertsSurplus && takes && loads[i].IsModulating)
                {
                    _dividers[i] = new SurplusDivider(settings.Grid.SurplusSetPointW, loads[i].LeastRunW, loads[i].RatedW);
                }

                int place = i;
                while (place > 0 && loads[i].Priority > loads[_byImportance[place - 1]].Priority)
                {
                    _byImportance[place] = _byImportance[place - 1];
                    place--;
                }

                _byImportance[place] = i;
            }
        }

        /// <summary>Takes the readings of a second once they are in.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            if (_readings.SecondSequence == _second)
            {
                return;
            }

            _second = _readings.SecondSequence;
            int gridW = 0;
            bool known = true;
            for (int phase = 0; phase < _supplyCircuits.Length; phase++)
            {
                known &= _readings.IsCurrentKnown(_supplyCircuits[phase]) && _readings.IsConsistent(_supplyCircuits[phase]);
                gridW += _readings.PowerMw[_supplyCircuits[phase]] / 1000;
            }

            // A more important load may have what the less important ones take of the surplus: they give it back once it is drawn.
            for (int i = 0; i < _loads.Length; i++)
            {
                gridW -= DivertedW(i);
            }

            for (int k = 0; k < _byImportance.Length; k++)
            {
                int i = _byImportance[k];
                var divider = _dividers[i];
                if (divider == null)
                {
                    continue;
                }

                int before = divider.WantedW;
                gridW += DivertedW(i);
                divider.Step(nowMs, known ? gridW : SurplusDivider.Unknown, _loads[i].Circuit >= 0 ? _draw.PowerW[i] : SurplusDivider.Unknown);

                // What this one takes more is no surplus for the next one.
                gridW += divider.WantedW - before;
            }
        }

        /// <summary>States its wishes.</summary>
        /// <param name="claims">Where they go.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Claim(ClaimTable claims, long nowMs)
        {
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = _loads[i];
                var divider = _dividers[i];
                int surplusW = divider == null ? 0 : divider.WantedW;

                // The settings allow no plan for critical loads, batteries and inverters; should one be wished all the same, it does not count.
                var planned = load.Critical || load.LeastW < 0 ? PlanWish.None : _plans.Of(i, nowMs);
                if (_limits.WantsConsumption && load.MostW > 0)
                {
                    claims.Set(Rank.Plan, i, load.LeastW, load.MostW, load.MostW, Reason.NegativePrice);
                }
                else if (_response.WantsConsumption(i) && load.MostW > 0)
                {
                    claims.Set(Rank.Plan, i, load.LeastW, load.MostW, load.MostW, Reason.Frequency);
                }
                else if (planned == PlanWish.Run)
                {
                    claims.Set(Rank.Plan, i, load.LeastW, load.MostW, load.RatedW, Reason.PlannedRun);
                }
                else if (planned == PlanWish.Wait && surplusW == 0)
                {
                    claims.Set(Rank.Plan, i, load.LeastW, load.MostW, 0, Reason.CheaperLater);
                }
                else if (divider != null)
                {
                    claims.Set(Rank.Plan, i, load.LeastW, load.MostW, surplusW, Reason.Surplus);
                }
            }
        }

        /// <summary>What a load draws since it was given surplus, W.</summary>
        private int DivertedW(int i)
        {
            var divider = _dividers[i];
            if (divider == null || _draw.PowerW[i] <= 0)
            {
                return 0;
            }

            return _draw.PowerW[i] < divider.WantedW ? _draw.PowerW[i] : divider.WantedW;
        }
    }
}
