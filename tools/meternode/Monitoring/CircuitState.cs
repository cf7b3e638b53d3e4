namespace MeterNode.Cli.Monitoring
{
    /// <summary>What a node says of a circuit; null where it says nothing.</summary>
    /// <param name="Name">The circuit.</param>
    /// <param name="PowerW">Real power, W.</param>
    /// <param name="CurrentA">Current, A rms.</param>
    /// <param name="ImportWh">Energy taken, Wh.</param>
    /// <param name="ExportWh">Energy delivered, Wh.</param>
    /// <param name="Faults">What is wrong, or empty.</param>
    internal sealed record CircuitState(string Name, double? PowerW, double? CurrentA, double? ImportWh, double? ExportWh, string Faults);
}
