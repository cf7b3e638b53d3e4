using System;

namespace VirtualEsp32.Peripherals
{
    /// <summary>
    /// When the conversions of an INA219 lie since its configuration was written. One ADC serves both inputs, so a cycle is the
    /// shunt's conversion followed by the bus's, as far as the mode has them.
    /// </summary>
    internal sealed class Ina219Timeline
    {
        private const int ShuntBit = 1;
        private const int BusBit = 2;
        private const int ContinuousBit = 4;

        private double _originUs;
        private double _shuntUs;
        private double _periodUs = 1;
        private bool _continuous;

        /// <summary>Whether the mode converts the shunt voltage.</summary>
        internal bool Shunt { get; private set; }

        /// <summary>Whether the mode converts the bus voltage.</summary>
        internal bool Bus { get; private set; }

        /// <summary>Number that the first cycle has among all of the chip's life.</summary>
        internal long FirstCycle { get; private set; }

        /// <summary>Abandons what is going on and starts over.</summary>
        /// <param name="writtenUs">When the configuration was written.</param>
        /// <param name="originUs">When the first conversion begins.</param>
        /// <param name="mode">The three mode bits.</param>
        /// <param name="shuntUs">Time of a shunt conversion.</param>
        /// <param name="busUs">Time of a bus conversion.</param>
        internal void Restart(double writtenUs, double originUs, int mode, double shuntUs, double busUs)
        {
            // The numbers go on behind the last conversion that has a value; what is abandoned has none.
            FirstCycle += Math.Max(LastShunt(writtenUs), Completed(writtenUs)) + 1;
            Shunt = (mode & ShuntBit) != 0;
            Bus = (mode & BusBit) != 0;
            _continuous = (mode & ContinuousBit) != 0;
            _shuntUs = Shunt ? shuntUs : 0;
            _periodUs = Shunt || Bus ? _shuntUs + (Bus ? busUs : 0) : double.PositiveInfinity;
            _originUs = originUs;
        }

        /// <summary>The last cycle, from 0, whose shunt conversion has ended; -1 before the first.</summary>
        internal long LastShunt(double timeUs)
        {
            return Shunt ? Ended((timeUs - _originUs - _shuntUs) / _periodUs) : -1;
        }

        /// <summary>The last cycle whose bus conversion has ended; -1 before the first.</summary>
        internal long LastBus(double timeUs)
        {
            return Bus ? Completed(timeUs) : -1;
        }

        /// <summary>The last cycle that has ended as a whole; -1 before the first.</summary>
        internal long Completed(double timeUs)
        {
            return Shunt || Bus ? Ended(((timeUs - _originUs) / _periodUs) - 1) : -1;
        }

        /// <summary>When a cycle's shunt conversion lies, µs.</summary>
        internal (double FromUs, double ToUs) ShuntWindow(long cycle)
        {
            double from = _originUs + (cycle * _periodUs);
            return (from, from + _shuntUs);
        }

        /// <summary>When a cycle's bus conversion lies, µs.</summary>
        internal (double FromUs, double ToUs) BusWindow(long cycle)
        {
            double from = _originUs + (cycle * _periodUs);
            return (from + _shuntUs, from + _periodUs);
        }

        private long Ended(double cycle)
        {
            if (cycle < 0)
            {
                return -1;
            }

            return _continuous ? (long)cycle : 0;
        }
    }
}
