using System.Device.Gpio;
using MeterNode.Core.Loads;
using MeterNode.Core.Settings;

namespace MeterNode.Board.Outputs
{
    /// <summary>The relay drivers: a high pin feeds the coil, as long as the heartbeat keeps the drivers' supply up.</summary>
    public sealed class RelayBank : ILoadOutputs
    {
        private readonly GpioPin?[] _pins;
        private readonly GpioPin?[] _secondPins;
        private readonly bool[] _normallyClosed;

        /// <summary>Opens the pins with every coil without current: each load in its wired safe state.</summary>
        /// <param name="controller">The board's pins.</param>
        /// <param name="loads">The loads.</param>
        public RelayBank(GpioController controller, LoadSettings[] loads)
        {
            _pins = new GpioPin[loads.Length];
            _secondPins = new GpioPin[loads.Length];
            _normallyClosed = new bool[loads.Length];
            for (int i = 0; i < loads.Length; i++)
            {
                _normallyClosed[i] = loads[i].Contact == ContactKind.NormallyClosed;
                _pins[i] = loads[i].Pin >= 0 ? Open(controller, loads[i].Pin) : null;
                _secondPins[i] = loads[i].PinB >= 0 ? Open(controller, loads[i].PinB) : null;
            }
        }

        /// <inheritdoc/>
        public void Write(int load, bool closed)
        {
            _pins[load]?.Write(closed != _normallyClosed[load] ? PinValue.High : PinValue.Low);
        }

        /// <inheritdoc/>
        public void WriteSecond(int load, bool closed)
        {
            _secondPins[load]?.Write(closed ? PinValue.High : PinValue.Low);
        }

        private static GpioPin Open(GpioController controller, int pin)
        {
            var opened = controller.OpenPin(pin, PinMode.Output);
            opened.Write(PinValue.Low);
            return opened;
        }
    }
}
