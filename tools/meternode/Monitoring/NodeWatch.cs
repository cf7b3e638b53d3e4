using System;
using System.Collections.Generic;
using VirtualNode;

namespace MeterNode.Cli.Monitoring
{
    /// <summary>The nodes that are watched: those that have said something of themselves.</summary>
    internal sealed class NodeWatch
    {
        private readonly NodeObserver _observer;
        private readonly string? _id;

        /// <summary>Watches.</summary>
        /// <param name="observer">Who listens.</param>
        /// <param name="id">The only node of interest, or null for all.</param>
        internal NodeWatch(NodeObserver observer, string? id)
        {
            _observer = observer;
            _id = id;
        }

        /// <summary>Whether the broker is still there.</summary>
        internal bool IsConnected => _observer.IsConnected;

        /// <summary>The nodes heard so far, by id.</summary>
        internal IReadOnlyList<NodeView> Nodes()
        {
            var nodes = new List<NodeView>();
            foreach (var each in _observer.Nodes)
            {
                bool heard = each.Status.Length > 0 || each.States > 0 || each.Events.Count > 0;
                if (heard && (_id is null || each.Id == _id))
                {
                    nodes.Add(each);
                }
            }

            nodes.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
            return nodes;
        }
    }
}
