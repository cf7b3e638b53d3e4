using System;
using System.Device.I2c;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using nanoFramework.Hardware.Esp32;

namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// Takes samples from one INA219 a circuit by <see cref="SampleSchedule"/>. A visit reads the conversion that the visit
    /// before has started, and starts the next.
    /// </summary>
    /// <remarks>
    /// Triggered, and not free-running, by measurement (metering benchmark, "modes"): a free-running chip gives twice the samples,
    /// but the instant of each is known to within a period only, which scatters a sample by 5 % of the current's amplitude (10 %
    /// where both inputs are converted), against 0.1 % from noise and 0.4 % from the timer's jitter when triggered. Over 60 s at
    /// 10 A that leaves, systematic and scatter: power factor 1 -0.01 and 0.01 % triggered, -0.18 and 0.07 % free-running; power
    /// factor 0.5 -0.01 and 0.02 %, against -0.20 and 0.24 %. At 0.5 A, where noise counts most, 0.02 against 0.07 %.
    /// A resolution of 9 bit would shorten a visit by nothing, for the transfers take longer than the conversion.
    /// A conversion takes at most 586 µs (SBOS448G, 7.5) by the chip's own clock, and the next visit to the same chip comes
    /// milliseconds later. The ready bit stands in the bus register alone: it is asked at every visit to a chip with a reference,
    /// and of each of the others in turn about once a second.
    /// </remarks>
    public sealed class Ina219SampleSource : ISampleSource, IRangedSource
    {
        // From the timer's reading behind the transfer that starts a conversion to the conversion's middle, µs: the interpreted
        // code behind the transfer, the reading itself and half the driver's overhead lie between the two. What a board differs by is a
        // constant, and so part of every circuit's calibrated phase.
        private const int StartToReadingUs = 579;
        private const int LagTriggeredUs = (Ina219Front.ConversionUs / 2) - StartToReadingUs;

        // From the read of a free-running chip back to the middle of the conversion: half of it, and half a period of age.
        private const int ReadToReadingUs = 624;
        private const int FramesPerProbe = 12;
        private const int MostPolls = 3;
        private const int DitherUs = 1600;
        private const long StallUs = 15000;

        private readonly Ina219Front[] _fronts;
        private readonly SamplingMode _mode;
        private readonly NodeSettings _settings;
        private readonly byte[] _data = new byte[2];
        private readonly float _windowFactor;
        private readonly float _scatterFactor;
        private readonly float _bothScatterFactor;
        private SampleSchedule? _schedule;
        private SampleBlock? _prepared;
        private Ina219Front[] _visits = new Ina219Front[0];
        private int _preparedBlock = -1;
        private int _block;
        private int _first;
        private int _frames;
        private int _probe;
        private uint _random = 1;
        private long _lastEndUs;
        private bool _failed;
        private bool _dirty;

        /// <summary>Sets the chips up in the mode that measures best.</summary>
        /// <param name="settings">The circuits.</param>
        public Ina219SampleSource(NodeSettings settings)
            : this(settings, SamplingMode.Triggered)
        {
        }

        /// <summary>Sets the chips up.</summary>
        /// <param name="settings">The circuits.</param>
        /// <param name="mode">How the chips are made to convert.</param>
        public Ina219SampleSource(NodeSettings settings, SamplingMode mode)
        {
            _settings = settings;
            _mode = mode;
            int supply = settings.SupplyCircuit;
            _fronts = new Ina219Front[settings.Circuits.Length];
            for (int i = 0; i < _fronts.Length; i++)
            {
                // The supply keeps its range: a step of its current must not be clipped while a range follows.
                var circuit = settings.Circuits[i];
                _fronts[i] = new Ina219Front(circuit.Bus, circuit.Address, i == supply || circuit.Reference, mode, i == supply);
                _fronts[i].Initialize();
                _fronts[i].StartedUs = (long)HighResTimer.GetCurrent();
            }

            double halfTurn = Math.PI * settings.Supply.NominalHz / 1e6;
            _windowFactor = (float)Sinc(halfTurn * Ina219Front.ConversionUs);
            bool scatters = mode == SamplingMode.Continuous;
            _scatterFactor = scatters ? _windowFactor : 1;
            _bothScatterFactor = scatters ? (float)Sinc(halfTurn * 2 * Ina219Front.ConversionUs) : 1;
        }

        /// <inheritdoc/>
        public int ShuntFullScaleUv => Ina219Front.ShuntFullScaleUv;

        /// <inheritdoc/>
        public float WindowFactor(int circuit)
        {
            return _windowFactor;
        }

        /// <inheritdoc/>
        public float ScatterFactor(int circuit)
        {
            return _fronts[circuit].WithBus ? _bothScatterFactor : _scatterFactor;
        }

        /// <inheritdoc/>
        public int FullScaleUv(int circuit)
        {
            return _fronts[circuit].Range.FullScaleUv;
        }

        /// <inheritdoc/>
        public bool TakePeak(int circuit, int peakUv)
        {
            if (!_fronts[circuit].Range.TakePeak(peakUv))
            {
                return false;
            }

            _fronts[circuit].ApplyRange();
            return true;
        }

        /// <inheritdoc/>
        public void Fill(SampleBlock block)
        {
            if (block != _prepared || _block != _preparedBlock)
            {
                Prepare(block);
            }

            // After a failure nothing is taken for granted until a whole block has gone well.
            bool plain = _mode == SamplingMode.Triggered && !_failed && ++_frames % FramesPerProbe != 0;
            if (_dirty)
            {
                ResetStatus(block);
            }

            _failed = false;
            if (_mode == SamplingMode.Triggered && (long)HighResTimer.GetCurrent() - _lastEndUs > StallUs)
            {
                StartAll();
            }

            Dither();
            int visits = _visits.Length;
            int bus = visits;
            int visit = 0;
            while (visit < visits)
            {
                var front = _visits[visit];
                if (front.WithBus)
                {
                    plain &= VisitWithBus(block, front, visit, bus++);
                    visit++;
                    continue;
                }

                // As many visits as follow to chips without a reference.
                int end = visit + 1;
                while (end < visits && !_visits[end].WithBus)
                {
                    end++;
                }

                if (plain)
                {
                    visit = VisitPlainly(block, visit, end);
                    plain = visit == end;
                }

                while (visit < end)
                {
                    VisitCarefully(block, visit++);
                }
            }

            _dirty = !plain;
            block.PlainCount = plain ? visits : 0;
            block.Count = bus;
            _lastEndUs = (long)HighResTimer.GetCurrent();
            block.EndUs = _lastEndUs;
            _block = _block + 1 == _schedule!.Blocks ? 0 : _block + 1;
        }

        private static double Sinc(double x)
        {
            return Math.Sin(x) / x;
        }

        /// <summary>
        /// Writes what does not change from block to block: with up to eight circuits in a block of twelve there is one kind of
        /// block, and this is done once.
        /// </summary>
        private void Prepare(SampleBlock block)
        {
            if (_schedule == null || block != _prepared)
            {
                _schedule = new SampleSchedule(_settings, block.Circuit.Length);
                _block = 0;
            }

            _prepared = block;
            _preparedBlock = _block;
            _first = _block == 0 ? 0 : _schedule.BlockEnds[_block - 1];
            int visits = _schedule.BlockEnds[_block] - _first;
            if (visits != _visits.Length)
            {
                _visits = new Ina219Front[visits];
            }

            int bus = visits;
            for (int i = 0; i < visits; i++)
            {
                int circuit = _schedule.Visits[_first + i];
                _visits[i] = _fronts[circuit];
                block.Circuit[i] = circuit;
                block.HasShunt[i] = true;
                block.HasBus[i] = false;
                block.Status[i] = SampleStatus.Ok;
                if (_fronts[circuit].WithBus)
                {
                    block.Circuit[bus] = circuit;
                    block.HasShunt[bus] = false;
                    block.HasBus[bus++] = true;
                }
            }

            block.LagUs = _mode == SamplingMode.Triggered ? LagTriggeredUs : 0;
        }

        /// <summary>
        /// Waits for up to a twelfth of a cycle. Blocks are alike to the microsecond, and four of 15.1 ms are three cycles of
        /// 49.6 Hz: without this, samples would fall on the same twelve places of the cycle for seconds, and harmonics of a high
        /// order would look like low ones.
        /// </summary>
        private void Dither()
        {
            _random = (_random * 1664525) + 1013904223;
            long untilUs = (long)HighResTimer.GetCurrent() + ((int)(_random >> 16) * DitherUs / 65536);
            while ((long)HighResTimer.GetCurrent() < untilUs)
            {
            }
        }

        /// <summary>
        /// After a stall every waiting conversion is as old as the stall: starting them again costs a transfer each, and what
        /// protection reads next is of now.
        /// </summary>
        private void StartAll()
        {
            for (int i = 0; i < _fronts.Length; i++)
            {
                if (_fronts[i].IsStarted)
                {
                    _failed |= !_fronts[i].Start();
                    _fronts[i].StartedUs = (long)HighResTimer.GetCurrent();
                }
            }
        }

        private void ResetStatus(SampleBlock block)
        {
            for (int i = 0; i < _visits.Length; i++)
            {
                block.Status[i] = SampleStatus.Ok;
            }
        }

        /// <summary>The straight path: a visit is a checked read, a checked start, and a look at the timer.</summary>
        /// <returns>The first visit that did not go through, or <paramref name="end"/>.</returns>
        private int VisitPlainly(SampleBlock block, int visit, int end)
        {
            var visits = _visits;
            byte[] pointer = Ina219Front.ShuntPointer;
            byte[] data = _data;
            long[] times = block.TimeUs;
            int[] shunts = block.ShuntUv;
            for (int i = visit; i < end; i++)
            {
                var front = visits[i];
                var read = front.Device.WriteRead(new SpanByte(pointer), new SpanByte(data));
                if (read.Status != I2cTransferStatus.FullTransfer)
                {
                    return i;
                }

                var start = front.Device.Write(new SpanByte(front.Configuration));
                if (start.Status != I2cTransferStatus.FullTransfer)
                {
                    return i;
                }

                times[i] = front.StartedUs;
                front.StartedUs = (long)HighResTimer.GetCurrent();
                shunts[i] = (short)((data[0] << 8) | data[1]) * Ina219Front.ShuntLsbUv;
            }

            return end;
        }

        private void VisitCarefully(SampleBlock block, int visit)
        {
            var front = _visits[visit];
            bool isFresh = front.IsStarted;
            if (isFresh && _mode == SamplingMode.Triggered && visit == _probe)
            {
                front.ReadBusMv();
                isFresh = front.Status != SampleStatus.Ok || front.IsReady;
            }

            Visit(block, front, visit, isFresh);
            if (visit == _visits.Length - 1 && _frames % FramesPerProbe == 0)
            {
                _probe = _probe + 1 >= _visits.Length ? 0 : _probe + 1;
            }
        }

        private void Visit(SampleBlock block, Ina219Front front, int visit, bool isFresh)
        {
            block.ShuntUv[visit] = front.ReadShuntUv();
            var status = front.Status;
            block.Status[visit] = status != SampleStatus.Ok ? status : isFresh ? SampleStatus.Ok : SampleStatus.NotReady;
            _failed |= block.Status[visit] != SampleStatus.Ok;
            if (_mode == SamplingMode.Continuous)
            {
                long ageUs = (front.WithBus ? 2 : 1) * Ina219Front.ConversionUs / 2;
                block.TimeUs[visit] = (long)HighResTimer.GetCurrent() - ReadToReadingUs - ageUs - (Ina219Front.ConversionUs / 2);
                if (status != SampleStatus.Ok)
                {
                    front.Start();
                }

                return;
            }

            block.TimeUs[visit] = front.StartedUs;
            _failed |= !front.Start();
            front.StartedUs = (long)HighResTimer.GetCurrent();
        }

        /// <returns>Whether both samples are good.</returns>
        private bool VisitWithBus(SampleBlock block, Ina219Front front, int visit, int bus)
        {
            bool isFresh = front.IsStarted;
            int busMv = front.ReadBusMv();
            for (int i = 0; i < MostPolls && front.Status == SampleStatus.Ok && isFresh && !front.IsReady; i++)
            {
                busMv = front.ReadBusMv();
            }

            block.BusMv[bus] = busMv;
            var status = front.Status;
            block.Status[bus] = status != SampleStatus.Ok ? status : isFresh && front.IsReady ? SampleStatus.Ok : SampleStatus.NotReady;
            _failed |= block.Status[bus] != SampleStatus.Ok;
            if (_mode == SamplingMode.Continuous)
            {
                block.TimeUs[bus] = (long)HighResTimer.GetCurrent() - ReadToReadingUs - Ina219Front.ConversionUs - (Ina219Front.ConversionUs / 2);
            }
            else
            {
                // The bus input is converted right behind the shunt.
                block.TimeUs[bus] = front.StartedUs + Ina219Front.ConversionUs;
            }

            Visit(block, front, visit, isFresh && (status != SampleStatus.Ok || front.IsReady));
            return block.Status[bus] == SampleStatus.Ok && block.Status[visit] == SampleStatus.Ok;
        }
    }
}
