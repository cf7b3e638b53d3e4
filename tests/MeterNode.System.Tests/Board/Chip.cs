using VirtualEsp32.Peripherals;

namespace MeterNode.System.Tests.Board
{
    /// <summary>Speaks to an INA219 model in registers and times, without a bus.</summary>
    internal sealed class Chip
    {
        internal const byte Configuration = 0;
        internal const byte Shunt = 1;
        internal const byte Bus = 2;
        internal const byte Power = 3;
        internal const byte Current = 4;
        internal const byte Calibration = 5;

        /// <summary>32 V, ±320 mV, 12 bit both, continuous: what the chip starts with.</summary>
        internal const int Default = 0x399F;

        internal Chip(IAnalogInput input, Ina219Errors? errors = null, int seed = 1, double oscillatorError = 0)
        {
            Model = new Ina219Model(input, seed, errors ?? Ina219Errors.None, oscillatorError);
        }

        internal Ina219Model Model { get; }

        internal void Write(byte register, int value, long timeUs)
        {
            Model.Write(new byte[] { register, (byte)(value >> 8), (byte)value }, timeUs);
        }

        internal ushort Read(byte register, long timeUs)
        {
            Model.Write(new byte[] { register }, timeUs);
            return ReadAgain(timeUs);
        }

        internal ushort ReadAgain(long timeUs)
        {
            var buffer = new byte[2];
            Model.Read(buffer, timeUs);
            return (ushort)((buffer[0] << 8) | buffer[1]);
        }

        internal short ReadShunt(long timeUs)
        {
            return (short)Read(Shunt, timeUs);
        }

        internal int ReadBusCounts(long timeUs)
        {
            return Read(Bus, timeUs) >> 3;
        }

        internal bool IsReady(long timeUs)
        {
            return (Read(Bus, timeUs) & 2) != 0;
        }

        internal bool Overflowed(long timeUs)
        {
            return (Read(Bus, timeUs) & 1) != 0;
        }
    }
}
