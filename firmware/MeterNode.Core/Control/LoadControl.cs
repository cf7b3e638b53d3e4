using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Protection;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Control
{
    /// <summary>
    /// From readings to relays: every authority states its claims, the arbiter settles them, and the loads are driven accordingly.
    /// It allocates nothing and waits for nothing. The clock that is handed in is the only one there is.
    /// </summary>
    public sealed class LoadControl
    {
        /// <summary>Longest time between two decisions, ms.</summary>
        public const long PeriodMs = 100;

        private const int Slices = 4;

        private readonly Readings _readings;
        private readonly ClaimTable _claims;
        private readonly SupplyProtection _supply;
        private readonly LoadDraw _draw;
        private readonly LoadAllocator _allocator;
        private readonly GridLimits _limits;
        private readonly GridResponse _response;
        private readonly LocalPlan _plan;
        private readonly IslandLimit _island;
        private readonly EquipmentGuard _equipment;
        private readonly LoadSwitch _switch;
        private int _sequence;
        private int _slice;
        private long _supplyMs = long.MinValue / 2;
        private long _decidedMs = long.MinValue / 2;

        /// <summary>Builds the control of a home's loads.</summary>
        /// <param name="settings">What the node is told about its home.</param>
        /// <param name="readings">What is measured.</param>
        /// <param name="outputs">The relays.</param>
        /// <param name="events">Where decisions are recorded.</param>
        /// <param name="safeMode">Whether every load is to keep its failsafe power.</param>
        /// <param name="entropy">Anything that differs from start to start and from node to node.</param>
        public LoadControl(NodeSettings settings, Readings readings, ILoadOutputs outputs, EventRing events, bool safeMode, int entropy)
        {
            _readings = readings;
            Loads = new Load[settings.Loads.Length];
            for (int i = 0; i < Loads.Length; i++)
            {
                var load = settings.Loads[i];
                Loads[i] = new Load(load, i, load.Circuit.Length > 0 ? settings.CircuitIndex(load.Circuit) : -1);
            }

            _claims = new ClaimTable(Loads.Length);
            _draw = new LoadDraw(settings, Loads, readings);
            _supply = new SupplyProtection(settings, Loads, readings, events, safeMode);
            var random = new RandomDelay(RandomDelay.SeedOf(settings.Id, entropy));
            GridInputs = new GridInputs();
            _limits = new GridLimits(settings, Loads, _draw, readings, _supply, GridInputs, events, random);
            _response = new GridResponse(settings, Loads, readings, events, random);
            Plans = new PlanDesk(Loads.Length);
            _plan = new LocalPlan(settings, Loads, _draw, readings, _limits, _response, Plans, _supply.Phases);
            _island = new IslandLimit(settings, Loads, readings);
            _allocator = new LoadAllocator(Loads, _draw, Constraints());
            Relays = new RelayCare(settings.Loads, Loads, _draw, events);
            _equipment = new EquipmentGuard(settings.Loads, Loads, _claims);
            var delays = new DelayedChanges(Loads.Length, random);
            for (int i = 0; i < Loads.Length; i++)
            {
                delays.SetMost(i, settings.Loads[i].RandomDelayS);
            }

            int owned = settings.Button.Load.Length > 0 ? settings.LoadIndex(settings.Button.Load) : -1;
            Owner = new OwnerDesk(_claims, owned >= 0 ? Loads[owned] : null, settings.Button.Minutes * 60000L);
            Requests = new OrchestratorDesk(Loads, _claims, settings.RequestMaxAgeMs, delays);
            SetPoints = new SetPoints(Loads.Length);
            _switch = new LoadSwitch(Loads, new Arbiter(_claims), outputs, SetPoints, Relays, events);
        }

        /// <summary>The loads as they are.</summary>
        public Load[] Loads { get; }

        /// <summary>What set-point loads are told.</summary>
        public SetPoints SetPoints { get; }

        /// <summary>Where the link puts the orchestrator's requests.</summary>
        public OrchestratorDesk Requests { get; }

        /// <summary>What the owner wants.</summary>
        public OwnerDesk Owner { get; }

        /// <summary>Where the link puts limits and prices.</summary>
        public GridInputs GridInputs { get; }

        /// <summary>Where the planning thread puts its wishes.</summary>
        public PlanDesk Plans { get; }

        /// <summary>Limits of contract and grid.</summary>
        public GridLimits Limits => _limits;

        /// <summary>What the node answers the grid by its own senses.</summary>
        public GridResponse Response => _response;

        /// <summary>The relays' wear and faults.</summary>
        public RelayCare Relays { get; }

        /// <summary>Minimum times and starts.</summary>
        public EquipmentGuard Equipment => _equipment;

        /// <summary>The supply's limit.</summary>
        public SupplyProtection Supply => _supply;

        /// <summary>What everybody claims.</summary>
        public ClaimTable Claims => _claims;

        /// <summary>Loads shed since the start.</summary>
        public int ShedEvents => _allocator.ShedEvents;

        /// <summary>Rises with every decision that changed anything.</summary>
        public int Changes => _switch.Changes;

        /// <summary>
        /// Looks at every new reading of the supply, decides, and drives the outputs. While nothing is urgent a decision is made in
        /// slices, one a call, so that no step of the interpreter becomes long; an overload has it made whole at once.
        /// </summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            bool urgent = false;
            if (_readings.FastSequence != _sequence || nowMs - _supplyMs >= PeriodMs)
            {
                _sequence = _readings.FastSequence;
                _supplyMs = nowMs;
                bool wasMeasured = _supply.IsMeasured;
                _supply.Step(nowMs);
                urgent = _supply.IsUrgent || _supply.IsMeasured != wasMeasured;
            }

            if (urgent || nowMs - _decidedMs >= PeriodMs)
            {
                for (_slice = 0; _slice < Slices; _slice++)
                {
                    Decide(_slice, nowMs);
                }

                _slice = 0;
                _decidedMs = nowMs;
            }
            else
            {
                Decide(_slice, nowMs);
                _slice++;
                if (_slice == Slices)
                {
                    _slice = 0;
                    _decidedMs = nowMs;
                }
            }

            _switch.Drive(nowMs);
        }

        private Constraint[] Constraints()
        {
            int phases = _supply.Phases;
            var all = new Constraint[(2 * phases) + _limits.Constraints.Length + 1];
            all[all.Length - 1] = _island.Constraint;
            for (int phase = 0; phase < phases; phase++)
            {
                all[2 * phase] = _supply.Guard(phase).Import;
                all[(2 * phase) + 1] = _supply.Guard(phase).Export;
            }

            for (int i = 0; i < _limits.Constraints.Length; i++)
            {
                all[(2 * phases) + i] = _limits.Constraints[i];
            }

            return all;
        }

        private void Decide(int slice, long nowMs)
        {
            switch (slice)
            {
                case 0:
                    _draw.Step(nowMs);
                    _limits.Step(nowMs);
                    break;
                case 1:
                    _response.Step(nowMs);
                    _plan.Step(nowMs);
                    _island.Step(_response.IsIsland, nowMs);
                    if (_supply.IsMeasured)
                    {
                        _allocator.Step(nowMs);
                    }

                    break;
                case 2:
                    _claims.Begin();
                    Relays.Step(_claims, nowMs);
                    _supply.Claim(_claims, nowMs);
                    _limits.Claim(_claims);
                    _response.Claim(_claims, nowMs);
                    break;
                default:
                    _equipment.Step(nowMs);
                    Owner.Step(nowMs);
                    Requests.Step(nowMs);
                    _plan.Claim(_claims, nowMs);

                    // What a load would have without the shared limits: one that they hold off must still count as waiting for its room.
                    _switch.Want();
                    _allocator.Claim(_claims);
                    _switch.SupplyMa = _supply.LargestMa;
                    _switch.BudgetPermille = _supply.BudgetPermille;
                    _switch.Step(nowMs);
                    break;
            }
        }
    }
}
