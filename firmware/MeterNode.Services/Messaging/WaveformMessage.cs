using System;
using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// Writes a <c>waveform</c> message: one cycle of the mains, from the voltage's rising zero on, as the mean of the last
    /// second's cycles. The voltage is the sum of its odd orders to the 7th. The current is that of its corrected orders to the
    /// 9th, and on top of it what the samples of each bin had beyond the fit: higher and even orders, and noise.
    /// </summary>
    public sealed class WaveformMessage
    {
        // Odd orders at the bins' centers lie on a raster of half a bin.
        private const int HalfBins = 2 * BinFit.Bins;
        private const double RadPerPlace = Math.PI / BinFit.Bins / 16;
        private const ReadingFlags Unusable = ReadingFlags.Lost | ReadingFlags.NoReference | ReadingFlags.TooFewSamples;

        private readonly double[] _cos = new double[HalfBins];
        private readonly double[] _currentA = new double[BinFit.Bins];
        private readonly double[] _beyondA = new double[BinFit.Bins];
        private readonly int[] _count = new int[BinFit.Bins];

        /// <summary>Makes the writer.</summary>
        public WaveformMessage()
        {
            for (int i = 0; i < HalfBins; i++)
            {
                _cos[i] = Math.Cos(2 * Math.PI * i / HalfBins);
            }
        }

        /// <summary>Writes the message.</summary>
        /// <param name="json">Is reset and filled.</param>
        /// <param name="settings">Names.</param>
        /// <param name="capture">What was copied.</param>
        /// <param name="clock">The time of day, if known.</param>
        /// <param name="id">Id of the request; empty for none.</param>
        public void Write(JsonWriter json, NodeSettings settings, WaveformCapture capture, UtcClock clock, string id)
        {
            json.Reset().BeginObject().Text("circuit", settings.Circuits[capture.Circuit].Name).TextIfAny("id", id);
            RecordTime.Write(json, clock, capture.TimeUs / 1000);
            if ((capture.Flags & Unusable) != ReadingFlags.None || capture.FrequencyMhz == 0)
            {
                json.Null("frequency_hz").Null("voltage_v").Null("current_a");
            }
            else
            {
                WriteCycle(json, capture);
            }

            json.BeginList("faults");
            FaultWords.Write(json, capture.Flags);
            json.EndList().EndObject();
        }

        private void WriteCycle(JsonWriter json, WaveformCapture capture)
        {
            int samples = 0;
            for (int bin = 0; bin < BinFit.Bins; bin++)
            {
                samples += Unpack(capture, bin);
            }

            int first = FirstBin(capture);
            json.Number("frequency_hz", capture.FrequencyMhz, 3).Number("samples", samples).BeginList("voltage_v");
            double root = Math.Sqrt(2);
            for (int i = 0; i < BinFit.Bins; i++)
            {
                double volts = root * Sum(capture.VoltageReal, capture.VoltageImaginary, (first + i) & (BinFit.Bins - 1), -1);
                json.Element(Rounded(volts * 10), 1);
            }

            json.EndList().BeginList("current_a");
            for (int i = 0; i < BinFit.Bins; i++)
            {
                int bin = (first + i) & (BinFit.Bins - 1);
                json.Element(Rounded((_currentA[bin] + Beyond(bin)) * 1000), 3);
            }

            json.EndList();
        }

        /// <returns>How many samples the bin holds.</returns>
        private int Unpack(WaveformCapture capture, int bin)
        {
            long packed = capture.Bins[bin];
            int sum = (int)packed;
            int upper = (int)((packed - sum) >> 32);
            int place = (upper << 14) >> 14;
            int count = (upper - place) >> 18;
            double root = Math.Sqrt(2);
            _currentA[bin] = root * Sum(capture.CurrentReal, capture.CurrentImaginary, bin, -1);
            _count[bin] = count;
            _beyondA[bin] = 0;
            if (count > 0)
            {
                // The fit is looked up where the samples lay on average, by its slope at the middle.
                double fit = Sum(capture.FitCosine, capture.FitSine, bin, 1) + (Slope(capture.FitCosine, capture.FitSine, bin) * RadPerPlace * place / count);
                _beyondA[bin] = (((double)sum / count) - capture.OffsetUv - fit) * capture.AmperesPerUv * root;
            }

            return count;
        }

        /// <summary>What a bin had beyond the fit; one without samples is taken for the mean of its neighbours.</summary>
        private double Beyond(int bin)
        {
            if (_count[bin] > 0)
            {
                return _beyondA[bin];
            }

            int left = (bin + BinFit.Bins - 1) & (BinFit.Bins - 1);
            int right = (bin + 1) & (BinFit.Bins - 1);
            double sum = _beyondA[left] + _beyondA[right];
            return _count[left] > 0 && _count[right] > 0 ? 0.5 * sum : sum;
        }

        /// <summary>Sum of the orders at a bin's center: a·cos + sign·b·sin.</summary>
        private double Sum(double[] a, double[] b, int bin, int sign)
        {
            double sum = 0;
            for (int i = 0; i < BinFit.Orders; i++)
            {
                int at = (((2 * bin) + 1) * ((2 * i) + 1)) & (HalfBins - 1);
                sum += (a[i] * _cos[at]) + (sign * b[i] * _cos[(at - (HalfBins / 4)) & (HalfBins - 1)]);
            }

            return sum;
        }

        private double Slope(double[] cosine, double[] sine, int bin)
        {
            double sum = 0;
            for (int i = 0; i < BinFit.Orders; i++)
            {
                int order = (2 * i) + 1;
                int at = (((2 * bin) + 1) * order) & (HalfBins - 1);
                sum += order * ((sine[i] * _cos[at]) - (cosine[i] * _cos[(at - (HalfBins / 4)) & (HalfBins - 1)]));
            }

            return sum;
        }

        /// <summary>The bin whose center is the first one behind the voltage's rising zero.</summary>
        private static int FirstBin(WaveformCapture capture)
        {
            double zero = (-0.25 - (Math.Atan2(capture.VoltageImaginary[0], capture.VoltageReal[0]) / (2 * Math.PI))) * BinFit.Bins;
            return (int)Math.Ceiling(zero - 0.5) & (BinFit.Bins - 1);
        }

        private static long Rounded(double value)
        {
            return (long)(value >= 0 ? value + 0.5 : value - 0.5);
        }
    }
}
