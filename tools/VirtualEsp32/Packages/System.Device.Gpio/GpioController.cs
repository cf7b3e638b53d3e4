using System.Collections.Generic;
using VirtualEsp32;
using VirtualEsp32.Peripherals;

namespace System.Device.Gpio
{
    /// <summary>The pins of the virtual board, as the firmware gets at them.</summary>
    public sealed class GpioController : IDisposable
    {
        private readonly VirtualPins _pins = VirtualBoard.Current.Pins;
        private bool _disposed;

        public GpioController()
        {
        }

        public GpioController(PinNumberingScheme numberingScheme)
        {
            NumberingScheme = numberingScheme;
        }

        /// <summary>What was given to the constructor; without effect.</summary>
        public PinNumberingScheme NumberingScheme { get; }

        /// <summary>40.</summary>
        public int PinCount => VirtualPins.Count;

        private List<GpioPinBundle> Bundles => _pins.Opened;

        /// <summary>Opens a pin as it is: an input after a reset.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        /// <exception cref="InvalidOperationException">It does not exist, is taken by flash and PSRAM, or is open.</exception>
        public GpioPin OpenPin(int pinNumber)
        {
            var pin = new GpioPin(pinNumber);
            Bundles.Add(new GpioPinBundle(pin));
            return pin;
        }

        /// <summary>Opens a pin and sets its mode.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        /// <param name="mode">How it is driven.</param>
        /// <exception cref="InvalidOperationException">It does not exist, is taken by flash and PSRAM, or is open.</exception>
        /// <exception cref="ArgumentException">It cannot be driven so; it stays reserved all the same.</exception>
        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            var pin = new GpioPin(pinNumber);
            pin.SetPinMode(mode);
            Bundles.Add(new GpioPinBundle(pin));
            return pin;
        }

        /// <summary>Closes a pin, which becomes a floating input.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        /// <exception cref="InvalidOperationException">No controller opened it.</exception>
        public void ClosePin(int pinNumber)
        {
            var bundle = Find(pinNumber);
            bundle.Pin.Dispose();
            Bundles.Remove(bundle);
        }

        /// <summary>Closes every pin that any controller of the board opened.</summary>
        public void Dispose()
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            foreach (var bundle in Bundles)
            {
                bundle.Pin.Dispose();
            }

            Bundles.Clear();
        }

        public PinMode GetPinMode(int pinNumber)
        {
            return Find(pinNumber).Pin.GetPinMode();
        }

        public bool IsPinModeSupported(int pinNumber, PinMode mode)
        {
            return VirtualPins.Supports(pinNumber, mode);
        }

        /// <summary>Whether <see cref="OpenPin(int)"/> would fail: true for pins that do not exist, too.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        public bool IsPinOpen(int pinNumber)
        {
            return !VirtualPins.IsUsable(pinNumber) || _pins.IsOpen(pinNumber);
        }

        /// <summary>Reads an input; an output reads low.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        /// <exception cref="InvalidOperationException">No controller opened it.</exception>
        public PinValue Read(int pinNumber)
        {
            ThrowIfDisposed();
            _ = Find(pinNumber);
            return _pins.Read(pinNumber);
        }

        /// <summary>Has edges told; a second registration replaces the callback, which is then called twice an edge.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        /// <param name="eventTypes">The edges.</param>
        /// <param name="callback">Who is told, on the board's event thread.</param>
        /// <exception cref="InvalidOperationException">No controller opened the pin.</exception>
        public void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
        {
            var bundle = Find(pinNumber);
            bundle.EventTypes = eventTypes;
            bundle.Callback = callback;
            bundle.Pin.ValueChanged += OnValueChanged;
        }

        /// <summary>Sets how a pin is driven; an output starts low.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        /// <param name="mode">The mode.</param>
        /// <exception cref="InvalidOperationException">No controller opened it.</exception>
        /// <exception cref="ArgumentException">It cannot be driven so.</exception>
        public void SetPinMode(int pinNumber, PinMode mode)
        {
            ThrowIfDisposed();
            Find(pinNumber).Pin.SetPinMode(mode);
        }

        /// <summary>Ends what a registration began; the callback given does not matter.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        /// <param name="callback">Ignored.</param>
        public void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
        {
            foreach (var bundle in Bundles)
            {
                if (bundle.Pin.PinNumber == pinNumber)
                {
                    bundle.EventTypes = PinEventTypes.None;
                    bundle.Pin.ValueChanged -= OnValueChanged;
                    return;
                }
            }
        }

        /// <summary>Drives an output.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        /// <param name="value">The level.</param>
        /// <exception cref="InvalidOperationException">No controller opened it.</exception>
        /// <exception cref="ArgumentException">It is an input.</exception>
        public void Write(int pinNumber, PinValue value)
        {
            ThrowIfDisposed();
            Find(pinNumber).Pin.WriteCore(value);
        }

        private GpioPinBundle Find(int pinNumber)
        {
            foreach (var bundle in Bundles)
            {
                if (bundle.Pin.PinNumber == pinNumber && !bundle.Pin.IsDisposed)
                {
                    return bundle;
                }
            }

            throw new InvalidOperationException($"Pin {pinNumber} is not open.");
        }

        private void OnValueChanged(object sender, PinValueChangedEventArgs e)
        {
            foreach (var bundle in Bundles)
            {
                if (ReferenceEquals(bundle.Pin, sender))
                {
                    if ((bundle.EventTypes & e.ChangeType) != 0)
                    {
                        bundle.Callback?.Invoke(this, new PinValueChangedEventArgs(e.ChangeType, e.PinNumber));
                    }

                    return;
                }
            }
        }

        private void ThrowIfDisposed()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
        }
    }
}
