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
        private readonly double _amperesPerUv;
        private readonly double _leakRealA;
        private readonly double _leakImaginaryA;
        private readonly double _nominalV;
        private readonly float _response;
        private readonly int _steps;
        private readonly OffsetTracker _offset = new OffsetTracker();
        private readonly double[] _real = new double[BinFit.Orders];
        private readonly double[] _imaginary = new double[BinFit.Orders];
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
            _amperesPerUv = circuit.AmperesPerVolt / 1e6;
            _leakRealA = circuit.LeakRealMa / 1000;
            _leakImaginaryA = circuit.LeakImaginaryMa / 1000;
            _nominalV = settings.Supply.NominalV;
            _response = source.WindowFactor(index) * source.ScatterFactor(index);
            Voltage = voltage;
            _steps = circuit.Phase - 1 - voltage.Phase;
            Phase = circuit.Phase - 1;
        }

        /// <summary>Its sums, in µV.</summary>
        public ChannelSums Sums { get; } = new ChannelSums();

        /// <summary>Its phase, 0 to 2.</summary>
        public int Phase { get; }

        /// <summary>The voltage channel that it is set against, of its own phase or of the supply's.</summary>
        public VoltageChannel Voltage { get; }

        /// <summary>When its last sample came, µs.</summary>
        public long LastSampleUs { get; set; }

        /// <summary>When its last power was worked out, µs.</summary>
        public long LastPowerUs { get; set; }

        /// <summary>Whether a limit was reached since this was last cleared.</summary>
        public bool IsLimited { get; set; }

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

            double peakUv = Math.Sqrt((fit.Cosine * fit.Cosine) + (fit.Sine * fit.Sine));
            int fullScaleUv = _ranges == null ? _fullScaleUv : _ranges.FullScaleUv(_index);
            if (peakUv >= FastLimit * fullScaleUv)
            {
                Widen(fullScaleUv);
            }

            double rawA = peakUv * _amperesPerUv / _response / Math.Sqrt(2);
            rawA = rawA < 0 ? -rawA : rawA;
            _correction.At(rawA);
            int currentMa = (int)((rawA * _correction.Gain * _distortion * 1000) + 0.5);
            _readings.FastCurrentMa[_index] = currentMa < Meter.NoLoadMa ? 0 : currentMa;
            FollowStep(fit, currentMa);
        }

        /// <summary>Works the finished window out.</summary>
        /// <param name="fit">Does the fit.</param>
        /// <param name="elapsedUs">Length of the window, µs; 0 when its energy must not be counted.</param>
        public void Close(BinFit fit, long elapsedUs)
        {
            int fullScaleUv = _ranges == null ? _fullScaleUv : _ranges.FullScaleUv(_index);
            var bins = Sums.Finished;
            fit.Load(bins, fullScaleUv - LimitMarginUv);
            if (fit.HasOffset)
            {
                _offset.Take(fit.Offset);
            }

            _readings.Samples[_index] = fit.Count;
            bool solved = fit.Solve(bins, _offset.Value);
            var flags = _readings.Flags[_index] & ~ReadingFlags.TooFewSamples;
            _readings.Flags[_index] = solved ? flags : flags | ReadingFlags.TooFewSamples;
            if (!solved)
            {
                Clear();
                return;
            }

            if (fit.LimitedBins >= LimitedBins)
            {
                Widen(fullScaleUv);
            }

            double rawA = Scale(fit);
            TellRange(fit);
            if (!Voltage.IsKnown)
            {
                _readings.CurrentMa[_index] = _readings.FastCurrentMa[_index];
                ClearPower();
                return;
            }

            double currentA = Correct(rawA);
            Publish(currentA, elapsedUs);
        }

        /// <summary>Sets everything but the registers to 0: nothing is known.</summary>
        public void Clear()
        {
            _readings.CurrentMa[_index] = 0;
            ClearPower();
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

        private void TellRange(BinFit fit)
        {
            if (_ranges == null)
            {
                return;
            }

            double peakUv = 0;
            for (int i = 0; i < BinFit.Orders; i++)
            {
                peakUv += Math.Sqrt((fit.Cosine[i] * fit.Cosine[i]) + (fit.Sine[i] * fit.Sine[i]));
            }

            if (_ranges.TakePeak(_index, (int)peakUv))
            {
                _offset.Restart();
            }
        }

        private double Scale(BinFit fit)
        {
            double sum = 0;
            double unit = _amperesPerUv / Math.Sqrt(2);
            for (int i = 0; i < BinFit.Orders; i++)
            {
                double scale = i < fit.FittedOrders ? unit / ConverterResponse.Factor(_response, (2 * i) + 1) : 0;
                _real[i] = fit.Cosine[i] * scale;
                _imaginary[i] = -fit.Sine[i] * scale;
                sum += (_real[i] * _real[i]) + (_imaginary[i] * _imaginary[i]);
            }

            return Math.Sqrt(sum);
        }

        private double Correct(double rawA)
        {
            // What leaks in from the reference stands at a fixed angle to the voltage, as large as the voltage makes it; a
            // derived phase's reference is the supply's, so the leak is against that.
            double share = 1 / _nominalV;
            double leakReal = ((_leakRealA * Voltage.Real[0]) - (_leakImaginaryA * Voltage.Imaginary[0])) * share;
            double leakImaginary = ((_leakRealA * Voltage.Imaginary[0]) + (_leakImaginaryA * Voltage.Real[0])) * share;
            _real[0] -= leakReal;
            _imaginary[0] -= leakImaginary;
            _correction.At(rawA);
            double sum = 0;
            for (int i = 0; i < BinFit.Orders; i++)
            {
                // The lead of a transformer falls with the order.
                double lead = _correction.LeadRad / ((2 * i) + 1);
                double cos = Math.Cos(lead) * _correction.Gain;
                double sin = Math.Sin(lead) * _correction.Gain;
                double real = (_real[i] * cos) + (_imaginary[i] * sin);
                _imaginary[i] = (_imaginary[i] * cos) - (_real[i] * sin);
                _real[i] = real;
                sum += (real * real) + (_imaginary[i] * _imaginary[i]);
            }

            double fundamental = Math.Sqrt((_real[0] * _real[0]) + (_imaginary[0] * _imaginary[0]));
            double current = Math.Sqrt(sum);
            KeepDistortion(fundamental > 0 ? current / fundamental : 1);
            return current;
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
                double turn = _steps * ThirdOfATurn * ((2 * i) + 1);
                double cos = Math.Cos(turn);
                double sin = Math.Sin(turn);
                double voltReal = (Voltage.Real[i] * cos) + (Voltage.Imaginary[i] * sin);
                double voltImaginary = (Voltage.Imaginary[i] * cos) - (Voltage.Real[i] * sin);
                activeW += (voltReal * _real[i]) + (voltImaginary * _imaginary[i]);
                if (i == 0)
                {
                    reactiveVar = (voltImaginary * _real[0]) - (voltReal * _imaginary[0]);
                    real = activeW / Voltage.FundamentalV;
                    imaginary = -reactiveVar / Voltage.FundamentalV;
                }
            }

            _readings.FundamentalRealMa[_index] = (float)(real * 1000);
            _readings.FundamentalImaginaryMa[_index] = (float)(imaginary * 1000);
            _readings.ThirdHarmonicMa[_index] = (int)(1000 * Math.Sqrt((_real[1] * _real[1]) + (_imaginary[1] * _imaginary[1])));
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
                bool changed = Voltage.IsKnown && _distortion <= MostStepDistortion && difference >= ChangedMa && difference >= largest / 100 * ChangedPercent;
                _changed = changed ? _changed + 1 : 0;
                if (_changed < ChangedFits)
                {
                    return;
                }

                _stepped = SteppedWindows;
            }

            double unit = _amperesPerUv / _response / Math.Sqrt(2) * _correction.Gain;
            double angle = _correction.LeadRad - (_steps * ThirdOfATurn);
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
