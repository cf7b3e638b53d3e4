namespace VirtualEsp32.Peripherals
{
    /// <summary>
    /// What stands at the inputs of one analog front end, as seen by a converter that integrates over a window. Asked for windows
    /// that lie at most a few milliseconds back, in order of time or nearly so; must be quick (it is asked a hundred million
    /// times in a simulated day) and must not allocate.
    /// </summary>
    public interface IAnalogInput
    {
        /// <summary>The mean voltage across the shunt input (the CT's burden) over a window.</summary>
        /// <param name="fromUs">Start of the window, µs since the world began.</param>
        /// <param name="toUs">End of the window, µs; later than the start.</param>
        /// <returns>Volts; the sign is the direction of the current.</returns>
        double MeanShuntVolts(double fromUs, double toUs);

        /// <summary>The mean voltage at the bus input (the biased mains reference) over a window.</summary>
        /// <param name="fromUs">Start of the window, µs since the world began.</param>
        /// <param name="toUs">End of the window, µs; later than the start.</param>
        /// <returns>Volts against ground; an INA219 reads 0 to 26 V.</returns>
        double MeanBusVolts(double fromUs, double toUs);
    }
}
