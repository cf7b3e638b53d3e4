using MeterNode.Core.Loads;
using MeterNode.Core.Metering;

namespace MeterNode.Core.Messaging
{
    /// <summary>
    /// The node's state at one moment, copied by the control loop for the link's thread to write about at leisure. Both hold its
    /// gate only while copying numbers.
    /// </summary>
    public sealed class NodeSnapshot
    {
        private readonly object _gate = new object();

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
            lock (_gate)
            {
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
            }
        }

        /// <summary>Copies this snapshot into another that only the caller uses.</summary>
        public void CopyTo(NodeSnapshot other)
        {
            lock (_gate)
            {
                other.TimeMs = TimeMs;
                other.ChangeSequence = ChangeSequence;
                other.VoltageMv = VoltageMv;
                other.FrequencyMhz = FrequencyMhz;
                for (int i = 0; i < PowerMw.Length; i++)
                {
                    other.PowerMw[i] = PowerMw[i];
                    other.CurrentMa[i] = CurrentMa[i];
                    other.Flags[i] = Flags[i];
                    other.ImportMws[i] = ImportMws[i];
                    other.ExportMws[i] = ExportMws[i];
                }

                for (int i = 0; i < IsOn.Length; i++)
                {
                    other.IsOn[i] = IsOn[i];
                    other.TargetW[i] = TargetW[i];
                    other.Winner[i] = Winner[i];
                    other.Reason[i] = Reason[i];
                    other.Operations[i] = Operations[i];
                }
            }
        }
    }
}
