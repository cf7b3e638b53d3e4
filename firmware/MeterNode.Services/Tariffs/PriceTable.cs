using MeterNode.Core.Grid;
using MeterNode.Services.Storage;

namespace MeterNode.Services.Tariffs
{
    /// <summary>
    /// Prices by slots of equal length, one after the other from a first moment on. In UTC a day of 23 or 25 hours is nothing special:
    /// it has as many slots as it has. As a record: first moment, length, count, and both prices of each slot.
    /// </summary>
    public sealed class PriceTable
    {
        /// <summary>The most slots that are kept: two days of quarters of an hour, and the hour that an autumn day has more.</summary>
        public const int MostSlots = 200;

        /// <summary>A price that is not known.</summary>
        public const int Unknown = GridInputs.None;

        /// <summary>The largest record, bytes.</summary>
        public const int MostBytes = 6 + (8 * MostSlots);

        /// <summary>The largest price, millionths of the currency a kWh, and with its sign changed the least.</summary>
        public const int MostMicro = 1000000000;

        private readonly int[] _import = new int[MostSlots];
        private readonly int[] _export = new int[MostSlots];

        /// <summary>How many slots there are.</summary>
        public int Count { get; private set; }

        /// <summary>When the first begins, min since 1970 UTC.</summary>
        public int StartMin { get; private set; }

        /// <summary>How long each is, min: 15, 30 or 60.</summary>
        public int SlotMin { get; private set; } = 60;

        /// <summary>When the last ends, min since 1970 UTC.</summary>
        public int EndMin => StartMin + (Count * SlotMin);

        /// <summary>Whether a length of slots is one of those that are known.</summary>
        public static bool IsLength(int slotMin)
        {
            return slotMin == 15 || slotMin == 30 || slotMin == 60;
        }

        /// <summary>Forgets everything.</summary>
        public void Clear()
        {
            Begin(0, 60);
        }

        /// <summary>Begins anew.</summary>
        /// <param name="startMin">When the first slot begins, min since 1970 UTC.</param>
        /// <param name="slotMin">How long each is, min.</param>
        public void Begin(int startMin, int slotMin)
        {
            StartMin = startMin;
            SlotMin = slotMin;
            Count = 0;
        }

        /// <summary>Adds a slot at the end.</summary>
        /// <param name="import">Price of import, millionths of the currency a kWh, or <see cref="Unknown"/>.</param>
        /// <param name="export">Price paid for export, alike.</param>
        public void Add(int import, int export)
        {
            if (Count == MostSlots)
            {
                // The oldest has to go: what is over is of least use.
                StartMin += SlotMin;
                Count--;
                for (int i = 0; i < Count; i++)
                {
                    _import[i] = _import[i + 1];
                    _export[i] = _export[i + 1];
                }
            }

            _import[Count] = import;
            _export[Count] = export;
            Count++;
        }

        /// <summary>The slot of a moment.</summary>
        /// <param name="utcMin">The moment, min since 1970 UTC.</param>
        /// <returns>Its index, or -1.</returns>
        public int IndexAt(int utcMin)
        {
            return utcMin < StartMin || utcMin >= EndMin ? -1 : (utcMin - StartMin) / SlotMin;
        }

        /// <summary>Price of import in a slot, millionths a kWh; <see cref="Unknown"/> where it is not known, also for a slot that is not there.</summary>
        public int Import(int slot)
        {
            return slot < 0 || slot >= Count ? Unknown : _import[slot];
        }

        /// <summary>Price paid for export in a slot, alike.</summary>
        public int Export(int slot)
        {
            return slot < 0 || slot >= Count ? Unknown : _export[slot];
        }

        /// <summary>
        /// Takes what another says. Where both have slots of the same length and the other goes on from this one, or into it, what this one
        /// has before the other's first slot stays: yesterday's prices say something about tomorrow's. Else this becomes the other.
        /// </summary>
        /// <param name="other">The newer prices.</param>
        /// <returns>Whether that changed anything.</returns>
        public bool Take(PriceTable other)
        {
            if (IsSame(other))
            {
                return false;
            }

            int ahead = other.StartMin - StartMin;
            bool joins = Count > 0 && other.SlotMin == SlotMin && ahead > 0 && ahead % SlotMin == 0 && other.StartMin <= EndMin;
            if (joins)
            {
                Count = ahead / SlotMin;
            }
            else
            {
                Begin(other.StartMin, other.SlotMin);
            }

            for (int i = 0; i < other.Count; i++)
            {
                Add(other._import[i], other._export[i]);
            }

            return true;
        }

        /// <summary>Reads a record.</summary>
        /// <returns>Whether it was one; otherwise this is empty.</returns>
        public bool Read(ByteReader reader)
        {
            int startMin = reader.GetInt32();
            int slotMin = reader.GetByte();
            int count = reader.GetByte();
            Begin(startMin, slotMin);
            bool isGood = !reader.Failed && IsLength(slotMin) && count <= MostSlots && startMin > 0 && startMin < int.MaxValue - (MostSlots * 60);
            for (int i = 0; isGood && i < count; i++)
            {
                int import = reader.GetInt32();
                int export = reader.GetInt32();
                Add(import, export);
                isGood = IsPrice(import) && IsPrice(export) && !reader.Failed;
            }

            if (!isGood || reader.Remaining > 0)
            {
                Clear();
                return false;
            }

            return true;
        }

        /// <summary>Writes the record.</summary>
        public void Write(ByteWriter writer)
        {
            writer.PutInt32(StartMin);
            writer.PutByte(SlotMin);
            writer.PutByte(Count);
            for (int i = 0; i < Count; i++)
            {
                writer.PutInt32(_import[i]);
                writer.PutInt32(_export[i]);
            }
        }

        private static bool IsPrice(int micro)
        {
            return micro == Unknown || (micro >= -MostMicro && micro <= MostMicro);
        }

        /// <summary>Whether another says nothing that is not here: a retained message comes again with every connection.</summary>
        private bool IsSame(PriceTable other)
        {
            int ahead = other.StartMin - StartMin;
            if (other.SlotMin != SlotMin || ahead < 0 || ahead % SlotMin != 0 || other.EndMin != EndMin)
            {
                return false;
            }

            int first = ahead / SlotMin;
            for (int i = 0; i < other.Count; i++)
            {
                if (_import[first + i] != other._import[i] || _export[first + i] != other._export[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
