using System.Device.Gpio;

namespace VirtualEsp32.Peripherals
{
    /// <summary>State of one pin.</summary>
    internal sealed class VirtualPin
    {
        /// <summary>Who has it open, or null.</summary>
        internal GpioPin? Owner { get; set; }

        /// <summary>How it is driven.</summary>
        internal PinMode Mode { get; set; }

        /// <summary>Level of its output register.</summary>
        internal bool Latch { get; set; }

        /// <summary>What the world drives it to; null when nothing does.</summary>
        internal bool? External { get; set; }

        /// <summary>Whether its edges raise events.</summary>
        internal bool Watched { get; set; }

        /// <summary>The level that the last event told of.</summary>
        internal bool Reported { get; set; }

        /// <summary>How long a new level must stay, µs; 0 for no debouncing.</summary>
        internal long DebounceUs { get; set; }

        /// <summary>Counts the times that watching began; an old debounce timer is known by it. Zero while no timer runs.</summary>
        internal long DebounceRun { get; set; }

        internal bool IsOutput => Mode >= PinMode.Output;

        internal bool DrivesHigh => IsOutput && Latch;

        /// <summary>Back to a floating input; the world goes on driving it.</summary>
        internal void Disable()
        {
            Mode = PinMode.Input;
            Latch = false;
            Watched = false;
            DebounceRun = 0;
        }
    }
}
