using System.Text;
using MeterNode.Core.Control;
using MeterNode.Core.Grid;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Services.Storage;

namespace MeterNode.Board.Counters
{
    /// <summary>
    /// The counters as bytes. Circuits and loads are found again by the CRC-32 of their names, so that changed settings do not mix
    /// them up; what the settings no longer name is forgotten with the next save.
    /// </summary>
    /// <remarks>
    /// Number of circuits; for each its name's CRC (32 bit) and four registers; number of loads; for each its name's CRC, the
    /// relay's operations, the number of starts and their ages in minutes; number of phases and the budget's share of each; two
    /// images of limitation schemes; number of buckets of the contract's window and the mean power of each, W. Numbers without a stated size are compact (see <see cref="ByteWriter.PutCompact"/>).
    /// </remarks>
    public sealed class CounterImage
    {
        /// <summary>Version of the layout.</summary>
        public const int Schema = 2;

        /// <summary>Size of the largest image of any settings, bytes.</summary>
        public const int MostBytes = (NodeSettings.MostCircuits * (4 + (CounterSnapshot.Registers * 9)))
            + (NodeSettings.MostLoads * (4 + 9 + 1 + (100 * 2))) + 3 + (Readings.Phases * 2) + (2 * LimitationScheme.ImageSize)
            + 2 + (SettlementAverage.Buckets * 5);

        private const int MostPermille = 10000;
        private const long MsPerMinute = 60000;

        private readonly int[] _circuits;
        private readonly int[] _loads;

        /// <summary>Makes the format for the names of some settings.</summary>
        /// <param name="settings">The settings.</param>
        /// <param name="crc">Computes checksums.</param>
        public CounterImage(NodeSettings settings, Crc32 crc)
        {
            _circuits = new int[settings.Circuits.Length];
            for (int i = 0; i < _circuits.Length; i++)
            {
                _circuits[i] = KeyOf(settings.Circuits[i].Name, crc);
            }

            _loads = new int[settings.Loads.Length];
            for (int i = 0; i < _loads.Length; i++)
            {
                _loads[i] = KeyOf(settings.Loads[i].Name, crc);
            }
        }

        /// <summary>Writes a copy of the counters.</summary>
        /// <param name="from">The copy.</param>
        /// <param name="to">Takes it; <see cref="MostBytes"/> are enough.</param>
        public void Write(CounterSnapshot from, ByteWriter to)
        {
            to.PutCompact(_circuits.Length);
            for (int i = 0; i < _circuits.Length; i++)
            {
                to.PutInt32(_circuits[i]);
                for (int register = 0; register < CounterSnapshot.Registers; register++)
                {
                    to.PutCompact(from.Energy[(i * CounterSnapshot.Registers) + register]);
                }
            }

            to.PutCompact(_loads.Length);
            for (int i = 0; i < _loads.Length; i++)
            {
                to.PutInt32(_loads[i]);
                to.PutCompact(from.Wear[i]);
                to.PutCompact(from.Starts[i]);
                for (int start = 0; start < from.Starts[i]; start++)
                {
                    to.PutCompact(from.StartAgesMin[i][start]);
                }
            }

            to.PutCompact(from.BudgetPermille.Length);
            for (int phase = 0; phase < from.BudgetPermille.Length; phase++)
            {
                to.PutCompact(from.BudgetPermille[phase]);
            }

            to.PutBytes(from.Schemes, 0, from.Schemes.Length);
            to.PutCompact(from.ContractW.Length);
            for (int i = 0; i < from.ContractW.Length; i++)
            {
                to.PutCompact(from.ContractW[i]);
            }
        }

        /// <summary>Gives a node that has not run yet its counters back.</summary>
        /// <param name="from">Holds the image.</param>
        /// <param name="readings">Gets the energies.</param>
        /// <param name="control">Gets the rest.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether it was a whole image.</returns>
        public bool Restore(ByteReader from, Readings readings, LoadControl control, long nowMs)
        {
            RestoreEnergy(from, readings);
            RestoreLoads(from, control, nowMs);
            int phases = (int)from.GetCompact();
            for (int phase = 0; phase < phases && !from.Failed; phase++)
            {
                // What was used up after the save is not known, but another step would have been saved.
                int permille = (int)from.GetCompact() + CounterSnapshot.BudgetStepPermille;
                if (phase < control.Supply.Phases)
                {
                    control.Supply.Guard(phase).Budget.Restore(permille < MostPermille ? permille : MostPermille);
                }
            }

            var schemes = new byte[2 * LimitationScheme.ImageSize];
            for (int i = 0; i < schemes.Length; i++)
            {
                schemes[i] = (byte)from.GetByte();
            }

            RestoreContract(from, control.Limits.Contract);
            return !from.Failed
                && control.Limits.ImportScheme.Restore(schemes, 0, nowMs)
                && control.Limits.ExportScheme.Restore(schemes, LimitationScheme.ImageSize, nowMs);
        }

        private static int KeyOf(string name, Crc32 crc)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(name);
            return crc.Of(bytes, 0, bytes.Length);
        }

        private static int IndexOf(int[] keys, int key)
        {
            for (int i = 0; i < keys.Length; i++)
            {
                if (keys[i] == key)
                {
                    return i;
                }
            }

            return -1;
        }

        private static void RestoreContract(ByteReader from, SettlementAverage? contract)
        {
            int buckets = (int)from.GetCompact();
            var meanW = new int[SettlementAverage.Buckets];
            for (int i = 0; i < buckets && !from.Failed; i++)
            {
                int powerW = (int)from.GetCompact();
                if (i < meanW.Length)
                {
                    meanW[i] = powerW;
                }
            }

            if (contract != null && buckets == meanW.Length && !from.Failed)
            {
                contract.Restore(meanW);
            }
        }

        private void RestoreEnergy(ByteReader from, Readings readings)
        {
            int circuits = (int)from.GetCompact();
            for (int i = 0; i < circuits && !from.Failed; i++)
            {
                int circuit = IndexOf(_circuits, from.GetInt32());
                long importMws = from.GetCompact();
                long exportMws = from.GetCompact();
                long inductiveMvars = from.GetCompact();
                long capacitiveMvars = from.GetCompact();
                if (circuit >= 0 && !from.Failed)
                {
                    readings.Energy[circuit].Restore(importMws, exportMws, inductiveMvars, capacitiveMvars);
                }
            }
        }

        private void RestoreLoads(ByteReader from, LoadControl control, long nowMs)
        {
            int loads = (int)from.GetCompact();
            for (int i = 0; i < loads && !from.Failed; i++)
            {
                int load = IndexOf(_loads, from.GetInt32());
                long wear = from.GetCompact();
                int starts = (int)from.GetCompact();
                if (load >= 0 && !from.Failed)
                {
                    control.Relays.Wear[load] += wear;
                }

                // The latest comes first; rounded to whole minutes a start counts for longer, not shorter.
                for (int start = 0; start < starts && !from.Failed; start++)
                {
                    long ageMs = from.GetCompact() * MsPerMinute;
                    if (load >= 0 && !from.Failed)
                    {
                        control.Equipment.RestoreStart(load, nowMs - ageMs);
                    }
                }
            }
        }
    }
}
