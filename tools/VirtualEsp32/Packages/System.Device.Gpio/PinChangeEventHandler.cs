namespace System.Device.Gpio
{
    /// <summary>Told of the edges of a pin of a <see cref="GpioController"/>.</summary>
    public delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);
}
