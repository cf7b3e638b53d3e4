using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Protection;
using MeterNode.Core.Settings;
using MeterNode.Core.Tests.Loads;

namespace MeterNode.Core.Tests.Protection
{
    /// <summary>A supply with its guard, the authorities beside it and a rest of the home that draws what a test says.</summary>
    internal sealed class GuardBench
    {
        private readonly SupplyGuard _guard;
        private readonly EquipmentGuard _equipment;
        private readonly LoadSwitch _switch;
        private readonly int[] _drawsMa;

        public GuardBench(NodeSettings settings, bool safeMode)
        {
            Readings = new Readings(settings.Circuits.Length);
            Events = new EventRing(64);
            Loads = new Load[settings.Loads.Length];
            _drawsMa = new int[Loads.Length];
            for (int i = 0; i < Loads.Length; i++)
            {
                Loads[i] = new Load(settings.Loads[i], i, settings.CircuitIndex(settings.Loads[i].Circuit));
                _drawsMa[i] = settings.Loads[i].RatedW * 1000 / 230;
            }

            var claims = new ClaimTable(Loads.Length);
            Relays = new RecordingRelays(Loads.Length);
            _guard = new SupplyGuard(settings, Loads, Readings, claims, Events, safeMode);
            _equipment = new EquipmentGuard(Loads, claims);
            _switch = new LoadSwitch(Loads, new Arbiter(claims), Relays, Events);
            for (int i = 0; i < Readings.Count; i++)
            {
                Readings.Flags[i] = ReadingFlags.None;
            }
        }

        public Readings Readings { get; }

        public EventRing Events { get; }

        public Load[] Loads { get; }

        public RecordingRelays Relays { get; }

        public int RestMa { get; set; }

        public long NowMs { get; private set; }

        public int SupplyMa { get; private set; }

        public int ShedEvents => _guard.ShedEvents;

        /// <summary>Lets time pass in fast windows of 100 ms.</summary>
        public void Run(long durationMs)
        {
            for (long end = NowMs + durationMs; NowMs < end;)
            {
                NowMs += 100;
                SupplyMa = RestMa;
                for (int i = 0; i < Loads.Length; i++)
                {
                    int drawnMa = Loads[i].IsOn ? _drawsMa[i] : 0;
                    SupplyMa += drawnMa;
                    Readings.FastCurrentMa[Loads[i].Circuit] = drawnMa;
                }

                Readings.FastCurrentMa[0] = SupplyMa;
                Readings.FastSequence++;
                _guard.Step(NowMs);
                _equipment.Step(NowMs);
                _switch.Step(NowMs);
            }
        }
    }
}
