using nanoFramework.Hardware.Esp32;

namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// Lets every block of samples begin at another place of the mains' cycle. Blocks are alike to the microsecond, and four of
    /// 15.1 ms, say, are three cycles of 49.6 Hz: without this, samples would fall on the same twelve places of the cycle for seconds,
    /// and harmonics of a high order would look like low ones.
    /// </summary>
    /// <remarks>
    /// The place is the one within reach that no block has begun at for longest, and not a random one: places left to chance
    /// are as uneven in a second as the samples are few, which costs half as much again for the harmonics beyond the fitted ones.
    /// Half a cycle is enough to go by, for the meter folds the other half onto it.
    /// </remarks>
    internal sealed class StartDither
    {
        private const int Places = 32;
        private const int PlaceMask = Places - 1;

        // Of them are waited for at most; a twelfth of a cycle.
        private const int Reach = 4;

        private readonly int[] _begun = new int[Places];
        private readonly int _placesPerSecond;
        private int _blocks;
        private uint _random = 1;

        /// <summary>Makes the dither.</summary>
        /// <param name="nominalHz">Nominal frequency of the mains, Hz.</param>
        public StartDither(int nominalHz)
        {
            _placesPerSecond = 2 * Places * nominalHz;
        }

        /// <summary>Waits for up to a twelfth of a cycle.</summary>
        public void Wait()
        {
            int[] begun = _begun;
            long next = ((long)HighResTimer.GetCurrent() * _placesPerSecond / 1000000) + 1;
            int reached = 0;
            int longest = begun[(int)next & PlaceMask];
            for (int i = 1; i < Reach; i++)
            {
                int at = begun[(int)(next + i) & PlaceMask];
                if (at < longest)
                {
                    longest = at;
                    reached = i;
                }
            }

            next += reached;
            begun[(int)next & PlaceMask] = ++_blocks;

            // Anywhere in it, at random: else a mains at its nominal frequency would be sampled at the places' borders only.
            _random = (_random * 1664525) + 1013904223;
            long untilUs = ((next * 1000000) + ((_random >> 16) * 1000000L >> 16)) / _placesPerSecond;
            while ((long)HighResTimer.GetCurrent() < untilUs)
            {
            }
        }
    }
}
