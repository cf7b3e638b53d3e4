using System;

namespace MeterNode.Board.Sensing
{
    /// <summary>One direct-current channel: a battery's shunt, or a string of panels.</summary>
    public sealed class DcChannelSettings
    {
        /// <summary>Describes a channel.</summary>
        /// <param name="name">Name in messages.</param>
        /// <param name="bus">I2C bus of its INA219, 1 or 2.</param>
        /// <param name="address">Its I2C address, 0x40 to 0x4F.</param>
        /// <param name="shuntMicroOhm">Resistance of the shunt, µΩ; above 0 (100 A : 75 mV is 750).</param>
        /// <param name="voltsPerVolt">
        /// Volts at the terminals for one volt at the bus input: 1 without a divider. The input must stay below 16 V.
        /// </param>
        /// <exception cref="ArgumentException">A figure is out of its range.</exception>
        public DcChannelSettings(string name, int bus, int address, int shuntMicroOhm, double voltsPerVolt)
        {
            if (address < 0x40 || address > 0x4F)
            {
                throw new ArgumentException("0x40 to 0x4F", nameof(address));
            }

            if (shuntMicroOhm <= 0)
            {
                throw new ArgumentException("above 0", nameof(shuntMicroOhm));
            }

            if (double.IsNaN(voltsPerVolt) || voltsPerVolt < 1 || voltsPerVolt > 1000)
            {
                throw new ArgumentException("1 to 1000", nameof(voltsPerVolt));
            }

            Name = name;
            Bus = bus;
            Address = address;
            ShuntMicroOhm = shuntMicroOhm;
            VoltsPerVolt = voltsPerVolt;
        }

        /// <summary>Name in messages.</summary>
        public string Name { get; }

        /// <summary>I2C bus, 1 or 2.</summary>
        public int Bus { get; }

        /// <summary>I2C address.</summary>
        public int Address { get; }

        /// <summary>Resistance of the shunt, µΩ.</summary>
        public int ShuntMicroOhm { get; }

        /// <summary>Volts at the terminals for one volt at the bus input.</summary>
        public double VoltsPerVolt { get; }

        /// <summary>What the shunt input reads without a current, µV; from calibration.</summary>
        public int ShuntOffsetUv { get; set; }

        /// <summary>Lowest plausible voltage at the terminals, mV: 10 V for a battery of 12 V, 0 for panels, which sleep at night.</summary>
        public int LeastMv { get; set; }

        /// <summary>Highest plausible voltage at the terminals, mV.</summary>
        public int MostMv { get; set; } = 1000000;

        /// <summary>Largest plausible current in either direction, mA.</summary>
        public int MostMa { get; set; } = 1000000;
    }
}
