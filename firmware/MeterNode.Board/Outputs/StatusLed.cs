using System.Device.Gpio;
using MeterNode.Core.Settings;

namespace MeterNode.Board.Outputs
{
    /// <summary>The status LED: steady while all is well, slow while the broker is away, fast while the node is in safe mode.</summary>
    public sealed class StatusLed
    {
        private const long SlowHalfPeriodMs = 1000;
        private const long FastHalfPeriodMs = 200;

        private readonly GpioPin _pin;
        private bool _lit;

        /// <summary>Opens the pin.</summary>
        public StatusLed(GpioController controller)
        {
            _pin = controller.OpenPin(BoardPins.StatusLed, PinMode.Output);
            _pin.Write(PinValue.Low);
        }

        /// <summary>Shows how the node is.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <param name="linked">Whether the broker is reached, or none is wanted.</param>
        /// <param name="safeMode">Whether the node is in safe mode.</param>
        public void Show(long nowMs, bool linked, bool safeMode)
        {
            bool lit = safeMode ? nowMs / FastHalfPeriodMs % 2 == 0 : linked || nowMs / SlowHalfPeriodMs % 2 == 0;
            if (lit != _lit)
            {
                _lit = lit;
                _pin.Write(lit ? PinValue.High : PinValue.Low);
            }
        }
    }
}
