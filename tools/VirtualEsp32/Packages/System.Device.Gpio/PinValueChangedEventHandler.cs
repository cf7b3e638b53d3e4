namespace System.Device.Gpio
{
    /// <summary>Told of the edges of a <see cref="GpioPin"/>.</summary>
    public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);
}
