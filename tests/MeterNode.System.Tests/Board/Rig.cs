using System;
using System.Device.I2c;
using nanoFramework.Hardware.Esp32;
using VirtualEsp32;
using VirtualEsp32.Kernel;

namespace MeterNode.System.Tests.Board
{
    /// <summary>Boards for tests, and the lines of firmware that every one of them needs.</summary>
    internal static class Rig
    {
        internal const int DataPin = 21;
        internal const int ClockPin = 22;

        internal static VirtualBoard NewBoard(BoardTimings? timings = null)
        {
            return new VirtualBoard(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), 7, timings);
        }

        /// <summary>Boots a board with a firmware and lets it run.</summary>
        internal static void Run(this VirtualBoard board, Action firmware, double seconds = 30)
        {
            board.PowerOn(firmware);
            board.RunFor(TimeSpan.FromSeconds(seconds));
        }

        /// <summary>Firmware: opens a device on bus 1.</summary>
        internal static I2cDevice Open(int address, I2cBusSpeed speed = I2cBusSpeed.FastMode)
        {
            Configuration.SetPinFunction(DataPin, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(ClockPin, DeviceFunction.I2C1_CLOCK);
            return new I2cDevice(new I2cConnectionSettings(1, address, speed));
        }
    }
}
