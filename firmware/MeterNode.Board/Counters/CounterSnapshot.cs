using System;
using MeterNode.Core.Control;
using MeterNode.Core.Grid;
using MeterNode.Core.Metering;

namespace MeterNode.Board.Counters
{
    /// <summary>
    /// The counters that survive a restart, copied by the control loop when the storage thread asks for them. Nobody waits: the
    /// copy belongs to the storage thread, except between its <see cref="Request"/> and the control loop's next look.
    /// </summary>
    public sealed class CounterSnapshot
    {
        /// <summary>Registers of a circuit: import, export, inductive, capacitive.</summary>
        public const int Registers = 4;

        /// <summary>
        /// Steps of the protective device's budget, thousandths: another step used up is worth a save, and as much may have been
        /// used up unsaved when the power went.
        /// </summary>
        public const int BudgetStepPermille = 100;

        private const long LookMs = 500;
        private const long MsPerMinute = 60000;

        private readonly Readings _readings;
        private readonly LoadControl _control;
        private bool _isWanted;
        private int _seen;
        private int _savedPermille;
        private long _lookedMs = long.MinValue / 2;

        /// <summary>Makes a snapshot of nothing yet.</summary>
        /// <param name="readings">Has the energy registers.</param>
        /// <param name="control">Has the other counters.</param>
        public CounterSnapshot(Readings readings, LoadControl control)
        {
            _readings = readings;
            _control = control;
            int loads = control.Loads.Length;
            Energy = new long[readings.Count * Registers];
            Wear = new long[loads];
            StartAgesMin = new int[loads][];
            Starts = new int[loads];
            for (int i = 0; i < loads; i++)
            {
                StartAgesMin[i] = new int[control.Equipment.MostStarts(i)];
            }

            BudgetPermille = new int[control.Supply.Phases];
            Schemes = new byte[2 * LimitationScheme.ImageSize];
            ContractW = new int[control.Limits.Contract == null ? 0 : SettlementAverage.Buckets];
        }

        /// <summary>Energies, <see cref="Registers"/> a circuit, mWs and mvars.</summary>
        public long[] Energy { get; }

        /// <summary>Operations of each relay in its life.</summary>
        public long[] Wear { get; }

        /// <summary>Starts of each load that still count.</summary>
        public int[] Starts { get; }

        /// <summary>How long ago they were, by load, the latest first, min.</summary>
        public int[][] StartAgesMin { get; }

        /// <summary>Used share of the protective device's budget by phase, thousandths.</summary>
        public int[] BudgetPermille { get; }

        /// <summary>Images of the import limit's and the export limit's scheme.</summary>
        public byte[] Schemes { get; }

        /// <summary>Mean powers of the contract's window, the oldest first, W; empty without a contract.</summary>
        public int[] ContractW { get; }

        /// <summary>Whether the copy that was asked for is there.</summary>
        public bool IsReady => !_isWanted;

        /// <summary>Rises whenever something happens that is worth a save soon.</summary>
        public int Changes { get; private set; }

        /// <summary><see cref="Changes"/> as of the copy.</summary>
        public int CopiedChanges { get; private set; }

        /// <summary>Which limits' lock-outs hold: bit 0 import, bit 1 export.</summary>
        public int LockedOut { get; private set; }

        /// <summary>Asks the control loop for a copy. The storage thread.</summary>
        public void Request()
        {
            _isWanted = true;
        }

        /// <summary>Looks for changes twice a second, and copies if that was asked for. The control loop, at every step; allocates nothing.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(long nowMs)
        {
            if (nowMs - _lookedMs < LookMs)
            {
                return;
            }

            _lookedMs = nowMs;
            var import = _control.Limits.ImportScheme;
            var export = _control.Limits.ExportScheme;
            int seen = Sign(import) | (Sign(export) << 8);
            int permille = _control.Supply.BudgetPermille;
            if (seen != _seen || permille >= _savedPermille + BudgetStepPermille)
            {
                // What is there at the first look comes from flash and is no change.
                Changes += _seen == 0 ? 0 : 1;
                _seen = seen;
                _savedPermille = permille;
                LockedOut = (import.IsLockedOut ? 1 : 0) | (export.IsLockedOut ? 2 : 0);
            }

            if (_isWanted)
            {
                Copy(nowMs);

                // Last of all: from here on the copy is the storage thread's.
                _isWanted = false;
            }
        }

        private static int Sign(LimitationScheme scheme)
        {
            return ((int)scheme.State << 4) | scheme.CountedExcursions;
        }

        private void Copy(long nowMs)
        {
            CopiedChanges = Changes;
            for (int i = 0; i < _readings.Count; i++)
            {
                var energy = _readings.Energy[i];
                Energy[i * Registers] = energy.ImportMws;
                Energy[(i * Registers) + 1] = energy.ExportMws;
                Energy[(i * Registers) + 2] = energy.InductiveMvars;
                Energy[(i * Registers) + 3] = energy.CapacitiveMvars;
            }

            Array.Copy(_control.Relays.Wear, Wear, Wear.Length);
            for (int i = 0; i < Starts.Length; i++)
            {
                Starts[i] = _control.Equipment.CountStarts(i, nowMs);
                for (int start = 0; start < Starts[i]; start++)
                {
                    StartAgesMin[i][start] = (int)(_control.Equipment.StartAgeMs(i, start, nowMs) / MsPerMinute);
                }
            }

            _savedPermille = _control.Supply.BudgetPermille;
            for (int phase = 0; phase < BudgetPermille.Length; phase++)
            {
                BudgetPermille[phase] = _control.Supply.Guard(phase).Budget.SharePermille;
            }

            _control.Limits.ImportScheme.Save(Schemes, 0);
            _control.Limits.ExportScheme.Save(Schemes, LimitationScheme.ImageSize);
            var contract = _control.Limits.Contract;
            if (contract != null)
            {
                contract.Save(ContractW);
            }
        }
    }
}
