using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Protection;
using MeterNode.Core.Settings;
using MeterNode.Core.Supervision;

namespace MeterNode.Core
{
    /// <summary>
    /// The node: samples in, relays out, and what there is to tell. It has no thread, clock or hardware of its own; whoever owns
    /// those calls <see cref="Step"/> over and over.
    /// </summary>
    public sealed class Node
    {
        /// <summary>Version of the firmware.</summary>
        public const string Version = "0.1.0";

        private const int WaitingEvents = 128;
        private const int WaitingIntervals = 36;
        private const long SnapshotPeriodMs = 1000;

        private readonly ISampleSource _source;
        private readonly SampleBlock _block;
        private readonly Meter _meter;
        private readonly SensorWatch _sensors;
        private readonly WiringWatch _wiring;
        private readonly SupplyGuard _supply;
        private readonly EquipmentGuard _equipment;
        private readonly LoadSwitch _switch;
        private readonly Load[] _loads;
        private int _snapshotChange;
        private long _snapshotMs = long.MinValue / 2;

        /// <summary>Builds a node.</summary>
        /// <param name="settings">What it is told about its home.</param>
        /// <param name="source">Where its samples come from.</param>
        /// <param name="block">What one step samples; its capacity is the length of a step.</param>
        /// <param name="relays">The relays.</param>
        /// <param name="safeMode">Whether the settings are not the wanted ones: measure and protect, nothing more.</param>
        public Node(NodeSettings settings, ISampleSource source, SampleBlock block, IRelayOutputs relays, bool safeMode)
        {
            _source = source;
            _block = block;
            SafeMode = safeMode;
            Readings = new Readings(settings.Circuits.Length);
            Dc = new DcReadings(settings.DcChannels.Length);
            Events = new EventRing(WaitingEvents);
            Intervals = new IntervalRecorder(Readings, WaitingIntervals);
            Clock = new UtcClock();
            Snapshot = new NodeSnapshot(settings.Circuits.Length, settings.Loads.Length, settings.DcChannels.Length);
            _loads = new Load[settings.Loads.Length];
            for (int i = 0; i < _loads.Length; i++)
            {
                var load = settings.Loads[i];
                _loads[i] = new Load(load, i, load.Circuit.Length > 0 ? settings.CircuitIndex(load.Circuit) : -1);
            }

            var claims = new ClaimTable(_loads.Length);
            _meter = new Meter(settings, source, Readings);
            _sensors = new SensorWatch(Readings, Events);
            _wiring = new WiringWatch(settings, _loads, Readings, Events);
            _supply = new SupplyGuard(settings, _loads, Readings, claims, Events, safeMode);
            _equipment = new EquipmentGuard(_loads, claims);
            Requests = new OrchestratorDesk(_loads, claims, settings.RequestMaxAgeMs);
            _switch = new LoadSwitch(_loads, new Arbiter(claims), relays, Events);
            Events.Add(0, safeMode ? EventKind.SettingsRefused : EventKind.Started, -1, 0, 0, 0);
        }

        /// <summary>Whether the node runs in safe mode.</summary>
        public bool SafeMode { get; }

        /// <summary>Why the wanted settings were refused; empty in normal operation.</summary>
        public string SettingsProblem { get; set; } = "";

        /// <summary>What is measured.</summary>
        public Readings Readings { get; }

        /// <summary>What is known of the direct-current channels.</summary>
        public DcReadings Dc { get; }

        /// <summary>What there is to tell.</summary>
        public EventRing Events { get; }

        /// <summary>Finished intervals of energy.</summary>
        public IntervalRecorder Intervals { get; }

        /// <summary>The time of day, if known; nothing but messages and the cut of intervals depends on it.</summary>
        public UtcClock Clock { get; }

        /// <summary>The state for the link's thread.</summary>
        public NodeSnapshot Snapshot { get; }

        /// <summary>Where the link puts the orchestrator's requests.</summary>
        public OrchestratorDesk Requests { get; }

        /// <summary>Whether sampling and deciding make progress.</summary>
        public Supervisor Supervisor { get; } = new Supervisor();

        /// <summary>Loads shed since the start.</summary>
        public int ShedEvents => _supply.ShedEvents;

        /// <summary>One round: sample, decide, act. Allocates nothing and waits for nothing but the samples.</summary>
        public void Step()
        {
            _source.Fill(_block);
            Supervisor.Sampled();
            _meter.Process(_block);
            long nowMs = _block.EndUs / 1000;
            _sensors.Step(nowMs);
            _wiring.Step(nowMs);
            _supply.Step(nowMs);
            _equipment.Step(nowMs);
            Requests.Step(nowMs);
            _switch.Step(nowMs);
            Supervisor.Decided();
            if (_switch.Changes != _snapshotChange || nowMs - _snapshotMs >= SnapshotPeriodMs)
            {
                Intervals.Step(nowMs, Clock.TicksAt(nowMs));
                _snapshotChange = _switch.Changes;
                _snapshotMs = nowMs;
                Snapshot.Take(nowMs, _snapshotChange, Readings, Dc, _loads);
            }
        }
    }
}
