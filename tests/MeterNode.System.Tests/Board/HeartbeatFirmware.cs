using System.Device.Gpio;
using VirtualEsp32;
using VirtualEsp32.Shadow;

namespace MeterNode.System.Tests.Board
{
    /// <summary>Firmware that holds a relay and toggles the heartbeat until it gets stuck.</summary>
    internal sealed class HeartbeatFirmware
    {
        internal const int HeartbeatPin = 25;
        internal const int RelayPin = 26;

        private readonly VirtualBoard _board;

        internal HeartbeatFirmware(VirtualBoard board)
        {
            _board = board;
        }

        /// <summary>When it stops toggling, µs; the relay's pin stays as it is.</summary>
        internal long StuckFromUs { get; set; } = long.MaxValue;

        /// <summary>Half a period of the heartbeat, ms.</summary>
        internal int HalfPeriodMs { get; set; } = 20;

        internal void Main()
        {
            var controller = new GpioController();
            var heartbeat = controller.OpenPin(HeartbeatPin, PinMode.Output);
            controller.OpenPin(RelayPin, PinMode.Output).Write(PinValue.High);
            while (_board.Scheduler.NowUs < StuckFromUs)
            {
                heartbeat.Toggle();
                Thread.Sleep(HalfPeriodMs);
            }

            Thread.Sleep(-1);
        }
    }
}
