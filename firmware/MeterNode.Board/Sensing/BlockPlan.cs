using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Board.Sensing
{
    /// <summary>
    /// Which chips the next block visits, by <see cref="SampleSchedule"/>, and what of the block follows from that alone: it is
    /// written only when the block is another one than before. With up to six circuits in a block of twelve there is one kind of
    /// block, and this is done once.
    /// </summary>
    internal sealed class BlockPlan
    {
        private readonly NodeSettings _settings;
        private readonly Ina219Front[] _fronts;
        private SampleSchedule? _schedule;
        private SampleBlock? _prepared;
        private int _preparedBlock = -1;
        private int _block;

        /// <summary>Makes the plan.</summary>
        /// <param name="settings">The circuits.</param>
        /// <param name="fronts">Their chips.</param>
        public BlockPlan(NodeSettings settings, Ina219Front[] fronts)
        {
            _settings = settings;
            _fronts = fronts;
        }

        /// <summary>The chips to visit, in order; those with a reference make a second sample behind all visits.</summary>
        public Ina219Front[] Visits { get; private set; } = new Ina219Front[0];

        /// <summary>Makes a block ready for the next visits.</summary>
        /// <param name="block">The block.</param>
        /// <param name="lagUs">Its <see cref="SampleBlock.LagUs"/>.</param>
        public void Begin(SampleBlock block, int lagUs)
        {
            if (block != _prepared || _block != _preparedBlock)
            {
                Prepare(block);
                block.LagUs = lagUs;
            }
        }

        /// <summary>Goes on to the next block.</summary>
        public void End()
        {
            _block = _block + 1 == _schedule!.Blocks ? 0 : _block + 1;
        }

        private void Prepare(SampleBlock block)
        {
            if (_schedule == null || block != _prepared)
            {
                _schedule = new SampleSchedule(_settings, block.Circuit.Length);
                _block = 0;
            }

            _prepared = block;
            _preparedBlock = _block;
            int first = _block == 0 ? 0 : _schedule.BlockEnds[_block - 1];
            int visits = _schedule.BlockEnds[_block] - first;
            if (visits != Visits.Length)
            {
                Visits = new Ina219Front[visits];
            }

            int bus = visits;
            for (int i = 0; i < visits; i++)
            {
                int circuit = _schedule.Visits[first + i];
                Visits[i] = _fronts[circuit];
                block.Circuit[i] = circuit;
                block.HasShunt[i] = true;
                block.HasBus[i] = false;
                block.Status[i] = SampleStatus.Ok;
                if (_fronts[circuit].WithBus)
                {
                    block.Circuit[bus] = circuit;
                    block.HasShunt[bus] = false;
                    block.HasBus[bus++] = true;
                }
            }
        }
    }
}
