using MeterNode.Core;
using MeterNode.Core.Settings;
using MeterNode.Services.Tariffs;

namespace MeterNode.Services.Planning
{
    /// <summary>What energy costs, and what is planned by it: what the link and the planning thread share.</summary>
    public sealed class Pricing
    {
        /// <summary>Makes both; nothing is known.</summary>
        /// <param name="settings">The node's settings.</param>
        /// <param name="node">The node.</param>
        public Pricing(NodeSettings settings, Node node)
        {
            Tariff = new Tariff(node.Control.GridInputs, node.Clock);
            Planner = new Planner(settings, node.Snapshot, node.Control.Plans, Tariff, node.Entropy);
        }

        /// <summary>What energy costs.</summary>
        public Tariff Tariff { get; }

        /// <summary>The loads' plans.</summary>
        public Planner Planner { get; }
    }
}
