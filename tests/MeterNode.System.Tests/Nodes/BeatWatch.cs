using System;
using MeterNode.Core.Settings;
using VirtualNode;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The longest time between two beats of the control loop, µs.</summary>
    internal sealed class BeatWatch
    {
        private long _lastUs;

        public BeatWatch(NodeWorld world)
        {
            world.Board.Pins.OutputChanged += (pin, _, timeUs) =>
            {
                if (pin == BoardPins.Heartbeat)
                {
                    LongestUs = _lastUs > 0 ? Math.Max(LongestUs, timeUs - _lastUs) : 0;
                    _lastUs = timeUs;
                }
            };
        }

        public long LongestUs { get; private set; }
    }
}
