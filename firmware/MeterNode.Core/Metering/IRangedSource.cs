namespace MeterNode.Core.Metering
{
    /// <summary>A sample source whose circuits have gain ranges of their own.</summary>
    public interface IRangedSource
    {
        /// <summary>Full scale of a circuit's present range, µV.</summary>
        /// <param name="circuit">Index of the circuit.</param>
        int FullScaleUv(int circuit);

        /// <summary>Says how large the values of a circuit are, so that it may choose another range.</summary>
        /// <param name="circuit">Index of the circuit.</param>
        /// <param name="peakUv">Crest of the last window, µV.</param>
        /// <returns>Whether the range changed, and with it the converter's offset.</returns>
        bool TakePeak(int circuit, int peakUv);
    }
}
