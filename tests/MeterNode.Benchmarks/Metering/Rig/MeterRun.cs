using System;
using MeterNode.Board.Sensing;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using nanoFramework.Hardware.Esp32;
using VirtualEsp32;
using VirtualEsp32.Kernel;
using VirtualEsp32.Peripherals;

namespace MeterNode.Benchmarks.Metering.Rig
{
    /// <summary>
    /// The real sample source and meter on a bare virtual board, with the interpreter's time charged where it is spent, stalls of
    /// up to 60 ms from other work between two steps, about two a second, and every transfer a little beside its time stamp.
    /// </summary>
    public sealed class MeterRun
    {
        /// <summary>Samples in a block, as the node has them.</summary>
        public const int BlockSamples = 12;

        /// <summary>
        /// By how much a time stamp here is earlier than the source reckons with, µs: its constant is that of a board which spends
        /// all of a step's time around the transfers. Calibration takes it for a part of the circuits' phase.
        /// </summary>
        public static readonly int EarlyStampUs = new BoardTimings().ManagedPerTransferUs - SourcePerTransferUs;

        // What the interpreter needs with six circuits and four loads, decisions about them included: measured on a PC at the speed
        // of its published figures (an empty loop of 36 ns a pass) and taken for 100 times slower on a board, at the instants when
        // it needs it. The source's work around one transfer; all of a step behind its samples, from the meter's sums to the
        // relays; what a step takes longer that ends a fast window; and the mean slice of a second's work (10 to 26 µs on the PC).
        internal const int SourcePerTransferUs = 125;
        internal const int StepUs = 8_000;
        internal const int FastWindowUs = 2_000;
        internal const int SliceUs = 2_400;

        private const int SettleSeconds = 4;
        private const int StepsPerGap = 33;
        private const int MostGapUs = 60_000;

        // Fifty cycles at 48.5 Hz.
        private const long LongestWindowUs = 1_031_000;

        private readonly NodeParts _parts;
        private readonly NodeSettings _settings;
        private readonly WaveInput[] _inputs;

        /// <summary>Prepares a run.</summary>
        /// <param name="parts">The node's parts.</param>
        /// <param name="settings">Its settings file.</param>
        /// <param name="load">The true load by circuit.</param>
        public MeterRun(NodeParts parts, string settings, Func<int, TrueLoad> load)
        {
            _parts = parts;
            _settings = NodeSettings.Parse(settings);
            _inputs = new WaveInput[_settings.Circuits.Length];
            for (int i = 0; i < _inputs.Length; i++)
            {
                _inputs[i] = parts.Input(i, load(i));
            }
        }

        /// <summary>The inputs by circuit.</summary>
        public WaveInput[] Inputs => _inputs;

        /// <summary>How the chips convert.</summary>
        public SamplingMode Mode { get; set; } = SamplingMode.Triggered;

        /// <summary>Seconds before anything is told.</summary>
        public int Settle { get; set; } = SettleSeconds;

        /// <summary>After every finished second of readings, once settled.</summary>
        public event Action<Readings>? Second;

        /// <summary>After every step, with its time since the world began, µs.</summary>
        public event Action<Readings, double>? Stepped;

        /// <summary>Every block of samples, before the meter has it.</summary>
        public event Action<SampleBlock>? Sampled;

        /// <summary>Runs.</summary>
        /// <param name="seconds">Seconds after settling.</param>
        public void Run(int seconds)
        {
            var board = new VirtualBoard(new DateTime(2026, 1, 1), _parts.Seed, new BoardTimings { ManagedPerTransferUs = (int)(SourcePerTransferUs * _parts.Slowness) });
            for (int i = 0; i < _inputs.Length; i++)
            {
                var chip = new Ina219Model(_inputs[i], unchecked((_parts.Seed * 31) + i), _parts.Chips[i], _parts.OscillatorError);
                board.I2c(_settings.Circuits[i].Bus).Attach(_settings.Circuits[i].Address, new JitteredChip(chip, _parts.JitterUs, _parts.Seed + i));
            }

            board.PowerOn(() => Loop(board, seconds));
            board.RunFor(TimeSpan.FromMicroseconds((seconds + Settle + 5) * LongestWindowUs));
            if (board.UnhandledExceptions.Count > 0)
            {
                throw new InvalidOperationException("the firmware failed: " + board.UnhandledExceptions[0]);
            }
        }

        private void Loop(VirtualBoard board, int seconds)
        {
            Configuration.SetPinFunction(21, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(22, DeviceFunction.I2C1_CLOCK);
            var source = new Ina219SampleSource(_settings, Mode);
            var readings = new Readings(_inputs.Length);
            var meter = new Meter(_settings, source, readings);
            var block = new SampleBlock(BlockSamples);
            var random = new Random(_parts.Seed);
            int second = 0;
            int slices = 0;
            int fast = 0;
            long endUs = board.Scheduler.NowUs + ((seconds + Settle + 2) * LongestWindowUs);
            while (board.Scheduler.NowUs < endUs && second < seconds + Settle)
            {
                source.Fill(block);
                Sampled?.Invoke(block);
                meter.Process(block);
                int managedUs = StepUs + ((readings.FastSequence - fast) * FastWindowUs) + ((meter.Slices - slices) * SliceUs);
                board.Scheduler.Advance((long)(managedUs * _parts.Slowness));
                slices = meter.Slices;
                fast = readings.FastSequence;
                Stepped?.Invoke(readings, board.Scheduler.NowUs);
                if (readings.SecondSequence != second)
                {
                    second = readings.SecondSequence;
                    if (second > Settle)
                    {
                        Second?.Invoke(readings);
                    }
                }

                if (_parts.HasGaps && random.Next(StepsPerGap) == 0)
                {
                    board.Scheduler.Advance(random.Next(MostGapUs));
                }
            }
        }
    }
}
