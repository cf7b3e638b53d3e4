using System.Device.Gpio;
using MeterNode.Core.Settings;

namespace MeterNode.Board.Sensing
{
    /// <summary>The input that tells whether the grid is there. A wire that breaks reads as a grid that is gone: the board pulls it up.</summary>
    public sealed class GridSense
    {
        private readonly GpioPin _pin;

        /// <summary>Opens the pin.</summary>
        /// <param name="controller">The board's pins.</param>
        public GridSense(GpioController controller)
        {
            _pin = controller.OpenPin(BoardPins.GridSense, PinMode.Input);
        }

        /// <summary>Whether the grid is there, now and without any filter.</summary>
        public bool IsGridPresent => _pin.Read() == PinValue.Low;
    }
}
