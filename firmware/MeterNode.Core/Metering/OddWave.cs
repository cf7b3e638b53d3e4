namespace MeterNode.Core.Metering
{
    /// <summary>A wave of odd orders: what a fit finds in a window, and what the next window's fit begins with.</summary>
    public sealed class OddWave
    {
        /// <summary>Cosine amplitude by order 1, 3, 5, 7, 9, in the unit of the samples.</summary>
        public double[] Cosine { get; } = new double[BinFit.Orders];

        /// <summary>Sine amplitude by order, in the unit of the samples.</summary>
        public double[] Sine { get; } = new double[BinFit.Orders];
    }
}
