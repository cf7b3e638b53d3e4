using System;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Makes readings out of samples. <see cref="Process"/> is the hot path: flat arrays, packed sums, no allocation. A sample
    /// goes into two places: the fast sums of its block, which protection's current and the mains' phase come from, and the phase
    /// bins of the running second, which powers and harmonics come from. A second's channels are worked out one a call, so that
    /// no call takes long.
    /// </summary>
    /// <remarks>
    /// Why phase bins with one weighted least-squares fit a window and not an incremental fit (metering benchmark, "estimators";
    /// rms error of 60 s on one circuit's samples): at 10 A and power factor 1 the bins have 0.010 %, an incremental fit that is
    /// given the true voltage 0.005 %, at power factor 0.5 0.026 and 0.015 %, with 80 % of 3rd harmonic 0.047 and 0.033 %; plain
    /// means of products have 1.5 to 3.2 %. The difference is far below what transformers leave, and the incremental form needs
    /// 65 additions a sample for its ten unknowns, a bin one. A fit takes 0.21 ms on the PC's interpreter, so about 20 ms on a
    /// board: once a second a channel, one channel a call.
    /// </remarks>
    public sealed class Meter
    {
        /// <summary>Shortest time between two fast readings, µs.</summary>
        public const long FastWindowUs = 25000;

        /// <summary>Without a fresh sample for so long a circuit is lost, µs.</summary>
        public const long LostAfterUs = 500000;

        /// <summary>Below it a circuit counts as without load, mA (starting current of class 1: 0.4 % of Ib = 10 A, IEC 62053-21).</summary>
        public const int NoLoadMa = 40;

        // The supply is sampled more often: its fast reading spans three blocks, the others' six.
        private const int SupplyBlocks = 3;
        private const int OtherBlocks = 6;
        private const int OthersPerBlock = 2;
        private const int LeastPhaseSamples = 6;
        private const double LeastPhaseSpread = 0.12;
        private const long LongestPhaseUs = 120000;
        private const long GapUs = 35000;
        private const long StaleAfterUs = 2500000;
        private const int SaturatedHoldTicks = 40;

        private readonly ISampleSource _source;
        private readonly Readings _readings;
        private readonly ReferenceOscillator _oscillator;
        private readonly MainsReference _reference;
        private readonly PhaseTables _tables;
        private readonly FastFit _fast;
        private readonly FastFit _phase;
        private readonly BinFit _bins = new BinFit();
        private readonly CircuitMeter[] _circuits;
        private readonly ChannelSums[] _sums;
        private readonly VoltageChannel[] _voltages;
        private readonly VoltageChannel?[] _voltageOf;
        private readonly int[] _saturatedHold;
        private readonly int _supply;
        private readonly int _nominalHz;
        private long _lastBlockUs;
        private long _fastUs;
        private long _phaseUs;
        private long _windowUs;
        private long _elapsedUs;
        private int _pending;
        private int _nextFast;
        private bool _counts;
        private bool _started;

        /// <summary>Makes the meter of a node.</summary>
        /// <param name="settings">Circuits and supply.</param>
        /// <param name="source">Where the samples come from.</param>
        /// <param name="readings">Where the results go.</param>
        public Meter(NodeSettings settings, ISampleSource source, Readings readings)
        {
            int circuits = settings.Circuits.Length;
            _source = source;
            _readings = readings;
            _supply = settings.SupplyCircuit;
            _nominalHz = settings.Supply.NominalHz;
            _oscillator = new ReferenceOscillator(_nominalHz);
            _reference = new MainsReference(_oscillator, settings.Supply.NominalV);
            _tables = new PhaseTables(source.ShuntFullScaleUv);
            _fast = new FastFit(_tables);
            _phase = new FastFit(_tables);
            _voltageOf = new VoltageChannel?[circuits];
            _voltages = VoltageChannels(settings, _voltageOf);
            _circuits = new CircuitMeter[circuits];
            _sums = new ChannelSums[circuits];
            _saturatedHold = new int[circuits];
            for (int i = 0; i < circuits; i++)
            {
                _circuits[i] = new CircuitMeter(settings, i, source, VoltageOf(settings.Circuits[i].Phase - 1), readings);
                _sums[i] = _circuits[i].Sums;
            }

            _pending = circuits + _voltages.Length;
        }

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
            CloseBlock(nowUs);
            if (nowUs - _windowUs >= WindowUs())
            {
                FinishPending();
                CloseWindow(nowUs);
            }
            else if (_pending < _circuits.Length + _voltages.Length)
            {
                SolveNext();
            }
        }

        private static VoltageChannel[] VoltageChannels(NodeSettings settings, VoltageChannel?[] ofCircuit)
        {
            // The supply's own first; further ones where a circuit of another phase has a reference at its bus input.
            int count = 1;
            var found = new VoltageChannel[Readings.Phases];
            found[0] = Channel(settings, settings.SupplyCircuit);
            ofCircuit[settings.SupplyCircuit] = found[0];
            for (int i = 0; i < settings.Circuits.Length; i++)
            {
                bool isNew = settings.Circuits[i].Reference;
                for (int k = 0; k < count; k++)
                {
                    isNew &= found[k].Phase != settings.Circuits[i].Phase - 1;
                }

                if (isNew)
                {
                    found[count] = Channel(settings, i);
                    ofCircuit[i] = found[count++];
                }
            }

            var channels = new VoltageChannel[count];
            Array.Copy(found, channels, count);
            return channels;
        }

        private static VoltageChannel Channel(NodeSettings settings, int circuit)
        {
            var own = settings.Circuits[circuit];
            double voltsPerVolt = own.ReferenceVoltsPerVolt > 0 ? own.ReferenceVoltsPerVolt : settings.Supply.VoltsPerVolt;
            return new VoltageChannel(circuit, own.Phase - 1, voltsPerVolt, settings.Supply.ReferencePhaseDeg, settings.Supply.NominalV);
        }

        private VoltageChannel VoltageOf(int phase)
        {
            for (int i = 0; i < _voltages.Length; i++)
            {
                if (_voltages[i].Phase == phase)
                {
                    return _voltages[i];
                }
            }

            return _voltages[0];
        }

        private void Start(long nowUs)
        {
            _started = true;
            _lastBlockUs = nowUs;
            _fastUs = nowUs;
            _phaseUs = nowUs;
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

        private void CloseBlock(long nowUs)
        {
            bool gap = nowUs - _lastBlockUs > GapUs;
            _lastBlockUs = nowUs;
            ClosePhase(nowUs);
            for (int i = 0; i < _circuits.Length; i++)
            {
                var circuit = _circuits[i];
                if (gap)
                {
                    circuit.Sums.ForgetBlocks();
                }

                if (circuit.Sums.CloseBlock() > 0)
                {
                    circuit.LastSampleUs = nowUs;
                }
            }

            for (int i = 1; i < _voltages.Length; i++)
            {
                _voltages[i].Sums.CloseBlock();
                _voltages[i].Sum = 0;
            }

            UpdateFast(_supply, nowUs);
            for (int i = 0; i < OthersPerBlock; i++)
            {
                _nextFast = _nextFast + 1 >= _circuits.Length ? 0 : _nextFast + 1;
                if (_nextFast != _supply)
                {
                    UpdateFast(_nextFast, nowUs);
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

        /// <summary>The oscillator moves only here, between two blocks.</summary>
        private void ClosePhase(long nowUs)
        {
            var voltage = _voltages[0];
            var sums = voltage.Sums;
            if (!_phase.Add(sums.Product, sums.Gram))
            {
                _phase.Begin();
                voltage.Sum = 0;
            }

            sums.CloseBlock();
            if (nowUs - _phaseUs < FastWindowUs)
            {
                return;
            }

            // Until the bias is known it is an unknown of the fit.
            bool solved = voltage.HasBias ? _phase.Solve(0) : _phase.SolveWithOffset(voltage.Sum);
            bool good = solved && _phase.Count >= LeastPhaseSamples && _phase.Spread >= LeastPhaseSpread;
            if (!good && nowUs - _phaseUs < LongestPhaseUs)
            {
                // After a gap: a few samples more make a phase that is worth having.
                return;
            }

            if (good)
            {
                double scale = voltage.VoltsPerMv;
                _reference.Update(_phase.Cosine * scale, _phase.Sine * scale, nowUs, nowUs - _phaseUs);
            }
            else
            {
                _reference.Miss();
            }

            _readings.FastFrequencyMhz = _reference.IsLocked ? (int)((_reference.FastFrequencyHz * 1000) + 0.5) : 0;
            _phase.Begin();
            voltage.Sum = 0;
            _phaseUs = nowUs;
        }

        private void UpdateFast(int index, long nowUs)
        {
            if (nowUs - _circuits[index].LastSampleUs < LostAfterUs)
            {
                _circuits[index].TakeFast(_fast, index == _supply ? SupplyBlocks : OtherBlocks);
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
            _elapsedUs = (long)((cycles * 1e6 / _oscillator.FrequencyHz) + 0.5);
            _windowUs += _elapsedUs;
            _counts = _reference.IsLocked;
            _reference.CloseSecond();
            for (int i = 0; i < _voltages.Length; i++)
            {
                _voltages[i].Sums.CloseWindow();
            }

            for (int i = 0; i < _circuits.Length; i++)
            {
                _sums[i].CloseWindow();
            }

            _pending = 0;
        }

        private void FinishPending()
        {
            while (_pending < _circuits.Length + _voltages.Length)
            {
                SolveNext();
            }
        }

        private void SolveNext()
        {
            if (_pending < _voltages.Length)
            {
                SolveVoltage(_voltages[_pending]);
            }
            else
            {
                int index = _pending - _voltages.Length;
                var circuit = _circuits[index];
                if ((_readings.Flags[index] & ReadingFlags.Lost) == ReadingFlags.None)
                {
                    circuit.Close(_bins, _elapsedUs);
                    circuit.LastPowerUs = _lastBlockUs;
                }
            }

            if (++_pending == _circuits.Length + _voltages.Length)
            {
                SumPhases();
                _readings.SecondSequence++;
            }
        }

        private void SolveVoltage(VoltageChannel voltage)
        {
            if (_counts)
            {
                voltage.Close(_bins, _source.WindowFactor(voltage.Circuit) * _source.ScatterFactor(voltage.Circuit));
            }
            else
            {
                voltage.Forget();
            }

            _readings.PhaseVoltageMv[voltage.Phase] = voltage.IsKnown ? (int)(voltage.RmsV * 1000) : 0;
            if (voltage != _voltages[0])
            {
                return;
            }

            _readings.VoltageMv = _readings.PhaseVoltageMv[voltage.Phase];
            _readings.FrequencyMhz = voltage.IsKnown ? (int)((_reference.FrequencyHz * 1000) + 0.5) : 0;
            _readings.TenSecondFrequencyMhz = voltage.IsKnown ? (int)((_reference.TenSecondFrequencyHz * 1000) + 0.5) : 0;
            for (int i = 0; i < Readings.VoltageHarmonics; i++)
            {
                _readings.VoltageHarmonicPermille[i] = voltage.IsKnown ? voltage.Permille(i + 1) : 0;
            }
        }

        private void SumPhases()
        {
            for (int i = 0; i < Readings.Phases; i++)
            {
                _readings.PhasePowerMw[i] = 0;
            }

            for (int i = 0; i < _circuits.Length; i++)
            {
                int phase = _circuits[i].Phase;
                _readings.PhaseVoltageMv[phase] = (int)(_circuits[i].Voltage.RmsV * 1000);
                if (i != _supply)
                {
                    _readings.PhasePowerMw[phase] += _readings.PowerMw[i];
                }
            }
        }
    }
}
