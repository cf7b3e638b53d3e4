using System.Device.Gpio;
using MeterNode.Core.Settings;

namespace MeterNode.Board.Outputs
{
    /// <summary>The pin that feeds the relay drivers' charge pump and the external watchdog by its edges.</summary>
    public sealed class Heartbeat
    {
        private readonly GpioPin _pin;
        private bool _high;

        /// <summary>Opens the pin.</summary>
        public Heartbeat(GpioController controller)
        {
            _pin = controller.OpenPin(BoardPins.Heartbeat, PinMode.Output);
            _pin.Write(PinValue.Low);
        }

        /// <summary>One edge.</summary>
        public void Beat()
        {
            _high = !_high;
            _pin.Write(_high ? PinValue.High : PinValue.Low);
        }
    }
}
