using MeterNode.Core.Control;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Core.Tests.Loads;
using MeterNode.Services.Messaging;

namespace MeterNode.Core.Tests.Protection
{
    /// <summary>A supply with all that decides about its loads, and a rest of the home that draws what a test says.</summary>
    internal sealed class GuardBench
    {
        private readonly int[] _drawsMa;

        public GuardBench(NodeSettings settings, bool safeMode)
        {
            Readings = new Readings(settings.Circuits.Length);
            Events = new EventRing(64);
            Relays = new RecordingRelays(settings.Loads.Length);
            Control = new LoadControl(settings, Readings, Relays, Events, safeMode, 1);
            _drawsMa = new int[Loads.Length];
            FollowsAfterMs = new int[Loads.Length];
            ToldW = new int[Loads.Length];
            ToldMs = new long[Loads.Length];
            DrawnMa = new int[Loads.Length];
            for (int i = 0; i < Loads.Length; i++)
            {
                _drawsMa[i] = settings.Loads[i].RatedW * 1000 / 230;
                FollowsAfterMs[i] = 2000;
            }

            for (int i = 0; i < Readings.Count; i++)
            {
                Readings.Flags[i] = ReadingFlags.None;
            }
        }

        public LoadControl Control { get; }

        public Readings Readings { get; }

        public EventRing Events { get; }

        public Load[] Loads => Control.Loads;

        public RecordingRelays Relays { get; }

        public int RestMa { get; set; }

        /// <summary>After what time each load follows its set-point, ms; a huge one is deaf.</summary>
        public int[] FollowsAfterMs { get; }

        /// <summary>What each load draws in truth, mA.</summary>
        public int[] DrawnMa { get; }

        /// <summary>Draws for loads that a test ties down, mA; -1 for what they are told.</summary>
        public int TiedLoad { get; set; } = -1;

        public int TiedMa { get; set; }

        public long NowMs { get; private set; }

        public int SupplyMa { get; private set; }

        public int ShedEvents => Control.ShedEvents;

        private int[] ToldW { get; }

        private long[] ToldMs { get; }

        /// <summary>Lets time pass in fast windows of 100 ms.</summary>
        public void Run(long durationMs)
        {
            for (long end = NowMs + durationMs; NowMs < end;)
            {
                NowMs += 100;
                SupplyMa = RestMa;
                for (int i = 0; i < Loads.Length; i++)
                {
                    DrawnMa[i] = Drawn(i);
                    SupplyMa += DrawnMa[i];
                    if (Loads[i].Circuit >= 0)
                    {
                        Readings.FastCurrentMa[Loads[i].Circuit] = DrawnMa[i] < 0 ? -DrawnMa[i] : DrawnMa[i];
                        Readings.PowerMw[Loads[i].Circuit] = DrawnMa[i] * 230;
                    }
                }

                Readings.FastCurrentMa[0] = SupplyMa < 0 ? -SupplyMa : SupplyMa;
                Readings.CurrentMa[0] = Readings.FastCurrentMa[0];
                Readings.PowerMw[0] = SupplyMa * 230;
                Readings.FastSequence++;
                Control.Step(NowMs);
            }
        }

        private int Drawn(int i)
        {
            var load = Loads[i];
            if (TiedLoad == i)
            {
                return TiedMa;
            }

            if (load.HasContact && !Relays.Closed[i])
            {
                return 0;
            }

            if (!load.HasSetPoint)
            {
                return load.IsOn || Relays.Closed[i] ? _drawsMa[i] : 0;
            }

            int toldW = Control.SetPoints.PowerW(i);
            if (toldW != ToldW[i] && ToldMs[i] == 0)
            {
                ToldMs[i] = NowMs;
            }

            if (ToldMs[i] > 0 && NowMs - ToldMs[i] >= FollowsAfterMs[i])
            {
                ToldW[i] = toldW;
                ToldMs[i] = 0;
            }

            return ToldW[i] * 1000 / 230;
        }
    }
}
