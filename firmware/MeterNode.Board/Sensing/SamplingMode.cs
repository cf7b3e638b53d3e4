namespace MeterNode.Board.Sensing
{
    /// <summary>How the INA219s are made to convert.</summary>
    public enum SamplingMode
    {
        /// <summary>
        /// One conversion at a time, started by the visit before: its instant is known to a few µs, at two transfers a sample.
        /// </summary>
        Triggered,

        /// <summary>
        /// The chips convert on their own: one transfer a sample, but its instant is known only to within one conversion period
        /// (532 µs, or 1064 µs with both inputs: 10 or 19 degrees of the cycle).
        /// </summary>
        Continuous,
    }
}
