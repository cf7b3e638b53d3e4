using System.Device.Gpio;
using MeterNode.Core.Settings;

namespace MeterNode.Board.Sensing
{
    /// <summary>The owner's button, to ground. It counts when it has been down for long enough not to be a spark or a bounce.</summary>
    public sealed class OwnerButton
    {
        private const long LeastMs = 50;

        private readonly GpioPin _pin;
        private long _downSinceMs = -1;
        private bool _counted;

        /// <summary>Opens the pin; a button that is held down meanwhile has to be let go first.</summary>
        /// <param name="controller">The board's pins.</param>
        public OwnerButton(GpioController controller)
        {
            _pin = controller.OpenPin(BoardPins.Button, PinMode.Input);
            _counted = true;
        }

        /// <summary>Looks at the button.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether it has been pressed: true once a press.</returns>
        public bool IsPressed(long nowMs)
        {
            if (_pin.Read() != PinValue.Low)
            {
                _downSinceMs = -1;
                _counted = false;
                return false;
            }

            _downSinceMs = _downSinceMs < 0 ? nowMs : _downSinceMs;
            if (_counted || nowMs - _downSinceMs < LeastMs)
            {
                return false;
            }

            _counted = true;
            return true;
        }
    }
}
