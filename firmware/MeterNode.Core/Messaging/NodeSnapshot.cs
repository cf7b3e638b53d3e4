using MeterNode.Core.Control;
using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using MeterNode.Core.Metering.Wiring;

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
        /// <param name="dcChannels">How many direct-current channels.</param>
        public NodeSnapshot(int circuits, int loads, int dcChannels)
        {
            Dc = new DcReadings(dcChannels);
            PowerMw = new int[circuits];
            CurrentMa = new int[circuits];
            Flags = new ReadingFlags[circuits];
            Wiring = new WiringFault[circuits];
            ReactiveMvar = new int[circuits];
            PowerFactorPermille = new int[circuits];
            FundamentalRealMa = new float[circuits];
            FundamentalImaginaryMa = new float[circuits];
            InductiveMvars = new long[circuits];
            CapacitiveMvars = new long[circuits];
            ImportMws = new long[circuits];
            ExportMws = new long[circuits];
            IsOn = new bool[loads];
            TargetW = new int[loads];
            Winner = new Rank[loads];
            Reason = new Reason[loads];
            Operations = new int[loads];
            IsWelded = new bool[loads];
            SeemsNotToClose = new bool[loads];
            Wear = new long[loads];
            Request = new RequestMode[loads];
            RequestW = new int[loads];
            BoostMin = new int[loads];
        }

        /// <summary>When it was taken, ms of the monotonic clock; 0 before the first.</summary>
        public long TimeMs { get; private set; }

        /// <summary>Rises when a load's state or reason, what is asked of it, or a circuit's reliability has changed.</summary>
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

        /// <summary>What is held against the wiring of each circuit's clamp.</summary>
        public WiringFault[] Wiring { get; }

        /// <summary>Reactive power by circuit, mvar; positive while the current lags.</summary>
        public int[] ReactiveMvar { get; }

        /// <summary>Power factor by circuit, thousandths.</summary>
        public int[] PowerFactorPermille { get; }

        /// <summary>Part of the current's fundamental in phase with the voltage, by circuit, mA rms; not cut off at small currents.</summary>
        public float[] FundamentalRealMa { get; }

        /// <summary>Part of the current's fundamental a quarter cycle ahead of the voltage, by circuit, mA rms.</summary>
        public float[] FundamentalImaginaryMa { get; }

        /// <summary>Reactive energy while the current lagged, by circuit, mvars.</summary>
        public long[] InductiveMvars { get; }

        /// <summary>Reactive energy while the current led, by circuit, mvars.</summary>
        public long[] CapacitiveMvars { get; }

        /// <summary>Voltage by phase, mV rms; 0 where there is no circuit on it or it is not known.</summary>
        public int[] PhaseVoltageMv { get; } = new int[Readings.Phases];

        /// <summary>Harmonics 3, 5 and 7 of the voltage, thousandths of its fundamental.</summary>
        public int[] VoltageHarmonicPermille { get; } = new int[Readings.VoltageHarmonics];

        /// <summary>Energy taken by circuit, mWs.</summary>
        public long[] ImportMws { get; }

        /// <summary>Energy given by circuit, mWs.</summary>
        public long[] ExportMws { get; }

        /// <summary>Share of the protective device's budget that is used, thousandths: the largest of the phases.</summary>
        public int BudgetPermille { get; private set; }

        /// <summary>The largest current of the supply's phases, mA rms; -1 while one of them is not known.</summary>
        public int SupplyMa { get; private set; } = -1;

        /// <summary>What the orchestrator asks of each load.</summary>
        public RequestMode[] Request { get; }

        /// <summary>The power that the orchestrator asks of each load, W; counts with <see cref="RequestMode.Power"/>.</summary>
        public int[] RequestW { get; }

        /// <summary>For how much longer each load is asked to be on that was asked for some minutes only, min; 0 without.</summary>
        public int[] BoostMin { get; }

        /// <summary>Whether each load's contact seems to be welded.</summary>
        public bool[] IsWelded { get; }

        /// <summary>Whether each load's contact seems not to close.</summary>
        public bool[] SeemsNotToClose { get; }

        /// <summary>Operations of each relay in its life.</summary>
        public long[] Wear { get; }

        /// <summary>The direct-current channels.</summary>
        public DcReadings Dc { get; }

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
        public void Take(long nowMs, int changeSequence, Readings readings, DcReadings dc, LoadControl control)
        {
            _version++;
            TimeMs = nowMs;
            ChangeSequence = changeSequence;
            VoltageMv = readings.VoltageMv;
            FrequencyMhz = readings.FrequencyMhz;
            Copy(readings.PhaseVoltageMv, PhaseVoltageMv);
            Copy(readings.VoltageHarmonicPermille, VoltageHarmonicPermille);
            Copy(dc, Dc);
            for (int i = 0; i < PowerMw.Length; i++)
            {
                PowerMw[i] = readings.PowerMw[i];
                CurrentMa[i] = readings.CurrentMa[i];
                Flags[i] = readings.Flags[i];
                Wiring[i] = readings.Wiring[i];
                ReactiveMvar[i] = readings.ReactiveMvar[i];
                PowerFactorPermille[i] = readings.PowerFactorPermille[i];
                FundamentalRealMa[i] = readings.FundamentalRealMa[i];
                FundamentalImaginaryMa[i] = readings.FundamentalImaginaryMa[i];
                InductiveMvars[i] = readings.Energy[i].InductiveMvars;
                CapacitiveMvars[i] = readings.Energy[i].CapacitiveMvars;
                ImportMws[i] = readings.Energy[i].ImportMws;
                ExportMws[i] = readings.Energy[i].ExportMws;
            }

            BudgetPermille = control.Supply.BudgetPermille;
            SupplyMa = control.Supply.IsMeasured ? control.Supply.LargestMa : -1;
            var loads = control.Loads;
            for (int i = 0; i < IsOn.Length; i++)
            {
                IsOn[i] = loads[i].IsOn;
                TargetW[i] = loads[i].TargetW;
                Winner[i] = loads[i].Winner;
                Reason[i] = loads[i].Reason;
                Operations[i] = loads[i].Operations;
                IsWelded[i] = loads[i].IsWelded;
                SeemsNotToClose[i] = control.Relays.SeemsNotToClose(i);
                Wear[i] = control.Relays.Wear[i];
                Request[i] = control.Requests.ModeOf(i, nowMs);
                RequestW[i] = control.Requests.PowerOf(i);
                BoostMin[i] = control.Requests.BoostMin(i, nowMs);
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

        private static void Copy(DcReadings from, DcReadings to)
        {
            for (int i = 0; i < from.Count; i++)
            {
                to.IsKnown[i] = from.IsKnown[i];
                to.VoltageMv[i] = from.VoltageMv[i];
                to.CurrentMa[i] = from.CurrentMa[i];
            }
        }

        private static void Copy(int[] from, int[] to)
        {
            for (int i = 0; i < from.Length; i++)
            {
                to[i] = from[i];
            }
        }

        private void CopyFrom(NodeSnapshot source)
        {
            TimeMs = source.TimeMs;
            ChangeSequence = source.ChangeSequence;
            VoltageMv = source.VoltageMv;
            FrequencyMhz = source.FrequencyMhz;
            Copy(source.PhaseVoltageMv, PhaseVoltageMv);
            Copy(source.VoltageHarmonicPermille, VoltageHarmonicPermille);
            BudgetPermille = source.BudgetPermille;
            SupplyMa = source.SupplyMa;
            Copy(source.Dc, Dc);
            for (int i = 0; i < PowerMw.Length; i++)
            {
                PowerMw[i] = source.PowerMw[i];
                CurrentMa[i] = source.CurrentMa[i];
                Flags[i] = source.Flags[i];
                Wiring[i] = source.Wiring[i];
                ReactiveMvar[i] = source.ReactiveMvar[i];
                PowerFactorPermille[i] = source.PowerFactorPermille[i];
                FundamentalRealMa[i] = source.FundamentalRealMa[i];
                FundamentalImaginaryMa[i] = source.FundamentalImaginaryMa[i];
                InductiveMvars[i] = source.InductiveMvars[i];
                CapacitiveMvars[i] = source.CapacitiveMvars[i];
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
                IsWelded[i] = source.IsWelded[i];
                SeemsNotToClose[i] = source.SeemsNotToClose[i];
                Wear[i] = source.Wear[i];
                Request[i] = source.Request[i];
                RequestW[i] = source.RequestW[i];
                BoostMin[i] = source.BoostMin[i];
            }
        }
    }
}
