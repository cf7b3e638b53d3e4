using MeterNode.Core.Loads;

namespace MeterNode.Core.Tests.Loads
{
    /// <summary>Relays that remember where they were put.</summary>
    internal sealed class RecordingRelays : ILoadOutputs
    {
        public RecordingRelays(int loads)
        {
            Closed = new bool[loads];
            Second = new bool[loads];
        }

        public bool[] Closed { get; }

        public bool[] Second { get; }

        public int Writes { get; private set; }

        public void Write(int load, bool closed)
        {
            Closed[load] = closed;
            Writes++;
        }

        public void WriteSecond(int load, bool closed)
        {
            Second[load] = closed;
        }
    }
}
