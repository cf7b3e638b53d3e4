using System;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Metering
{
    /// <summary>Turns the fits of one circuit's windows into its readings.</summary>
    internal sealed class CircuitMeter
    {
        private const int LimitedBins = 2;
        private const double FastLimit = 0.97;
        private const int LimitMarginUv = 15;
        private const double ThirdOfATurn = 2 * Math.PI / 3;
        private const double MostDistortion = 3;
        private const double MostStepDistortion = 1.1;
        private const int ChangedPercent = 20;
        private const int ChangedMa = 300;
        private const int ChangedFits = 2;
        private const int SteppedWindows = 2;

        private readonly int _index;
        private readonly Readings _readings;
        private readonly IRangedSource? _ranges;
        private readonly int _fullScaleUv;
        private readonly CtCorrection _correction;
        private readonly CircuitPhasors _current;
        private readonly double[] _turnCos = new double[BinFit.Orders];
        private readonly double[] _turnSin = new double[BinFit.Orders];
        private readonly OffsetTracker _offset = new OffsetTracker();
        private readonly OddWave _wave = new OddWave();
        private readonly int _changedMa;
        private double _distortion = 1;
        private double _lastDistortion = 1;
        private int _changed;
        private int _stepped;

        /// <summary>Makes the meter of a circuit.</summary>
        /// <param name="settings">All settings.</param>
        /// <param name="index">Index of the circuit.</param>
        /// <param name="source">Where its samples come from.</param>
        /// <param name="voltage">The voltage channel that it is set against.</param>
        /// <param name="readings">Where the results go.</param>
        public CircuitMeter(NodeSettings settings, int index, ISampleSource source, VoltageChannel voltage, Readings readings)
        {
            var circuit = settings.Circuits[index];
            _index = index;
            _readings = readings;
            _ranges = source as IRangedSource;
            _fullScaleUv = source.ShuntFullScaleUv;
            _correction = new CtCorrection(circuit);
            _current = new CircuitPhasors(circuit, source.WindowFactor(index) * source.ScatterFactor(index), settings.Supply.NominalV);
            Voltage = voltage;
            Phase = circuit.Phase - 1;

            // The fast fit has the leak in it, the readings that it is compared with do not.
            _changedMa = ChangedMa + (int)Math.Sqrt((circuit.LeakRealMa * circuit.LeakRealMa) + (circuit.LeakImaginaryMa * circuit.LeakImaginaryMa));
            for (int i = 0; i < BinFit.Orders; i++)
            {
                // A phase without a reference of its own is derived from the one that has.
                double turn = (Phase - voltage.Phase) * ThirdOfATurn * ((2 * i) + 1);
                _turnCos[i] = Math.Cos(turn);
                _turnSin[i] = Math.Sin(turn);
            }
        }

        /// <summary>Its sums, in µV.</summary>
        public readonly ChannelSums Sums = new ChannelSums();

        /// <summary>Its phase, 0 to 2.</summary>
        public int Phase { get; }

        /// <summary>The voltage channel that it is set against, of its own phase or of the supply's.</summary>
        public VoltageChannel Voltage { get; }

        /// <summary>When its last sample came, µs.</summary>
        public long LastSampleUs;

        /// <summary>When its last power was worked out, µs.</summary>
        public long LastPowerUs;

        /// <summary>Whether a limit was reached since this was last cleared.</summary>
        public bool IsLimited;

        /// <summary>Whether the last fast fit is as large as a current beyond the limit would make it.</summary>
        public bool IsSuspected;

        /// <summary>Looks whether a sample of the block is at the limit.</summary>
        /// <param name="block">The block that made the fit suspected.</param>
        public void Settle(SampleBlock block)
        {
            IsSuspected = false;
            int limitUv = _fullScaleUv - LimitMarginUv;
            for (int i = 0; i < block.Count; i++)
            {
                int value = block.ShuntUv[i];
                if (block.Circuit[i] == _index && block.HasShunt[i] && (value >= limitUv || value <= -limitUv))
                {
                    IsLimited = true;
                }
            }
        }

        /// <summary>Takes the fast fit of the last blocks.</summary>
        /// <param name="fit">Solves the sums.</param>
        /// <param name="blocks">How many blocks.</param>
        public void TakeFast(FastFit fit, int blocks)
        {
            Sums.Recent(blocks, fit);
            if (!fit.Solve(_offset.Value))
            {
                return;
            }

            double cosine = fit.Cosine;
            double sine = fit.Sine;
            double peakUv = Math.Sqrt((cosine * cosine) + (sine * sine));
            int fullScaleUv = FullScaleUv();
            if (peakUv >= FastLimit * fullScaleUv)
            {
                // In the widest range only a sample at the limit is one: a fit across a step may overshoot by half.
                IsSuspected = fullScaleUv >= _fullScaleUv;
                if (!IsSuspected)
                {
                    Widen(fullScaleUv);
                }
            }

            double rawA = peakUv * _current.AmperesPerUv;
            _correction.At(rawA);
            int currentMa = (int)((rawA * _correction.Gain * _distortion * 1000) + 0.5);
            _readings.FastCurrentMa[_index] = currentMa < Meter.NoLoadMa ? 0 : currentMa;
            FollowStep(fit, currentMa);
        }

        /// <summary>Begins with the finished window: its bins are loaded, and the fit made ready for them.</summary>
        /// <param name="fit">Does the fit.</param>
        public void Open(BinFit fit)
        {
            fit.Load(Sums.Finished, FullScaleUv() - LimitMarginUv);
            if (fit.HasOffset)
            {
                _offset.Take(fit.Offset);
            }

            fit.Begin(_wave, _offset.Value);
        }

        /// <summary>Makes readings of the finished window.</summary>
        /// <param name="fit">The fit, done.</param>
        /// <param name="elapsedUs">Length of the window, µs; 0 when its energy must not be counted.</param>
        public void Close(BinFit fit, long elapsedUs)
        {
            _readings.Samples[_index] = fit.Count;
            bool solved = fit.FittedOrders > 0;
            var flags = _readings.Flags[_index] & ~ReadingFlags.TooFewSamples;
            _readings.Flags[_index] = solved ? flags : flags | ReadingFlags.TooFewSamples;
            if (!solved)
            {
                Clear();
                return;
            }

            if (fit.LimitedBins >= LimitedBins)
            {
                Widen(FullScaleUv());
            }

            double rawA = _current.Take(_wave);
            TellRange();
            if (!Voltage.IsKnown)
            {
                _readings.CurrentMa[_index] = _readings.FastCurrentMa[_index];
                ClearPower();
                return;
            }

            _correction.At(rawA);
            double currentA = _current.Correct(_correction, Voltage);
            double fundamentalA = _current.FundamentalA;
            KeepDistortion(fundamentalA > 0 ? currentA / fundamentalA : 1);
            Publish(currentA, elapsedUs);
        }

        /// <summary>Sets everything but the registers to 0: nothing is known.</summary>
        public void Clear()
        {
            _readings.CurrentMa[_index] = 0;
            ClearPower();
        }

        /// <summary>Copies what the last finished window's waveform can be drawn from.</summary>
        /// <param name="capture">Takes it.</param>
        public void CopyTo(WaveformCapture capture)
        {
            Array.Copy(Sums.Finished, capture.Bins, BinFit.Bins);
            capture.Flags = _readings.Flags[_index];
            capture.OffsetUv = _offset.Value;
            capture.AmperesPerUv = _current.AmperesPerUv * _correction.Gain;
            for (int i = 0; i < BinFit.Orders; i++)
            {
                capture.FitCosine[i] = _wave.Cosine[i];
                capture.FitSine[i] = _wave.Sine[i];
                capture.CurrentReal[i] = _current.Real[i];
                capture.CurrentImaginary[i] = _current.Imaginary[i];
                capture.VoltageReal[i] = (Voltage.Real[i] * _turnCos[i]) + (Voltage.Imaginary[i] * _turnSin[i]);
                capture.VoltageImaginary[i] = (Voltage.Imaginary[i] * _turnCos[i]) - (Voltage.Real[i] * _turnSin[i]);
            }
        }

        private void ClearPower()
        {
            _readings.PowerMw[_index] = 0;
            _readings.ReactiveMvar[_index] = 0;
            _readings.ApparentMva[_index] = 0;
            _readings.PowerFactorPermille[_index] = 0;
            _readings.FundamentalRealMa[_index] = 0;
            _readings.FundamentalImaginaryMa[_index] = 0;
            _readings.ThirdHarmonicMa[_index] = 0;
        }

        private int FullScaleUv()
        {
            return _ranges == null ? _fullScaleUv : _ranges.FullScaleUv(_index);
        }

        /// <summary>At the widest range the reading is too small; in a narrower one the next range helps.</summary>
        private void Widen(int fullScaleUv)
        {
            if (fullScaleUv >= _fullScaleUv)
            {
                IsLimited = true;
            }
            else if (_ranges != null && _ranges.TakePeak(_index, fullScaleUv))
            {
                _offset.Restart();
            }
        }

        private void TellRange()
        {
            if (_ranges == null)
            {
                return;
            }

            double peakUv = 0;
            for (int i = 0; i < BinFit.Orders; i++)
            {
                peakUv += Math.Sqrt((_wave.Cosine[i] * _wave.Cosine[i]) + (_wave.Sine[i] * _wave.Sine[i]));
            }

            if (_ranges.TakePeak(_index, (int)peakUv))
            {
                _offset.Restart();
            }
        }

        /// <summary>
        /// What the fast fit of the fundamental is multiplied by. A second with a step in it looks distorted; the smaller of two
        /// seconds does not.
        /// </summary>
        private void KeepDistortion(double distortion)
        {
            double limited = distortion > MostDistortion ? MostDistortion : distortion;
            _distortion = limited < _lastDistortion ? limited : _lastDistortion;
            _lastDistortion = limited;
        }

        private void Publish(double currentA, long elapsedUs)
        {
            double activeW = 0;
            double reactiveVar = 0;
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < BinFit.Orders; i++)
            {
                double cos = _turnCos[i];
                double sin = _turnSin[i];
                double voltReal = (Voltage.Real[i] * cos) + (Voltage.Imaginary[i] * sin);
                double voltImaginary = (Voltage.Imaginary[i] * cos) - (Voltage.Real[i] * sin);
                activeW += (voltReal * _current.Real[i]) + (voltImaginary * _current.Imaginary[i]);
                if (i == 0)
                {
                    reactiveVar = (voltImaginary * _current.Real[0]) - (voltReal * _current.Imaginary[0]);
                    real = activeW / Voltage.FundamentalV;
                    imaginary = -reactiveVar / Voltage.FundamentalV;
                }
            }

            _readings.FundamentalRealMa[_index] = (float)(real * 1000);
            _readings.FundamentalImaginaryMa[_index] = (float)(imaginary * 1000);
            _readings.ThirdHarmonicMa[_index] = (int)(1000 * _current.ThirdA);
            int currentMa = (int)((currentA * 1000) + 0.5);
            bool starts = currentMa >= Meter.NoLoadMa;
            double apparentVa = currentA * Voltage.RmsV;
            long powerUw = starts ? (long)(activeW * 1e6) : 0;
            long reactiveUvar = starts ? (long)(reactiveVar * 1e6) : 0;
            _readings.Energy[_index].Add(powerUw / 1000, elapsedUs);
            _readings.Energy[_index].AddReactive(reactiveUvar / 1000, elapsedUs);
            _changed = 0;
            if (_stepped > 0)
            {
                // The energy of this second is right, but its mean is neither the power before nor the one after; and a step at
                // the end of one second is noticed in the next.
                _stepped--;
                return;
            }

            _readings.CurrentMa[_index] = starts ? currentMa : 0;
            _readings.PowerMw[_index] = (int)(powerUw / 1000);
            _readings.ReactiveMvar[_index] = (int)(reactiveUvar / 1000);
            _readings.ApparentMva[_index] = starts ? (int)(apparentVa * 1000) : 0;
            _readings.PowerFactorPermille[_index] = starts && apparentVa > 0 ? (int)(1000 * activeW / apparentVa) : 0;
        }

        /// <summary>A step in the current would be in the power only when its second is over: until then the fast fit's fundamental stands in.</summary>
        private void FollowStep(FastFit fit, int currentMa)
        {
            int difference = currentMa - _readings.CurrentMa[_index];
            difference = difference < 0 ? -difference : difference;
            int largest = currentMa > _readings.CurrentMa[_index] ? currentMa : _readings.CurrentMa[_index];
            if (_stepped == 0)
            {
                bool changed = Voltage.IsKnown && _distortion <= MostStepDistortion && difference >= _changedMa && difference >= largest / 100 * ChangedPercent;
                _changed = changed ? _changed + 1 : 0;
                if (_changed < ChangedFits)
                {
                    return;
                }

                _stepped = SteppedWindows;
            }

            if (currentMa < Meter.NoLoadMa)
            {
                // What is left of a load that went is noise, of either direction.
                _readings.PowerMw[_index] = 0;
                _readings.ReactiveMvar[_index] = 0;
                _readings.ApparentMva[_index] = 0;
                _readings.PowerFactorPermille[_index] = 0;
                _readings.CurrentMa[_index] = 0;
                return;
            }

            double unit = _current.AmperesPerUv * _correction.Gain;
            double angle = _correction.LeadRad - ((Phase - Voltage.Phase) * ThirdOfATurn);
            double cos = Math.Cos(angle);
            double sin = Math.Sin(angle);
            double real = ((fit.Cosine * cos) - (fit.Sine * sin)) * unit;
            double imaginary = ((-fit.Sine * cos) - (fit.Cosine * sin)) * unit;
            _readings.PowerMw[_index] = (int)(1000 * ((Voltage.Real[0] * real) + (Voltage.Imaginary[0] * imaginary)));
            _readings.ReactiveMvar[_index] = (int)(1000 * ((Voltage.Imaginary[0] * real) - (Voltage.Real[0] * imaginary)));
            _readings.CurrentMa[_index] = currentMa;
        }
    }
}
