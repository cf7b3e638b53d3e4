using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Benchmarks.Link.Fuzz
{
    /// <summary>A board that measures nothing and whose relays lead nowhere, for what is about messages alone.</summary>
    internal sealed class IdleBoard : ISampleSource, ILoadOutputs
    {
        /// <summary>Makes it.</summary>
        /// <param name="settings">The circuits.</param>
        public IdleBoard(NodeSettings settings)
        {
            ShuntFullScaleUv = 40000 * settings.Circuits.Length;
        }

        /// <inheritdoc/>
        public int ShuntFullScaleUv { get; }

        /// <inheritdoc/>
        public float WindowFactor(int circuit) => 1;

        /// <inheritdoc/>
        public float ScatterFactor(int circuit) => 1;

        /// <inheritdoc/>
        public void Fill(SampleBlock block)
        {
            block.Count = 0;
        }

        /// <inheritdoc/>
        public void Write(int load, bool closed)
        {
        }

        /// <inheritdoc/>
        public void WriteSecond(int load, bool closed)
        {
        }
    }
}
