using MeterNode.Core.Loads;

namespace MeterNode.Core.Tests.Loads
{
    /// <summary>Relays that remember where they were put.</summary>
    internal sealed class RecordingRelays : IRelayOutputs
    {
        public RecordingRelays(int loads)
        {
            Closed = new bool[loads];
        }

        public bool[] Closed { get; }

        public int Writes { get; private set; }

        public void Write(int load, bool closed)
        {
            Closed[load] = closed;
            Writes++;
        }
    }
}
