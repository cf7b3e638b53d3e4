using MeterNode.Services.Tariffs;

namespace MeterNode.Services.Planning
{
    /// <summary>
    /// Chooses the cheapest slots of a stretch of time. Prices that are not known are taken from the same time of the day before, or of
    /// the one before that, else as the mean of the others. Of the dearest slot that is needed only that part is chosen which is needed,
    /// and for less than <see cref="ForgivenMin"/> no further slot is taken.
    /// </summary>
    public sealed class SlotChoice
    {
        /// <summary>The most slots of a stretch: a day of 25 hours in quarters of an hour, with one that is cut at either end.</summary>
        public const int MostSlots = 102;

        /// <summary>What a load may be short of, min: relays and their waits take their seconds, and no start is worth so little.</summary>
        public const int ForgivenMin = 5;

        private const int DayMin = 1440;

        private readonly int[] _prices = new int[MostSlots];
        private readonly int[] _minutes = new int[MostSlots];
        private readonly int[] _order = new int[MostSlots];
        private readonly bool[] _chosen = new bool[MostSlots];
        private int _slotMin = 60;
        private int _partFromMin;
        private int _partToMin;

        /// <summary>When the first slot begins, min since 1970 UTC; the stretch may begin in the midst of it.</summary>
        public int StartMin { get; private set; }

        /// <summary>How many slots there are; 0 while nothing is chosen.</summary>
        public int Count { get; private set; }

        /// <summary>Forgets the choice.</summary>
        public void Clear()
        {
            Count = 0;
        }

        /// <summary>Whether a moment lies in a slot that was chosen.</summary>
        /// <param name="utcMin">min since 1970 UTC.</param>
        public bool IsChosen(int utcMin)
        {
            int slot = SlotAt(utcMin);
            return slot >= 0 && _chosen[slot] && (utcMin < _partFromMin || utcMin >= _partToMin);
        }

        /// <summary>The slot of a moment, or -1.</summary>
        public int SlotAt(int utcMin)
        {
            int slot = utcMin < StartMin ? -1 : (utcMin - StartMin) / _slotMin;
            return slot < Count ? slot : -1;
        }

        /// <summary>When the next stretch of chosen slots begins.</summary>
        /// <param name="utcMin">After this moment, min since 1970 UTC; a stretch that lasts now is not it.</param>
        /// <returns>min since 1970 UTC, or 0 where none comes.</returns>
        public int NextStartMin(int utcMin)
        {
            for (int i = SlotAt(utcMin) + 1; i < Count; i++)
            {
                if (_chosen[i] && (i == 0 || !_chosen[i - 1]))
                {
                    int begin = StartMin + (i * _slotMin);
                    return begin == _partFromMin ? _partToMin : begin;
                }
            }

            return 0;
        }

        /// <summary>Chooses.</summary>
        /// <param name="prices">What is known.</param>
        /// <param name="fromMin">Begin of the stretch, min since 1970 UTC.</param>
        /// <param name="toMin">Its end; later.</param>
        /// <param name="neededMin">How many minutes are needed of it; where it has fewer, all of it is chosen.</param>
        /// <param name="isSingleRun">Whether they have to be in one piece.</param>
        /// <param name="hasBegun">Whether a run has begun, so that its one piece can only go on from here.</param>
        /// <returns>Whether anything is known of the prices; else nothing is chosen.</returns>
        public bool Choose(PriceTable prices, int fromMin, int toMin, int neededMin, bool isSingleRun, bool hasBegun)
        {
            _slotMin = prices.SlotMin;
            StartMin = fromMin / _slotMin * _slotMin;
            Count = 0;
            while (Count < MostSlots && StartMin + (Count * _slotMin) < toMin)
            {
                int begin = StartMin + (Count * _slotMin);
                int end = begin + _slotMin;
                _minutes[Count] = (end < toMin ? end : toMin) - (begin > fromMin ? begin : fromMin);
                _prices[Count] = PriceAt(prices, begin);
                _chosen[Count] = false;
                Count++;
            }

            _partFromMin = 0;
            _partToMin = 0;
            if (!FillUnknown())
            {
                Count = 0;
                return false;
            }

            if (isSingleRun)
            {
                ChooseRun(neededMin, hasBegun);
            }
            else
            {
                ChooseCheapest(neededMin, fromMin);
            }

            return true;
        }

        private static int PriceAt(PriceTable prices, int utcMin)
        {
            for (int daysBefore = 0; daysBefore <= 2; daysBefore++)
            {
                int price = prices.Import(prices.IndexAt(utcMin - (daysBefore * DayMin)));
                if (price != PriceTable.Unknown)
                {
                    return price;
                }
            }

            return PriceTable.Unknown;
        }

        private bool FillUnknown()
        {
            long sum = 0;
            int known = 0;
            for (int i = 0; i < Count; i++)
            {
                if (_prices[i] != PriceTable.Unknown)
                {
                    sum += _prices[i];
                    known++;
                }
            }

            if (known == 0)
            {
                return false;
            }

            for (int i = 0; i < Count; i++)
            {
                _prices[i] = _prices[i] == PriceTable.Unknown ? (int)(sum / known) : _prices[i];
            }

            return true;
        }

        /// <summary>The cheapest first, and of equal ones the earlier: what is done early cannot be missed.</summary>
        private void ChooseCheapest(int neededMin, int fromMin)
        {
            for (int i = 0; i < Count; i++)
            {
                int place = i;
                int price = _prices[i];
                while (place > 0 && _prices[_order[place - 1]] > price)
                {
                    _order[place] = _order[place - 1];
                    place--;
                }

                _order[place] = i;
            }

            int last = -1;
            for (int k = 0; k < Count && neededMin > ForgivenMin; k++)
            {
                last = _order[k];
                _chosen[last] = true;
                neededMin -= _minutes[last];
            }

            if (neededMin < -ForgivenMin)
            {
                LeaveOut(last, -neededMin, fromMin);
            }
        }

        /// <summary>Of a slot that is not all needed, leaves the end out, or the beginning where it goes on with the next slot.</summary>
        private void LeaveOut(int slot, int minutes, int fromMin)
        {
            int begin = StartMin + (slot * _slotMin);
            begin = begin < fromMin ? fromMin : begin;
            bool goesOn = slot + 1 < Count && _chosen[slot + 1];
            bool goesOnBefore = slot > 0 && _chosen[slot - 1];
            _partFromMin = goesOn && !goesOnBefore ? begin : begin + _minutes[slot] - minutes;
            _partToMin = _partFromMin + minutes;
        }

        private void ChooseRun(int neededMin, bool hasBegun)
        {
            int best = 0;
            long bestCost = long.MaxValue;
            for (int first = 0; first < Count && (first == 0 || !hasBegun); first++)
            {
                long cost = 0;
                int left = neededMin;
                for (int i = first; i < Count && left > ForgivenMin; i++)
                {
                    int used = left < _minutes[i] ? left : _minutes[i];
                    cost += (long)used * _prices[i];
                    left -= used;
                }

                if (left > ForgivenMin)
                {
                    break;
                }

                if (cost < bestCost)
                {
                    best = first;
                    bestCost = cost;
                }
            }

            for (int i = best; i < Count && neededMin > ForgivenMin; i++)
            {
                _chosen[i] = true;
                neededMin -= _minutes[i];
            }
        }
    }
}
