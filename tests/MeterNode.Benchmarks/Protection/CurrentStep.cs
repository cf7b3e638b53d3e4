namespace MeterNode.Benchmarks.Protection
{
    /// <summary>A change of what flows on one phase.</summary>
    /// <param name="Ms">When, ms since midnight.</param>
    /// <param name="Phase">Where, from 0.</param>
    /// <param name="Real">Change of the current in phase with the voltage, A.</param>
    /// <param name="Lagging">Change of the current that lags by a quarter, A.</param>
    internal readonly record struct CurrentStep(long Ms, int Phase, float Real, float Lagging);
}
