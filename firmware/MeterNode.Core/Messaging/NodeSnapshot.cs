using MeterNode.Core.Loads;
using MeterNode.Core.Metering;

namespace MeterNode.Core.Messaging
{
    /// <summary>
    /// The node's state at one moment, copied by the control loop for the link's thread to write about at leisure. The control
    /// loop never waits for the other: it counts a version up before and after, and a reader that meets an odd or a changed
    /// version copies again.
    /// </summary>
    public sealed class NodeSnapshot
    {
        private int _version;

        /// <summary>Makes a snapshot.</summary>
        /// <param name="circuits">How many circuits.</param>
        /// <param name="loads">How many loads.</param>
        public NodeSnapshot(int circuits, int loads)
        {
            PowerMw = new int[circuits];
            CurrentMa = new int[circuits];
            Flags = new ReadingFlags[circuits];
            ImportMws = new long[circuits];
            ExportMws = new long[circuits];
            IsOn = new bool[loads];
            TargetW = new int[loads];
            Winner = new Rank[loads];
            Reason = new Reason[loads];
            Operations = new int[loads];
        }

        /// <summary>When it was taken, ms of the monotonic clock; 0 before the first.</summary>
        public long TimeMs { get; private set; }

        /// <summary>Rises when a load's state or reason, or a circuit's reliability, has changed.</summary>
        public int ChangeSequence { get; private set; }

        /// <summary>Mains voltage, mV rms; 0 when not known.</summary>
        public int VoltageMv { get; private set; }

        /// <summary>Mains frequency, mHz; 0 when not known.</summary>
        public int FrequencyMhz { get; private set; }

        /// <summary>Active power by circuit, mW.</summary>
        public int[] PowerMw { get; }

        /// <summary>Rms current by circuit, mA.</summary>
        public int[] CurrentMa { get; }

        /// <summary>What is wrong, by circuit.</summary>
        public ReadingFlags[] Flags { get; }

        /// <summary>Energy taken by circuit, mWs.</summary>
        public long[] ImportMws { get; }

        /// <summary>Energy given by circuit, mWs.</summary>
        public long[] ExportMws { get; }

        /// <summary>Whether each load's contact is closed.</summary>
        public bool[] IsOn { get; }

        /// <summary>Power decided upon by load, W.</summary>
        public int[] TargetW { get; }

        /// <summary>Who decided, by load.</summary>
        public Rank[] Winner { get; }

        /// <summary>Why, by load.</summary>
        public Reason[] Reason { get; }

        /// <summary>Relay operations since the start, by load.</summary>
        public int[] Operations { get; }

        /// <summary>Copies the node's state. The control loop; allocates nothing.</summary>
        public void Take(long nowMs, int changeSequence, Readings readings, Load[] loads)
        {
            _version++;
            TimeMs = nowMs;
            ChangeSequence = changeSequence;
            VoltageMv = readings.VoltageMv;
            FrequencyMhz = readings.FrequencyMhz;
            for (int i = 0; i < PowerMw.Length; i++)
            {
                PowerMw[i] = readings.PowerMw[i];
                CurrentMa[i] = readings.CurrentMa[i];
                Flags[i] = readings.Flags[i];
                ImportMws[i] = readings.Energy[i].ImportMws;
                ExportMws[i] = readings.Energy[i].ExportMws;
            }

            for (int i = 0; i < IsOn.Length; i++)
            {
                IsOn[i] = loads[i].IsOn;
                TargetW[i] = loads[i].TargetW;
                Winner[i] = loads[i].Winner;
                Reason[i] = loads[i].Reason;
                Operations[i] = loads[i].Operations;
            }

            _version++;
        }

        /// <summary>Copies this snapshot into another that only the caller uses.</summary>
        public void CopyTo(NodeSnapshot other)
        {
            int before;
            do
            {
                before = _version;
                other.CopyFrom(this);
            }
            while ((before & 1) != 0 || before != _version);
        }

        private void CopyFrom(NodeSnapshot source)
        {
            TimeMs = source.TimeMs;
            ChangeSequence = source.ChangeSequence;
            VoltageMv = source.VoltageMv;
            FrequencyMhz = source.FrequencyMhz;
            for (int i = 0; i < PowerMw.Length; i++)
            {
                PowerMw[i] = source.PowerMw[i];
                CurrentMa[i] = source.CurrentMa[i];
                Flags[i] = source.Flags[i];
                ImportMws[i] = source.ImportMws[i];
                ExportMws[i] = source.ExportMws[i];
            }

            for (int i = 0; i < IsOn.Length; i++)
            {
                IsOn[i] = source.IsOn[i];
                TargetW[i] = source.TargetW[i];
                Winner[i] = source.Winner[i];
                Reason[i] = source.Reason[i];
                Operations[i] = source.Operations[i];
            }
        }
    }
}
