using System;
using System.Collections.Generic;
using System.Device.Gpio;
using nanoFramework.Hardware.Esp32;

namespace VirtualEsp32.Peripherals
{
    /// <summary>The 40 GPIOs of an ESP32, seen from both sides: the firmware's packages and the world at the pins.</summary>
    public sealed class VirtualPins
    {
        /// <summary>Number of pins; they are counted from 0.</summary>
        public const int Count = 40;

        private const int FirstFlashPin = 6;
        private const int LastFlashPin = 11;
        private const int FirstInputOnlyPin = 34;
        private const long MicrosecondsPerMillisecond = 1_000;

        private readonly VirtualBoard _board;
        private readonly VirtualPin[] _pins = new VirtualPin[Count];
        private readonly Dictionary<DeviceFunction, int> _functions = new Dictionary<DeviceFunction, int>();
        private PinEventDispatcher _dispatcher;
        private long _debounceRuns;

        internal VirtualPins(VirtualBoard board)
        {
            _board = board;
            _dispatcher = new PinEventDispatcher(board);
            for (int i = 0; i < Count; i++)
            {
                _pins[i] = new VirtualPin();
            }
        }

        /// <summary>Raised when an output changes its level, for whatever reason.</summary>
        public event PinOutputChangedHandler? OutputChanged;

        /// <summary>Raised after a reset or a loss of power, when every pin has become a floating input.</summary>
        internal event Action? BoardReset;

        /// <summary>The pins that the firmware opened through controllers.</summary>
        internal List<GpioPinBundle> Opened { get; } = new List<GpioPinBundle>();

        /// <summary>Drives an input from outside.</summary>
        /// <param name="pin">0 to 39.</param>
        /// <param name="high">The level.</param>
        public void SetInput(int pin, bool high)
        {
            SetExternal(pin, high);
        }

        /// <summary>Stops driving an input from outside: its pull decides then, or it reads low.</summary>
        /// <param name="pin">0 to 39.</param>
        public void FloatInput(int pin)
        {
            SetExternal(pin, null);
        }

        /// <summary>Whether a pin is an output that drives high (or, of an open drain, lets go).</summary>
        /// <param name="pin">0 to 39.</param>
        public bool IsOutputHigh(int pin)
        {
            return Pin(pin).DrivesHigh;
        }

        /// <summary>How a pin is driven.</summary>
        /// <param name="pin">0 to 39.</param>
        public PinMode ModeOf(int pin)
        {
            return Pin(pin).Mode;
        }

        /// <summary>The pin that the firmware gave a function to.</summary>
        /// <param name="function">The function.</param>
        /// <returns>GPIO number, or -1 when it gave it to none.</returns>
        public int PinOf(DeviceFunction function)
        {
            return _functions.TryGetValue(function, out int pin) ? pin : -1;
        }

        /// <summary>Whether the chip has the pin and the firmware may use it: not those of flash and PSRAM.</summary>
        internal static bool IsUsable(int pin)
        {
            return Exists(pin) && pin is < FirstFlashPin or > LastFlashPin;
        }

        /// <summary>Whether a pin can be driven so. Pulls are accepted for 34 to 39, which have none.</summary>
        internal static bool Supports(int pin, PinMode mode)
        {
            return Exists(pin) && mode >= PinMode.Input && mode <= (CanDrive(pin) ? PinMode.OutputOpenSourcePullDown : PinMode.InputPullUp);
        }

        internal bool IsOpen(int pin)
        {
            return (uint)pin < Count && _pins[pin].Owner is not null;
        }

        internal void SetFunction(int pin, DeviceFunction function)
        {
            _functions[function] = pin;
            switch (function)
            {
                case DeviceFunction.I2C1_DATA:
                case DeviceFunction.I2C1_CLOCK:
                    _board.I2c(1).SetPin(function == DeviceFunction.I2C1_CLOCK, pin);
                    break;
                case DeviceFunction.I2C2_DATA:
                case DeviceFunction.I2C2_CLOCK:
                    _board.I2c(2).SetPin(function == DeviceFunction.I2C2_CLOCK, pin);
                    break;
                default:
                    break;
            }
        }

        internal static bool CanDrive(int pin)
        {
            return Exists(pin) && pin < FirstInputOnlyPin;
        }

        internal void Open(GpioPin owner)
        {
            Spend();
            int pin = owner.PinNumber;
            if (!IsUsable(pin) || IsOpen(pin))
            {
                throw new InvalidOperationException($"Pin {pin} is not there, reserved or open.");
            }

            _pins[pin].Owner = owner;
        }

        internal void Close(int number)
        {
            Spend();
            var pin = _pins[number];
            pin.Owner = null;
            Drive(number, pin.Disable);
        }

        internal void SetMode(int number, PinMode mode, TimeSpan debounce)
        {
            Spend();
            if (!Supports(number, mode))
            {
                throw new ArgumentException($"Pin {number} does not support {mode}.", nameof(mode));
            }

            var pin = _pins[number];
            bool watches = mode < PinMode.Output && pin.Owner!.HasCallbacks;
            Drive(number, () =>
            {
                pin.Mode = mode;
                pin.Latch = false;
            });
            if (watches && !pin.Watched)
            {
                pin.Reported = Level(number);
                SetDebounce(number, debounce);
            }

            pin.Watched = watches;
            if (pin.Owner!.HasCallbacks)
            {
                _dispatcher.EnsureStarted();
            }
        }

        internal void SetDebounce(int number, TimeSpan debounce)
        {
            var pin = _pins[number];
            pin.DebounceUs = (long)debounce.TotalMilliseconds * MicrosecondsPerMillisecond;
            pin.DebounceRun = 0;
        }

        internal bool Read(int number)
        {
            Spend();
            return Level(number);
        }

        internal void Write(int number, bool high)
        {
            Spend();
            var pin = _pins[number];
            if (pin.Latch != high)
            {
                pin.Latch = high;
                OutputChanged?.Invoke(number, high, _board.Scheduler.NowUs);
            }

            if (pin.Owner is { HasCallbacks: true } owner)
            {
                _dispatcher.Post(owner, Edge(high));
            }
        }

        internal void Toggle(int number)
        {
            Write(number, !_pins[number].Latch);
        }

        internal void OnReset()
        {
            _dispatcher = new PinEventDispatcher(_board);
            Opened.Clear();
            _functions.Clear();
            for (int i = 0; i < Count; i++)
            {
                _pins[i].Owner = null;
                _pins[i].DebounceUs = 0;
                Drive(i, _pins[i].Disable);
            }

            _board.I2c(1).OnReset();
            _board.I2c(2).OnReset();
            BoardReset?.Invoke();
        }

        private static bool Exists(int pin)
        {
            return pin is >= 0 and < Count and not (24 or (>= 28 and <= 31));
        }

        private static PinEventTypes Edge(bool high)
        {
            return high ? PinEventTypes.Rising : PinEventTypes.Falling;
        }

        private VirtualPin Pin(int pin)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(pin);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pin, Count);
            return _pins[pin];
        }

        private void Spend()
        {
            _board.Scheduler.Advance(_board.Timings.GpioUs);
        }

        /// <summary>Changes how a pin is driven and tells the world if its level changes by it.</summary>
        private void Drive(int number, Action change)
        {
            bool before = _pins[number].DrivesHigh;
            change();
            bool after = _pins[number].DrivesHigh;
            if (before != after)
            {
                OutputChanged?.Invoke(number, after, _board.Scheduler.NowUs);
            }
        }

        /// <summary>What the input stage sees; it is off while the pin is an output, and reads low then.</summary>
        private bool Level(int number)
        {
            var pin = _pins[number];
            return !pin.IsOutput && (pin.External ?? (pin.Mode == PinMode.InputPullUp && CanDrive(number)));
        }

        private void SetExternal(int number, bool? level)
        {
            var pin = Pin(number);
            pin.External = level;
            if (!pin.Watched || pin.DebounceRun != 0)
            {
                // While a debounce timer runs, the interrupt is ignored.
                return;
            }

            if (pin.DebounceUs == 0)
            {
                Report(number);
            }
            else if (Level(number) != pin.Reported)
            {
                StartDebounce(number);
            }
        }

        private void StartDebounce(int number)
        {
            var pin = _pins[number];
            long run = ++_debounceRuns;
            pin.DebounceRun = run;
            _board.Scheduler.At(_board.Scheduler.NowUs + pin.DebounceUs, () =>
            {
                if (pin.DebounceRun == run)
                {
                    pin.DebounceRun = 0;
                    Report(number);
                }
            });
        }

        private void Report(int number)
        {
            var pin = _pins[number];
            bool level = Level(number);
            if (pin.Watched && level != pin.Reported)
            {
                pin.Reported = level;
                _dispatcher.Post(pin.Owner!, Edge(level));
            }
        }
    }
}
