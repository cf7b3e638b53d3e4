using MeterNode.Core.Metering;
using nanoFramework.Hardware.Esp32;

namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// Lets every block of samples begin at another place of the mains' cycle. Blocks are alike to the microsecond, and four of
    /// 15.1 ms, say, are three cycles of 49.6 Hz: without this, samples would fall on the same twelve places of the cycle for
    /// seconds, and harmonics of a high order would look like low ones; where a block takes a whole cycle, a circuit that is
    /// visited once a block would see one place of it only.
    /// </summary>
    /// <remarks>
    /// The place is the least crowded one within reach, and not a random one: places left to chance are as uneven in a second as
    /// the samples are few, which costs half as much again for the harmonics beyond the fitted ones. A start crowds its neighbours
    /// as well, and is forgotten within about a second; the place that was merely begun at least lately leaves holes of a third of
    /// the cycle where blocks take nearly a whole one. Half a cycle is enough to go by, for the meter folds the other half onto it.
    /// Places are those of the mains itself, not of its nominal frequency: else blocks that follow the mains go round the nominal
    /// cycle without ever waiting.
    /// </remarks>
    internal sealed class StartDither
    {
        private const int Places = 32;
        private const int PlaceMask = Places - 1;

        // Half a turn is 2^63 phase steps, a place 2^58.
        private const int PlaceShift = 58;

        // Of them are waited for at most; a thirteenth of a cycle.
        private const int Reach = 5;

        // A start crowds its own place by so many weights, the next ones by one less each.
        private const int OwnWeights = 4;
        private const int ForgetShift = 5;
        private const int FirstWeight = 1 << 8;
        private const int MostWeight = 1 << 20;
        private const int ShrinkShift = 12;

        private readonly int[] _crowd = new int[Places];
        private int _weight = FirstWeight;
        private uint _random = 1;

        /// <summary>Waits for up to a thirteenth of a cycle, once the meter has said where the mains is.</summary>
        /// <param name="block">The block that begins.</param>
        public void Wait(SampleBlock block)
        {
            long step = block.StepPerUs;
            if (step == 0)
            {
                return;
            }

            int[] crowd = _crowd;
            long nowUs = (long)HighResTimer.GetCurrent();
            long phase = (nowUs * step) + block.PhaseOffset;
            int next = (int)(phase >> PlaceShift) + 1;
            int reached = 0;
            int least = crowd[next & PlaceMask];
            for (int i = 1; i < Reach; i++)
            {
                int at = crowd[(next + i) & PlaceMask];
                if (at < least)
                {
                    least = at;
                    reached = i;
                }
            }

            next += reached;
            Crowd(crowd, next);

            // Anywhere in it, at random: else all samples would lie at the places' borders.
            _random = (_random * 1664525) + 1013904223;
            long wait = ((long)next << PlaceShift) - phase + ((long)(_random >> 8) << (PlaceShift - 24));
            long untilUs = nowUs + (wait / step);
            while ((long)HighResTimer.GetCurrent() < untilUs)
            {
            }
        }

        /// <summary>Counts a start: what is counted later weighs more, which forgets the earlier ones.</summary>
        private void Crowd(int[] crowd, int place)
        {
            int weight = _weight;
            for (int i = 1 - OwnWeights; i < OwnWeights; i++)
            {
                crowd[(place + i) & PlaceMask] += (OwnWeights - (i < 0 ? -i : i)) * weight;
            }

            _weight = weight + (weight >> ForgetShift);
            if (_weight > MostWeight)
            {
                _weight >>= ShrinkShift;
                for (int i = 0; i < Places; i++)
                {
                    crowd[i] >>= ShrinkShift;
                }
            }
        }
    }
}
