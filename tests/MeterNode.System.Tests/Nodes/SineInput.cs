using System;
using VirtualEsp32.Peripherals;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>An input with an ideal sine, for boards without a home: quick, and without any memory of its own.</summary>
    internal sealed class SineInput : IAnalogInput
    {
        private const double RadiansPerUs = 2 * Math.PI * 50 / 1e6;

        private readonly Func<double, double> _rmsAmperes;

        /// <summary>Makes the input.</summary>
        /// <param name="rmsAmperes">Primary current, A rms, by time in µs.</param>
        public SineInput(Func<double, double> rmsAmperes)
        {
            _rmsAmperes = rmsAmperes;
        }

        public double MeanShuntVolts(double fromUs, double toUs)
        {
            double middleUs = (fromUs + toUs) / 2;
            return _rmsAmperes(middleUs) * Math.Sqrt(2) * Math.Cos(RadiansPerUs * middleUs) * 4.3 / 2000;
        }

        public double MeanBusVolts(double fromUs, double toUs)
        {
            return 8 + (3 * Math.Sqrt(2) * Math.Cos(RadiansPerUs * (fromUs + toUs) / 2));
        }
    }
}
