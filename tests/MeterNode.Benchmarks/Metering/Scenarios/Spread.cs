using System;

namespace MeterNode.Benchmarks.Metering.Scenarios
{
    /// <summary>Mean, scatter and extremes of some errors.</summary>
    public sealed class Spread
    {
        private double _sum;
        private double _squares;

        /// <summary>How many.</summary>
        public int Count { get; private set; }

        /// <summary>Largest magnitude.</summary>
        public double Worst { get; private set; }

        /// <summary>Mean.</summary>
        public double Mean => _sum / Count;

        /// <summary>Standard deviation about the mean.</summary>
        public double Deviation => Math.Sqrt(Math.Max(0, (_squares / Count) - (Mean * Mean)));

        /// <summary>Root of the mean square: mean and scatter together.</summary>
        public double Rms => Math.Sqrt(_squares / Count);

        /// <summary>Takes an error.</summary>
        public void Add(double error)
        {
            Count++;
            _sum += error;
            _squares += error * error;
            Worst = Math.Max(Worst, Math.Abs(error));
        }
    }
}
