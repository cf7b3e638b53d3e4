using MeterNode.Core.Control;
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
        private int _snapshotChange;
        private long _snapshotMs = long.MinValue / 2;

        /// <summary>Builds a node.</summary>
        /// <param name="settings">What it is told about its home.</param>
        /// <param name="source">Where its samples come from.</param>
        /// <param name="block">What one step samples; its capacity is the length of a step.</param>
        /// <param name="outputs">The relays.</param>
        /// <param name="safeMode">Whether the settings are not the wanted ones: measure and protect, nothing more.</param>
        /// <param name="entropy">Anything that differs from start to start: it spreads random delays.</param>
        public Node(NodeSettings settings, ISampleSource source, SampleBlock block, ILoadOutputs outputs, bool safeMode, int entropy)
        {
            _source = source;
            _block = block;
            SafeMode = safeMode;
            Entropy = entropy;
            Readings = new Readings(settings.Circuits.Length);
            Dc = new DcReadings(settings.DcChannels.Length);
            Events = new EventRing(WaitingEvents);
            Intervals = new IntervalRecorder(Readings, WaitingIntervals);
            Clock = new UtcClock();
            Snapshot = new NodeSnapshot(settings.Circuits.Length, settings.Loads.Length, settings.DcChannels.Length);
            Control = new LoadControl(settings, Readings, outputs, Events, safeMode, entropy);
            _meter = new Meter(settings, source, Readings);
            _sensors = new SensorWatch(Readings, Events);
            _wiring = new WiringWatch(settings, Control.Loads, Readings, Events);
            Events.Add(0, safeMode ? EventKind.SettingsRefused : EventKind.Started, -1, 0, 0, 0);
        }

        /// <summary>Whether the node runs in safe mode.</summary>
        public bool SafeMode { get; }

        /// <summary>What differs from start to start.</summary>
        public int Entropy { get; }

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

        /// <summary>Where the link asks for a circuit's waveform.</summary>
        public WaveformCapture Waveform => _meter.Waveform;

        /// <summary>What is decided about the loads.</summary>
        public LoadControl Control { get; }

        /// <summary>Where the link puts the orchestrator's requests.</summary>
        public OrchestratorDesk Requests => Control.Requests;

        /// <summary>Whether sampling and deciding make progress.</summary>
        public Supervisor Supervisor { get; } = new Supervisor();

        /// <summary>Loads shed since the start.</summary>
        public int ShedEvents => Control.ShedEvents;

        /// <summary>One round: sample, decide, act. Allocates nothing and waits for nothing but the samples.</summary>
        public void Step()
        {
            _source.Fill(_block);
            Supervisor.Sampled();
            _meter.Process(_block);
            long nowMs = _block.EndUs / 1000;
            _sensors.Step(nowMs);
            _wiring.Step(nowMs);
            Control.Step(nowMs);
            Supervisor.Decided();
            int changes = Control.Changes + Requests.Changes;
            if (changes != _snapshotChange || nowMs - _snapshotMs >= SnapshotPeriodMs)
            {
                Intervals.Step(nowMs, Clock.TicksAt(nowMs));
                _snapshotChange = changes;
                _snapshotMs = nowMs;
                Snapshot.Take(nowMs, _snapshotChange, Readings, Dc, Control);
            }
        }
    }
}
