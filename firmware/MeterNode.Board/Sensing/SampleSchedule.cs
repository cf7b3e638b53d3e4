using MeterNode.Core.Settings;

namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// The order in which circuits are visited. A round is one visit to the supply, whose current protection lives on and whose
    /// bus input every power figure needs, and then two of the others in turn: with six circuits and steps of
    /// 20 ms the supply gets 150 samples a second and the others 50. The rounds in which all circuits have had their turn are cut into blocks.
    /// </summary>
    internal sealed class SampleSchedule
    {
        private const int OthersPerRound = 2;

        /// <summary>Makes the schedule.</summary>
        /// <param name="settings">The circuits.</param>
        /// <param name="capacity">Samples that a block holds; a visit to a chip with a reference makes two.</param>
        public SampleSchedule(NodeSettings settings, int capacity)
        {
            int circuits = settings.Circuits.Length;
            int supply = settings.SupplyCircuit;
            int others = circuits - 1;
            int rounds = others == 0 ? 1 : (others + OthersPerRound - 1) / OthersPerRound;
            int visits = rounds + others;
            Visits = new int[visits];
            BlockEnds = new int[visits];
            int other = 0;
            int used = 0;
            int last = 0;
            for (int i = 0; i < visits; i++)
            {
                bool isSupply = i % (OthersPerRound + 1) == 0;
                int circuit = isSupply ? supply : other < supply ? other : other + 1;
                other = isSupply ? other : other + 1;
                int samples = isSupply || settings.Circuits[circuit].Reference ? 2 : 1;
                if (used + samples > capacity)
                {
                    BlockEnds[Blocks++] = i;
                    used = 0;
                    last = i;
                }

                used += samples;
                Visits[i] = circuit;
            }

            if (last < visits)
            {
                BlockEnds[Blocks++] = visits;
            }
        }

        /// <summary>Circuit by visit.</summary>
        public int[] Visits { get; }

        /// <summary>One past the last visit of each block.</summary>
        public int[] BlockEnds { get; }

        /// <summary>How many blocks the visits are cut into.</summary>
        public int Blocks { get; }
    }
}
