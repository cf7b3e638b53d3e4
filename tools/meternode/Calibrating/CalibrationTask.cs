using MeterNode.Services.Calibrating;

namespace MeterNode.Cli.Calibrating
{
    /// <summary>What is to be done with which circuit.</summary>
    /// <param name="Circuit">The circuit's name.</param>
    /// <param name="Load">The reference load, or null for none at all.</param>
    /// <param name="Seconds">For how long readings are averaged, s of the node's own time.</param>
    internal sealed record CalibrationTask(string Circuit, ReferenceLoad? Load, int Seconds);
}
