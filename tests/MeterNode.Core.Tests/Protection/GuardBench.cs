using MeterNode.Core.Control;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Core.Tests.Loads;

namespace MeterNode.Core.Tests.Protection
{
    /// <summary>
    /// A supply with all that decides about its loads, and a rest of the home that draws what a test says. Fast readings are those
    /// of the moment; those of a second appear when it is over and are its means, as on the board.
    /// </summary>
    internal sealed class GuardBench
    {
        private readonly int[] _drawsMa;
        private readonly int[] _supply;
        private readonly long[] _sumMa;
        private readonly long[] _sumSizeMa;
        private int _summed;
        private long _secondMs;

        public GuardBench(NodeSettings settings, bool safeMode)
            : this(settings, safeMode, 1)
        {
        }

        public GuardBench(NodeSettings settings, bool safeMode, int entropy)
        {
            Readings = new Readings(settings.Circuits.Length);
            Events = new EventRing(4096);
            Relays = new RecordingRelays(settings.Loads.Length);
            Control = new LoadControl(settings, Readings, Relays, Events, safeMode, entropy);
            _supply = new int[settings.SupplyCircuitOf(1) >= 0 ? 3 : 1];
            for (int phase = 0; phase < _supply.Length; phase++)
            {
                _supply[phase] = settings.SupplyCircuitOf(phase);
            }

            _sumMa = new long[Readings.Count];
            _sumSizeMa = new long[Readings.Count];
            _drawsMa = new int[Loads.Length];
            FollowsAfterMs = new int[Loads.Length];
            ToldW = new int[Loads.Length];
            ToldMs = new long[Loads.Length];
            DrawnMa = new int[Loads.Length];
            CanHaveW = new int[Loads.Length];
            IsWelded = new bool[Loads.Length];
            for (int i = 0; i < Loads.Length; i++)
            {
                _drawsMa[i] = settings.Loads[i].RatedW * 1000 / 230;
                FollowsAfterMs[i] = 2000;
                CanHaveW[i] = int.MaxValue;
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

        /// <summary>What the rest of the home draws on the first phase, mA; negative for PV that nobody controls.</summary>
        public int RestMa
        {
            get => PhaseRestMa[0];
            set => PhaseRestMa[0] = value;
        }

        /// <summary>The same by phase.</summary>
        public int[] PhaseRestMa { get; } = new int[3];

        /// <summary>After what time each load follows its set-point, ms; a huge one is deaf.</summary>
        public int[] FollowsAfterMs { get; }

        /// <summary>The most that each load draws or gives whatever it is told, W: a full car, an evening's sun.</summary>
        public int[] CanHaveW { get; }

        /// <summary>Whether a load's contact no longer opens.</summary>
        public bool[] IsWelded { get; }

        /// <summary>What each load draws in truth, mA: of all its phases together.</summary>
        public int[] DrawnMa { get; }

        /// <summary>Draws for loads that a test ties down, mA; -1 for what they are told.</summary>
        public int TiedLoad { get; set; } = -1;

        public int TiedMa { get; set; }

        /// <summary>Length of a fast window, ms; more than 100 to let hours pass.</summary>
        public int StepMs { get; set; } = 100;

        public long NowMs { get; private set; }

        /// <summary>Current of the first phase, mA; negative is export.</summary>
        public int SupplyMa => PhaseMa[0];

        /// <summary>Currents by phase, mA.</summary>
        public int[] PhaseMa { get; } = new int[3];

        /// <summary>Power at the grid, W.</summary>
        public int GridW => (PhaseMa[0] + PhaseMa[1] + PhaseMa[2]) * 23 / 100;

        public int ShedEvents => Control.ShedEvents;

        private int[] ToldW { get; }

        private long[] ToldMs { get; }

        /// <summary>What a load draws in truth, W.</summary>
        public int DrawnW(int load)
        {
            return ((DrawnMa[load] * 23) + (DrawnMa[load] < 0 ? -50 : 50)) / 100;
        }

        /// <summary>How many events of a kind wait, of one subject.</summary>
        public int Count(EventKind kind, int subject)
        {
            var record = new EventRecord();
            int count = 0;
            while (Events.TryPeek(record))
            {
                count += record.Kind == kind && record.Subject == subject ? 1 : 0;
                Events.Take(record.Sequence);
            }

            return count;
        }

        /// <summary>Lets time pass in fast windows.</summary>
        public void Run(long durationMs)
        {
            for (long end = NowMs + durationMs; NowMs < end;)
            {
                NowMs += StepMs;
                Draw();
                Readings.FastSequence++;
                Control.Step(NowMs);
            }
        }

        private void Draw()
        {
            for (int phase = 0; phase < 3; phase++)
            {
                PhaseMa[phase] = PhaseRestMa[phase];
            }

            for (int i = 0; i < Loads.Length; i++)
            {
                var load = Loads[i];
                DrawnMa[i] = Drawn(i);
                for (int phase = 0; phase < 3; phase++)
                {
                    PhaseMa[phase] += load.IsThreePhase ? DrawnMa[i] / 3 : load.Phase == phase ? DrawnMa[i] : 0;
                }

                if (load.Circuit >= 0)
                {
                    Read(load.Circuit, load.IsThreePhase ? DrawnMa[i] / 3 : DrawnMa[i]);
                }
            }

            for (int phase = 0; phase < _supply.Length; phase++)
            {
                Read(_supply[phase], PhaseMa[phase]);
            }

            _summed++;
            if (NowMs - _secondMs < 1000 && Readings.FastSequence > 0)
            {
                return;
            }

            for (int i = 0; i < Readings.Count; i++)
            {
                Readings.PowerMw[i] = (int)(_sumMa[i] / _summed * 230);
                Readings.CurrentMa[i] = (int)(_sumSizeMa[i] / _summed);
                _sumMa[i] = 0;
                _sumSizeMa[i] = 0;
            }

            _summed = 0;
            _secondMs = NowMs;
            Readings.SecondSequence++;
        }

        private void Read(int circuit, int currentMa)
        {
            int sizeMa = currentMa < 0 ? -currentMa : currentMa;
            Readings.FastCurrentMa[circuit] = sizeMa;
            _sumMa[circuit] += currentMa;
            _sumSizeMa[circuit] += sizeMa;
        }

        private int Drawn(int i)
        {
            var load = Loads[i];
            if (TiedLoad == i)
            {
                return TiedMa;
            }

            if (load.HasContact && !Relays.Closed[i] && !IsWelded[i])
            {
                ToldW[i] = 0;
                return 0;
            }

            bool gives = load.Kind == LoadKind.Inverter;
            if (!load.HasSetPoint)
            {
                int mostMa = CanHaveW[i] < load.RatedW ? CanHaveW[i] * 1000 / 230 : _drawsMa[i];
                return !load.IsOn && !Relays.Closed[i] && !IsWelded[i] ? 0 : gives ? -mostMa : mostMa;
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

            int mostW = CanHaveW[i];
            return (int)((ToldW[i] > mostW ? mostW : ToldW[i] < -mostW ? -mostW : ToldW[i]) * 1000L / 230);
        }
    }
}
