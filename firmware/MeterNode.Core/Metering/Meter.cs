using System;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Makes readings out of samples. <see cref="Process"/> is the hot path: flat arrays, packed sums, no allocation. A sample
    /// goes into two places: the fast sums of its block, which protection's current and the mains' phase come from, and the phase
    /// bins of the running second, which powers and harmonics come from. A finished second is worked out while the next one runs, a
    /// slice a call, so that no call takes long.
    /// </summary>
    /// <remarks>
    /// Why phase bins with one weighted least-squares fit a window and not an incremental fit (metering benchmark, "estimators";
    /// rms error of 60 s on one circuit's samples): at 10 A and power factor 1 the bins have 0.008 %, an incremental fit that is
    /// given the true voltage 0.006 %, at power factor 0.5 0.017 and 0.010 %, with 80 % of 3rd harmonic 0.032 and 0.028 %; plain
    /// means of products have 0.3 to 0.7 %. The difference is far below what transformers leave, and the incremental form needs
    /// 65 additions a sample for its ten unknowns, a bin one.
    /// </remarks>
    public sealed class Meter
    {
        /// <summary>Shortest time between two fast readings, µs.</summary>
        public const long FastWindowUs = 25000;

        /// <summary>Without a fresh sample for so long a circuit is lost, µs.</summary>
        public const long LostAfterUs = 500000;

        /// <summary>Below it a circuit counts as without load, mA (starting current of class 1: 0.4 % of Ib = 10 A, IEC 62053-21).</summary>
        public const int NoLoadMa = 40;

        // The supply is sampled more often: its fast reading spans three blocks, or two where these are long, the others' six.
        private const int SupplyBlocks = 3;
        private const long LongBlockUs = 17000;
        private const long LongestBlockUs = 60000;
        private const int BlockShift = 3;
        private const int OtherBlocks = 6;
        private const int OthersPerBlock = 2;
        private const long GapUs = 30000;
        private const long StaleAfterUs = 2500000;
        private const int SaturatedHoldTicks = 40;

        private readonly Readings _readings;
        private readonly ReferenceOscillator _oscillator;
        private readonly MainsReference _reference;
        private readonly PhaseTables _tables;
        private readonly FastFit _fast;
        private readonly PhaseFollower _phase;
        private readonly SecondWork _second;
        private readonly CircuitMeter[] _circuits;
        private readonly ChannelSums[] _sums;
        private readonly VoltageChannel[] _voltages;
        private readonly VoltageChannel?[] _voltageOf;
        private readonly int[] _saturatedHold;
        private readonly int _supply;
        private readonly int _nominalHz;
        private long _lastBlockUs;
        private long _fastUs;
        private long _windowUs;
        private long _blockUs;
        private int _nextFast;
        private bool _started;

        /// <summary>Makes the meter of a node.</summary>
        /// <param name="settings">Circuits and supply.</param>
        /// <param name="source">Where the samples come from.</param>
        /// <param name="readings">Where the results go.</param>
        public Meter(NodeSettings settings, ISampleSource source, Readings readings)
        {
            int circuits = settings.Circuits.Length;
            _readings = readings;
            _supply = settings.SupplyCircuit;
            _nominalHz = settings.Supply.NominalHz;
            _oscillator = new ReferenceOscillator(_nominalHz);
            _reference = new MainsReference(_oscillator, settings.Supply.NominalV);
            _tables = new PhaseTables(source.ShuntFullScaleUv);
            _fast = new FastFit(_tables);
            var voltages = new VoltageChannels(settings, source);
            _voltages = voltages.All;
            _voltageOf = voltages.OfCircuit;
            _phase = new PhaseFollower(_reference, _voltages[0], _tables, readings);
            _circuits = new CircuitMeter[circuits];
            _sums = new ChannelSums[circuits];
            _saturatedHold = new int[circuits];
            for (int i = 0; i < circuits; i++)
            {
                _circuits[i] = new CircuitMeter(settings, i, source, voltages.OfPhase(settings.Circuits[i].Phase - 1), readings);
                _sums[i] = _circuits[i].Sums;
            }

            _second = new SecondWork(readings, _reference, _voltages, _circuits, _supply);
        }

        /// <summary>Slices of seconds' work done since the start: each is a few ms of a board's time.</summary>
        public int Slices => _second.Slices;

        /// <summary>Where a circuit's finished second is copied to when its waveform is asked for.</summary>
        public WaveformCapture Waveform => _second.Waveform;

        /// <summary>Takes the samples of a block and updates the readings that are due.</summary>
        /// <param name="block">The samples.</param>
        public void Process(SampleBlock block)
        {
            long nowUs = block.EndUs;
            if (!_started)
            {
                Start(nowUs);
            }

            if (block.PlainCount > 0)
            {
                AccumulatePlain(block);
            }

            AccumulateRest(block);
            long lastedUs = nowUs - _lastBlockUs;
            bool stalled = lastedUs > GapUs && lastedUs > 2 * _blockUs;
            _blockUs += ((lastedUs < LongestBlockUs ? lastedUs : LongestBlockUs) - _blockUs) >> BlockShift;
            CloseBlock(block, nowUs, stalled);
            block.StepPerUs = _oscillator.StepPerUs;
            block.PhaseOffset = _oscillator.Offset;
            if (!_second.IsDone)
            {
                // After a stall protection has waited long enough.
                if (!stalled)
                {
                    _second.Step(nowUs);
                }
            }
            else if (nowUs - _windowUs >= WindowUs())
            {
                CloseWindow(nowUs);
            }
        }

        private void Start(long nowUs)
        {
            _started = true;
            _lastBlockUs = nowUs;
            _fastUs = nowUs;
            _phase.Start(nowUs);
            _windowUs = nowUs;
            for (int i = 0; i < _circuits.Length; i++)
            {
                _circuits[i].LastSampleUs = nowUs - LostAfterUs;
                _circuits[i].LastPowerUs = nowUs;
            }
        }

        /// <summary>
        /// The straight path. A sample costs two look-ups of its circuit, one multiplication for its phase, and three additions:
        /// products, trigonometric sums, phase bin.
        /// </summary>
        private void AccumulatePlain(SampleBlock block)
        {
            int count = block.PlainCount;
            int[] circuits = block.Circuit;
            long[] times = block.TimeUs;
            int[] shunts = block.ShuntUv;
            var sums = _sums;
            long[] products = _tables.Product;
            long[] grams = _tables.Gram;
            long[] binOnes = _tables.Bin;
            long step = _oscillator.StepPerUs;
            long offset = _oscillator.Offset + (block.LagUs * step);
            for (int i = 0; i < count; i++)
            {
                var sum = sums[circuits[i]];
                int place = (int)((ulong)((times[i] * step) + offset) >> PhaseTables.PhaseShift);
                long value = shunts[i];
                sum.Product += value * products[place];
                sum.Gram += grams[place];
                sum.Bins[place >> PhaseTables.BinShift] += value + binOnes[place];
            }
        }

        private void AccumulateRest(SampleBlock block)
        {
            long step = _oscillator.StepPerUs;
            long offset = _oscillator.Offset + (block.LagUs * step);
            for (int i = block.PlainCount; i < block.Count; i++)
            {
                if (block.Status[i] != SampleStatus.Ok)
                {
                    continue;
                }

                int circuit = block.Circuit[i];
                int place = (int)((ulong)((block.TimeUs[i] * step) + offset) >> PhaseTables.PhaseShift);
                if (block.HasShunt[i])
                {
                    long value = block.ShuntUv[i];
                    Add(_sums[circuit], value, value, place);
                }

                var voltage = _voltageOf[circuit];
                if (block.HasBus[i] && voltage != null)
                {
                    int value = block.BusMv[i];
                    int sine = value - voltage.BiasMv - voltage.Predicted[place >> VoltageChannel.PredictedShift];
                    voltage.Sum += sine;
                    Add(voltage.Sums, sine, value, place);
                }
            }
        }

        private void Add(ChannelSums sum, long fastValue, long value, int place)
        {
            sum.Product += fastValue * _tables.Product[place];
            sum.Gram += _tables.Gram[place];
            sum.Bins[place >> PhaseTables.BinShift] += value + _tables.Bin[place];
        }

        private void CloseBlock(SampleBlock block, long nowUs, bool gap)
        {
            _lastBlockUs = nowUs;
            _phase.CloseBlock(nowUs);
            var sums = _sums;
            for (int i = 0; i < sums.Length; i++)
            {
                var sum = sums[i];
                if (gap)
                {
                    sum.ForgetBlocks();
                }

                if (sum.CloseBlock() > 0)
                {
                    _circuits[i].LastSampleUs = nowUs;
                }
            }

            for (int i = 1; i < _voltages.Length; i++)
            {
                _voltages[i].Sums.CloseBlock();
                _voltages[i].Sum = 0;
            }

            UpdateFast(_supply, block, nowUs);
            for (int i = 0; i < OthersPerBlock; i++)
            {
                _nextFast = _nextFast + 1 >= _circuits.Length ? 0 : _nextFast + 1;
                if (_nextFast != _supply)
                {
                    UpdateFast(_nextFast, block, nowUs);
                }
            }

            if (nowUs - _fastUs >= FastWindowUs)
            {
                _fastUs = nowUs;
                for (int i = 0; i < _circuits.Length; i++)
                {
                    UpdateFlags(i, nowUs);
                }

                _readings.FastSequence++;
            }
        }

        private void UpdateFast(int index, SampleBlock block, long nowUs)
        {
            if (nowUs - _circuits[index].LastSampleUs < LostAfterUs)
            {
                _circuits[index].TakeFast(_fast, index != _supply ? OtherBlocks : _blockUs < LongBlockUs ? SupplyBlocks : SupplyBlocks - 1);
                if (_circuits[index].IsSuspected)
                {
                    _circuits[index].Settle(block);
                }
            }
        }

        private void UpdateFlags(int index, long nowUs)
        {
            var circuit = _circuits[index];
            var flags = _readings.Flags[index] & ReadingFlags.TooFewSamples;
            if (nowUs - circuit.LastSampleUs >= LostAfterUs)
            {
                flags |= ReadingFlags.Lost;
                _readings.FastCurrentMa[index] = 0;
                circuit.Clear();
            }

            if (circuit.IsLimited)
            {
                circuit.IsLimited = false;
                _saturatedHold[index] = SaturatedHoldTicks;
            }
            else if (_saturatedHold[index] > 0)
            {
                _saturatedHold[index]--;
            }

            flags |= _saturatedHold[index] > 0 ? ReadingFlags.Saturated : ReadingFlags.None;
            flags |= _reference.IsLocked ? ReadingFlags.None : ReadingFlags.NoReference;
            flags |= nowUs - circuit.LastPowerUs >= StaleAfterUs ? ReadingFlags.Stale : ReadingFlags.None;
            _readings.Flags[index] = flags;
        }

        private long WindowUs()
        {
            return (long)(_nominalHz * 1e6 / _oscillator.FrequencyHz);
        }

        /// <summary>Ends a second: as many cycles as the nominal frequency has, or a multiple after a stall.</summary>
        private void CloseWindow(long nowUs)
        {
            double cycles = _nominalHz * Math.Floor((nowUs - _windowUs) * _oscillator.FrequencyHz / (_nominalHz * 1e6));
            cycles = cycles < _nominalHz ? _nominalHz : cycles;
            long elapsedUs = (long)((cycles * 1e6 / _oscillator.FrequencyHz) + 0.5);
            _windowUs += elapsedUs;
            bool hasVoltage = _reference.IsLocked;
            _reference.CloseSecond();
            for (int i = 0; i < _voltages.Length; i++)
            {
                _voltages[i].Sums.CloseWindow();
            }

            for (int i = 0; i < _circuits.Length; i++)
            {
                _sums[i].CloseWindow();
            }

            _second.Begin(nowUs, elapsedUs, hasVoltage);
        }
    }
}
