namespace MeterNode.Core.Metering
{
    /// <summary>Where samples come from: INA219s on the board; anything else behind the same seam.</summary>
    public interface ISampleSource
    {
        /// <summary>Full scale of the shunt input, µV: a sample at or beyond it is saturated.</summary>
        int ShuntFullScaleUv { get; }

        /// <summary>By how much a converter's own window reduces a sinusoid of the mains frequency, a factor below 1.</summary>
        /// <param name="circuit">Index of the circuit.</param>
        float WindowFactor(int circuit);

        /// <summary>
        /// By how much the scatter of the instants (a free-running converter is read up to one period late) reduces the fitted
        /// amplitude of such a sinusoid, a factor below 1. It does not touch the mean square.
        /// </summary>
        /// <param name="circuit">Index of the circuit.</param>
        float ScatterFactor(int circuit);

        /// <summary>Takes the next samples of its schedule. Allocates nothing; never throws for a converter that fails.</summary>
        /// <param name="block">What is filled, from the start.</param>
        void Fill(SampleBlock block);
    }
}
