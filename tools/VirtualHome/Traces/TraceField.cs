namespace VirtualHome.Traces
{
    /// <summary>A column of a file.</summary>
    /// <param name="Name">Its name in the header.</param>
    /// <param name="Column">What it holds.</param>
    /// <param name="Least">Least value that is believed.</param>
    /// <param name="Most">Greatest value that is believed.</param>
    internal sealed record TraceField(string Name, TraceColumn Column, double Least, double Most);
}
