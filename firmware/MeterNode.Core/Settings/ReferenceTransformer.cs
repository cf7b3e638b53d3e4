namespace MeterNode.Core.Settings
{
    /// <summary>The nominal mains reference of the hardware (hardware/README.md): isolated, biased to the middle of the bus range.</summary>
    public static class ReferenceTransformer
    {
        /// <summary>Mains volts for one volt at the bus input: 230 V give 3 V rms.</summary>
        public const double VoltsPerVolt = 230.0 / 3.0;
    }
}
