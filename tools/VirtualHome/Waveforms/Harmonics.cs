namespace VirtualHome.Waveforms
{
    /// <summary>
    /// Which multiples of the mains frequency a waveform of this home can hold: the odd ones to the 13th. Loads whose half
    /// waves mirror each other, which is nearly all of them, have no even ones.
    /// </summary>
    public static class Harmonics
    {
        /// <summary>How many orders there are: 1, 3, 5, 7, 9, 11 and 13.</summary>
        public const int Count = 7;

        /// <summary>The order of an index.</summary>
        /// <param name="index">0 to <see cref="Count"/> - 1.</param>
        /// <returns>1, 3, ... 13.</returns>
        public static int Order(int index)
        {
            return (2 * index) + 1;
        }
    }
}
