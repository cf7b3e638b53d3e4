using System;

namespace VirtualHome.Traces
{
    /// <summary>The prices of one interval.</summary>
    /// <param name="StartUtc">When it begins.</param>
    /// <param name="LengthS">How long it lasts, s.</param>
    /// <param name="ImportPence">Import price, p/kWh.</param>
    /// <param name="ExportPence">Export price, p/kWh.</param>
    public readonly record struct PriceSlot(DateTime StartUtc, double LengthS, double ImportPence, double ExportPence);
}
