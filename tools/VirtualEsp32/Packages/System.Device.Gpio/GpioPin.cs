using VirtualEsp32;
using VirtualEsp32.Peripherals;

namespace System.Device.Gpio
{
    /// <summary>An open pin of the virtual board.</summary>
    public sealed class GpioPin : IDisposable
    {
        private readonly VirtualPins _pins;
        private PinValueChangedEventHandler? _callbacks;
        private PinMode _mode = PinMode.Input;
        private TimeSpan _debounceTimeout = TimeSpan.Zero;

        internal GpioPin(int pinNumber)
        {
            _pins = VirtualBoard.Current.Pins;
            PinNumber = pinNumber;
            _pins.Open(this);
        }

        /// <summary>
        /// Raised on the board's event thread. As on the ESP32, subscribing to an output pin drives it low, since it sets the mode
        /// once more.
        /// </summary>
        public event PinValueChangedEventHandler ValueChanged
        {
            add
            {
                ThrowIfDisposed();
                _callbacks += value;
                SetModeCore(_mode);
            }

            remove
            {
                ThrowIfDisposed();
                _callbacks -= value;
                SetModeCore(_mode);
            }
        }

        /// <summary>How long an input must keep its new level to count as changed; whole milliseconds.</summary>
        public TimeSpan DebounceTimeout
        {
            get => _debounceTimeout;

            set
            {
                _debounceTimeout = value;
                _pins.SetDebounce(PinNumber, value);
            }
        }

        /// <summary>GPIO number.</summary>
        public int PinNumber { get; }

        internal bool IsDisposed { get; private set; }

        internal bool HasCallbacks => _callbacks is not null;

        public PinMode GetPinMode()
        {
            ThrowIfDisposed();
            return _mode;
        }

        public bool IsPinModeSupported(PinMode pinMode)
        {
            ThrowIfDisposed();
            return VirtualPins.Supports(PinNumber, pinMode);
        }

        /// <summary>Sets how the pin is driven; an output starts low.</summary>
        /// <param name="value">The mode.</param>
        /// <exception cref="ArgumentException">The pin cannot be driven so.</exception>
        public void SetPinMode(PinMode value)
        {
            ThrowIfDisposed();
            SetModeCore(value);
        }

        /// <summary>Reads an input. An output reads low, whatever it drives: the ESP32's input stage is off then.</summary>
        public PinValue Read()
        {
            ThrowIfDisposed();
            return _pins.Read(PinNumber);
        }

        /// <summary>Drives an output.</summary>
        /// <param name="value">The level.</param>
        /// <exception cref="ArgumentException">The pin is an input.</exception>
        public void Write(PinValue value)
        {
            ThrowIfDisposed();
            WriteCore(value);
        }

        /// <summary>Drives an output to its other level; does nothing to an input.</summary>
        public void Toggle()
        {
            ThrowIfDisposed();
            if (_mode < PinMode.Output)
            {
                return;
            }

            _pins.Toggle(PinNumber);
        }

        /// <summary>Closes the pin, which becomes a floating input.</summary>
        public void Dispose()
        {
            if (!IsDisposed)
            {
                IsDisposed = true;
                _pins.Close(PinNumber);
            }
        }

        /// <summary>As <see cref="Write"/>, but unaware of disposal as the controller's own way to a pin.</summary>
        internal void WriteCore(PinValue value)
        {
            if (_mode < PinMode.Output)
            {
                throw new ArgumentException("The pin is an input.");
            }

            _pins.Write(PinNumber, (bool)value);
        }

        internal void OnPinChanged(PinEventTypes edge)
        {
            if (!IsDisposed)
            {
                _callbacks?.Invoke(this, new PinValueChangedEventArgs(edge, PinNumber));
            }
        }

        private void SetModeCore(PinMode mode)
        {
            _pins.SetMode(PinNumber, mode, _debounceTimeout);
            _mode = mode;
        }

        private void ThrowIfDisposed()
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
        }
    }
}
