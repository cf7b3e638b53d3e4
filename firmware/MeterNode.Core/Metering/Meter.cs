using System;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Makes readings out of samples. Two windows: a fast one for protection's current, and a slow one, the sum of ten fast ones,
    /// for power and energy. <see cref="Process"/> is the hot path: flat arrays, no allocation.
    /// </summary>
    public sealed class Meter
    {
        /// <summary>Length of the fast window, µs: five cycles of 50 Hz, six of 60 Hz.</summary>
        public const long FastWindowUs = 100000;

        /// <summary>Fast windows in a slow one.</summary>
        public const int FastPerSlow = 10;

        /// <summary>Without a fresh sample for so long a circuit is lost, µs.</summary>
        public const long LostAfterUs = 500000;

        /// <summary>Below it a circuit counts as without load, mA (starting current of class 1: 0.4 % of Ib = 10 A).</summary>
        public const int NoLoadMa = 40;

        private const int SaturatedSamples = 2;
        private const int SaturatedHoldWindows = 10;

        private readonly ISampleSource _source;
        private readonly Readings _readings;
        private readonly ReferenceOscillator _oscillator;
        private readonly MainsReference _reference;
        private readonly SineFit _fast;
        private readonly SineFit _slow;
        private readonly int _supply;
        private readonly int _voltageChannel;
        private readonly float _voltsPerMv;
        private readonly float[] _amperesPerUv;
        private readonly float[] _phaseCos;
        private readonly float[] _phaseSin;
        private readonly long[] _lastGoodUs;
        private readonly int[] _saturatedSamples;
        private readonly int[] _saturatedHold;
        private long _fastStartUs;
        private long _slowStartUs;
        private int _fastInSlow;
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
            _voltageChannel = circuits;
            _voltsPerMv = (float)(settings.Supply.VoltsPerVolt / 1000);
            _oscillator = new ReferenceOscillator(settings.Supply.NominalHz);
            _reference = new MainsReference(_oscillator, settings.Supply.NominalV);
            _fast = new SineFit(circuits + 1);
            _slow = new SineFit(circuits + 1);
            _amperesPerUv = new float[circuits];
            _phaseCos = new float[circuits];
            _phaseSin = new float[circuits];
            _lastGoodUs = new long[circuits];
            _saturatedSamples = new int[circuits];
            _saturatedHold = new int[circuits];
            for (int i = 0; i < circuits; i++)
            {
                _amperesPerUv[i] = (float)(settings.Circuits[i].AmperesPerVolt / 1e6);
                double lead = (settings.Circuits[i].PhaseDeg - settings.Supply.ReferencePhaseDeg) * Math.PI / 180;
                _phaseCos[i] = (float)Math.Cos(lead);
                _phaseSin[i] = (float)Math.Sin(lead);
            }
        }

        /// <summary>Takes the samples of a block and updates the readings when a window is full.</summary>
        /// <param name="block">The samples.</param>
        public void Process(SampleBlock block)
        {
            if (!_started)
            {
                _started = true;
                _fastStartUs = block.EndUs;
                _slowStartUs = block.EndUs;
                for (int i = 0; i < _lastGoodUs.Length; i++)
                {
                    _lastGoodUs[i] = block.EndUs - LostAfterUs;
                }
            }

            Accumulate(block);
            if (block.EndUs - _fastStartUs >= FastWindowUs)
            {
                CloseFastWindow(block.EndUs);
            }
        }

        private void Accumulate(SampleBlock block)
        {
            int count = block.Count;
            int[] circuits = block.Circuit;
            long[] times = block.TimeUs;
            int[] shunts = block.ShuntUv;
            int[] buses = block.BusMv;
            bool[] hasShunt = block.HasShunt;
            bool[] hasBus = block.HasBus;
            SampleStatus[] statuses = block.Status;
            float[] cos = _oscillator.Cos;
            float[] sin = _oscillator.Sin;
            long originUs = _oscillator.OriginUs;
            uint originPhase = _oscillator.OriginPhase;
            long step = _oscillator.StepPerUs;
            int fullScaleUv = _source.ShuntFullScaleUv;
            for (int i = 0; i < count; i++)
            {
                if (statuses[i] != SampleStatus.Ok)
                {
                    continue;
                }

                int circuit = circuits[i];
                uint phase = originPhase + (uint)(((times[i] - originUs) * step) >> 8);
                int index = (int)(phase >> ReferenceOscillator.TableShift);
                if (hasShunt[i])
                {
                    int uv = shunts[i];
                    _lastGoodUs[circuit] = times[i];
                    if (uv >= fullScaleUv || uv <= -fullScaleUv)
                    {
                        _saturatedSamples[circuit]++;
                    }

                    _fast.Add(circuit, uv * _amperesPerUv[circuit], cos[index], sin[index]);
                }

                if (hasBus[i] && circuit == _supply)
                {
                    _fast.Add(_voltageChannel, buses[i] * _voltsPerMv, cos[index], sin[index]);
                }
            }
        }

        private void CloseFastWindow(long nowUs)
        {
            for (int i = 0; i < _amperesPerUv.Length; i++)
            {
                UpdateFlags(i, nowUs);
            }

            UpdateFastCurrent();
            bool slowDone = ++_fastInSlow >= FastPerSlow;
            for (int channel = 0; channel <= _voltageChannel; channel++)
            {
                _slow.Accumulate(_fast, channel);
            }

            if (slowDone)
            {
                CloseSlowWindow(nowUs);
                _fastInSlow = 0;
                _slowStartUs = nowUs;
            }

            // The reference moves only between windows: within one, every sample is set against the same oscillator.
            if (_fast.Solve(_voltageChannel))
            {
                _reference.Update(_fast.Cosine, _fast.Sine, nowUs, nowUs - _fastStartUs);
            }
            else
            {
                _reference.Miss();
            }

            for (int channel = 0; channel <= _voltageChannel; channel++)
            {
                _fast.Clear(channel);
            }

            _fastStartUs = nowUs;
            _readings.FastSequence++;
        }

        private void UpdateFlags(int circuit, long nowUs)
        {
            var flags = ReadingFlags.None;
            if (nowUs - _lastGoodUs[circuit] >= LostAfterUs)
            {
                flags |= ReadingFlags.Lost;
            }

            if (_saturatedSamples[circuit] >= SaturatedSamples)
            {
                _saturatedHold[circuit] = SaturatedHoldWindows;
            }
            else if (_saturatedHold[circuit] > 0)
            {
                _saturatedHold[circuit]--;
            }

            _saturatedSamples[circuit] = 0;
            if (_saturatedHold[circuit] > 0)
            {
                flags |= ReadingFlags.Saturated;
            }

            if (!_reference.IsLocked)
            {
                flags |= ReadingFlags.NoReference;
            }

            _readings.Flags[circuit] = flags | (_readings.Flags[circuit] & ReadingFlags.TooFewSamples);
        }

        private void UpdateFastCurrent()
        {
            for (int i = 0; i < _amperesPerUv.Length; i++)
            {
                if ((_readings.Flags[i] & ReadingFlags.Lost) != ReadingFlags.None)
                {
                    _readings.FastCurrentMa[i] = 0;
                }
                else if (_fast.Solve(i))
                {
                    _readings.FastCurrentMa[i] = RmsMa(_fast, i);
                }
                else if (_fast.Count(i) >= 4)
                {
                    _readings.FastCurrentMa[i] = (int)(_fast.PlainRms(i) * 1000);
                }
            }
        }

        private void CloseSlowWindow(long nowUs)
        {
            long elapsedUs = nowUs - _slowStartUs;
            bool voltageKnown = _slow.Solve(_voltageChannel) && _reference.IsLocked;
            double scatter = _source.ScatterFactor(_supply) * _source.WindowFactor(_supply);
            double va = _slow.Cosine / scatter;
            double vb = _slow.Sine / scatter;
            if (voltageKnown)
            {
                double window = _source.WindowFactor(_supply);
                double meanSquare = ((((double)_slow.Cosine * _slow.Cosine) + ((double)_slow.Sine * _slow.Sine)) / 2) + _slow.ResidualMeanSquare;
                _readings.VoltageMv = (int)(Math.Sqrt(meanSquare) / window * 1000);
                _readings.FrequencyMhz = (int)((_reference.FrequencyHz * 1000) + 0.5);
            }
            else
            {
                _readings.VoltageMv = 0;
                _readings.FrequencyMhz = 0;
            }

            for (int i = 0; i < _amperesPerUv.Length; i++)
            {
                UpdateSlow(i, elapsedUs, voltageKnown, va, vb);
            }

            for (int channel = 0; channel <= _voltageChannel; channel++)
            {
                _slow.Clear(channel);
            }
        }

        private void UpdateSlow(int circuit, long elapsedUs, bool voltageKnown, double va, double vb)
        {
            bool solved = _slow.Solve(circuit);
            if (solved)
            {
                _readings.Flags[circuit] &= ~ReadingFlags.TooFewSamples;
            }
            else
            {
                _readings.Flags[circuit] |= ReadingFlags.TooFewSamples;
            }

            if (!solved || (_readings.Flags[circuit] & ReadingFlags.Lost) != ReadingFlags.None)
            {
                _readings.CurrentMa[circuit] = 0;
                _readings.PowerMw[circuit] = 0;
                return;
            }

            int currentMa = RmsMa(_slow, circuit);
            _readings.CurrentMa[circuit] = currentMa < NoLoadMa ? 0 : currentMa;
            int powerMw = 0;
            if (voltageKnown && currentMa >= NoLoadMa)
            {
                double factor = _source.ScatterFactor(circuit) * _source.WindowFactor(circuit);
                double ia = ((_slow.Cosine * _phaseCos[circuit]) - (_slow.Sine * _phaseSin[circuit])) / factor;
                double ib = ((_slow.Sine * _phaseCos[circuit]) + (_slow.Cosine * _phaseSin[circuit])) / factor;
                powerMw = (int)(((va * ia) + (vb * ib)) * 500);
            }

            _readings.PowerMw[circuit] = powerMw;
            if (voltageKnown)
            {
                _readings.Energy[circuit].Add(powerMw, elapsedUs);
            }
        }

        private int RmsMa(SineFit fit, int circuit)
        {
            double fundamental = (((double)fit.Cosine * fit.Cosine) + ((double)fit.Sine * fit.Sine)) / 2;
            return (int)(Math.Sqrt(fundamental + fit.ResidualMeanSquare) / _source.WindowFactor(circuit) * 1000);
        }
    }
}
