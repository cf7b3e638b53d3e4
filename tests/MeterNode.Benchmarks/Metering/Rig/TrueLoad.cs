using System;
using System.Numerics;
using VirtualHome.Waveforms;

namespace MeterNode.Benchmarks.Metering.Rig
{
    /// <summary>A true voltage and current.</summary>
    public sealed class TrueLoad
    {
        /// <summary>A sine of voltage and one of current.</summary>
        /// <param name="voltageV">V rms.</param>
        /// <param name="frequencyHz">Hz.</param>
        /// <param name="currentA">A rms.</param>
        /// <param name="powerFactor">Power factor.</param>
        /// <param name="leads">Whether the current leads.</param>
        public TrueLoad(double voltageV, double frequencyHz, double currentA, double powerFactor = 1, bool leads = false)
        {
            FrequencyHz = frequencyHz;
            Voltage[0] = Math.Sqrt(2) * voltageV;
            double angle = Math.Acos(powerFactor) * (leads ? 1 : -1);
            Current[0] = Complex.FromPolarCoordinates(Math.Sqrt(2) * currentA, angle);
        }

        /// <summary>Mains frequency, Hz.</summary>
        public double FrequencyHz { get; }

        /// <summary>Voltage, V.</summary>
        public Phasors Voltage { get; } = new Phasors();

        /// <summary>Current, A.</summary>
        public Phasors Current { get; } = new Phasors();

        /// <summary>Active power, W.</summary>
        public double PowerW => Voltage.MeanProduct(Current);

        /// <summary>Adds a harmonic to the current, as a share of its fundamental.</summary>
        public TrueLoad WithCurrent(int order, double share, double degrees)
        {
            Current[(order - 1) / 2] += Complex.FromPolarCoordinates(share * Current[0].Magnitude, degrees * Math.PI / 180);
            return this;
        }

        /// <summary>Adds a harmonic to the voltage, as a share of its fundamental.</summary>
        public TrueLoad WithVoltage(int order, double share, double degrees)
        {
            Voltage[(order - 1) / 2] += Complex.FromPolarCoordinates(share * Voltage[0].Magnitude, degrees * Math.PI / 180);
            return this;
        }

        /// <summary>Draws the current of a shape instead.</summary>
        public TrueLoad WithShape(LoadShape shape, double demandW)
        {
            Current.Clear();
            shape.AddCurrent(Voltage, 230, demandW, Current);
            return this;
        }
    }
}
