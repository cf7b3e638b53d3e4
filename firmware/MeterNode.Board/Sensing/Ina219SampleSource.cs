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
    /// 10 A that leaves, systematic and scatter: power factor 1 -0.01 and 0.01 % triggered, -0.13 and 0.08 % free-running; power
    /// factor 0.5 -0.00 and 0.02 %, against -0.19 and 0.29 %. At 0.5 A, where noise counts most, 0.03 against 0.08 %.
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

        private const int FramesPerProbe = 12;
        private const long StallUs = 25000;

        private readonly Ina219Front[] _fronts;
        private readonly SamplingMode _mode;
        private readonly byte[] _data = new byte[2];
        private readonly StartDither _dither = new StartDither();
        private readonly BlockPlan _plan;
        private readonly CarefulVisits _careful;
        private readonly float _windowFactor;
        private readonly float _scatterFactor;
        private readonly float _bothScatterFactor;
        private int _frames;
        private int _probe;
        private long _lastEndUs;
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

            _plan = new BlockPlan(settings, _fronts);
            _careful = new CarefulVisits(mode);
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
            _plan.Begin(block, _mode == SamplingMode.Triggered ? LagTriggeredUs : 0);
            var all = _plan.Visits;

            // After a failure nothing is taken for granted until a whole block has gone well.
            bool plain = _mode == SamplingMode.Triggered && !_careful.Failed && ++_frames % FramesPerProbe != 0;
            if (_dirty)
            {
                ResetStatus(block);
            }

            _careful.Failed = false;
            if (_mode == SamplingMode.Triggered && (long)HighResTimer.GetCurrent() - _lastEndUs > StallUs)
            {
                StartAll();
            }

            _dither.Wait(block);
            int visits = all.Length;
            int bus = visits;
            int visit = 0;
            while (visit < visits)
            {
                var front = all[visit];
                if (front.WithBus)
                {
                    if (!plain || !VisitWithBusPlainly(block, front, visit, bus))
                    {
                        plain &= _careful.VisitWithBus(block, front, visit, bus);
                    }

                    bus++;
                    visit++;
                    continue;
                }

                // As many visits as follow to chips without a reference.
                int end = visit + 1;
                while (end < visits && !all[end].WithBus)
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
            _plan.End();
        }

        private static double Sinc(double x)
        {
            return Math.Sin(x) / x;
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
                    _careful.Failed |= !_fronts[i].Start();
                    _fronts[i].StartedUs = (long)HighResTimer.GetCurrent();
                }
            }
        }

        private void ResetStatus(SampleBlock block)
        {
            for (int i = 0; i < _plan.Visits.Length; i++)
            {
                block.Status[i] = SampleStatus.Ok;
            }
        }

        /// <summary>The straight path: a visit is a checked read, a checked start, and a look at the timer.</summary>
        /// <returns>The first visit that did not go through, or <paramref name="end"/>.</returns>
        private int VisitPlainly(SampleBlock block, int visit, int end)
        {
            var visits = _plan.Visits;
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
            _careful.Visit(block, _plan.Visits[visit], visit, visit == _probe);
            if (visit == _plan.Visits.Length - 1 && _frames % FramesPerProbe == 0)
            {
                _probe = _probe + 1 >= _plan.Visits.Length ? 0 : _probe + 1;
            }
        }

        /// <summary>The same for a chip with a reference; a conversion that is not ready, or a transfer that fails, is left to the careful visit.</summary>
        /// <returns>Whether both samples were taken.</returns>
        private bool VisitWithBusPlainly(SampleBlock block, Ina219Front front, int visit, int bus)
        {
            byte[] data = _data;
            var device = front.Device;
            var read = device.WriteRead(new SpanByte(Ina219Front.BusPointer), new SpanByte(data));
            int register = (data[0] << 8) | data[1];
            if (!front.IsStarted || read.Status != I2cTransferStatus.FullTransfer || (register & Ina219Front.ReadyFlag) == 0)
            {
                return false;
            }

            read = device.WriteRead(new SpanByte(Ina219Front.ShuntPointer), new SpanByte(data));
            if (read.Status != I2cTransferStatus.FullTransfer || device.Write(new SpanByte(front.Configuration)).Status != I2cTransferStatus.FullTransfer)
            {
                return false;
            }

            long startedUs = front.StartedUs;
            front.StartedUs = (long)HighResTimer.GetCurrent();
            block.TimeUs[visit] = startedUs;
            block.ShuntUv[visit] = (short)((data[0] << 8) | data[1]) * Ina219Front.ShuntLsbUv;
            block.Status[visit] = SampleStatus.Ok;

            // The bus input is converted right behind the shunt.
            block.TimeUs[bus] = startedUs + Ina219Front.ConversionUs;
            block.BusMv[bus] = (register >> 3) * Ina219Front.BusLsbMv;
            block.Status[bus] = SampleStatus.Ok;
            return true;
        }
    }
}
