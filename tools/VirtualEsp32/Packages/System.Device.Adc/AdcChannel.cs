using VirtualEsp32.Peripherals;

namespace System.Device.Adc
{
    /// <summary>An open channel of the ESP32's ADC.</summary>
    public class AdcChannel : AdcChannelBase, IDisposable
    {
        private readonly VirtualAdc _adc;
        private readonly int _channel;
        private bool _disposed;

        internal AdcChannel(AdcController controller, VirtualAdc adc, int channel)
        {
            Controller = controller;
            _adc = adc;
            _channel = channel;
        }

        /// <summary>One raw sample, 0 to 4095, without any calibration.</summary>
        /// <exception cref="ObjectDisposedException">The channel is closed.</exception>
        /// <exception cref="Exception">It belongs to ADC2, and Wi-Fi is on.</exception>
        public override int ReadValue()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_adc.IsAvailable(_channel))
            {
                throw new Exception("ADC2 is in use by Wi-Fi.");
            }

            return _adc.Sample(_channel);
        }

        /// <summary>Closes the channel.</summary>
        public void Dispose()
        {
            _disposed = true;
            Controller = null!;
        }
    }
}
