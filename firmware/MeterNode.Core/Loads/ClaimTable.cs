namespace MeterNode.Core.Loads
{
    /// <summary>
    /// What every rank allows every load: a band of power [least, most], a wish inside it, and reasons. Several authorities of one
    /// rank narrow the same band; the <see cref="Arbiter"/> only reads.
    /// </summary>
    public sealed class ClaimTable
    {
        /// <summary>How many ranks there are.</summary>
        public const int Ranks = 6;

        /// <summary>A wish that leaves the choice to others.</summary>
        public const int NoWish = int.MinValue;

        private readonly int _loads;
        private readonly bool[] _set;
        private readonly int[] _leastW;
        private readonly int[] _mostW;
        private readonly int[] _wishW;
        private readonly Reason[] _leastReason;
        private readonly Reason[] _mostReason;
        private readonly Reason[] _wishReason;

        /// <summary>Makes an empty table: nobody claims anything.</summary>
        /// <param name="loads">How many loads.</param>
        public ClaimTable(int loads)
        {
            _loads = loads;
            int cells = Ranks * loads;
            _set = new bool[cells];
            _leastW = new int[cells];
            _mostW = new int[cells];
            _wishW = new int[cells];
            _leastReason = new Reason[cells];
            _mostReason = new Reason[cells];
            _wishReason = new Reason[cells];
        }

        /// <summary>How many loads there are.</summary>
        public int Loads => _loads;

        /// <summary>Takes everything back: the authorities are about to state their claims anew.</summary>
        public void Begin()
        {
            for (int i = 0; i < _set.Length; i++)
            {
                _set[i] = false;
            }
        }

        /// <summary>States a claim in place of the rank's earlier ones on this load.</summary>
        /// <param name="rank">Who claims.</param>
        /// <param name="load">Index of the load.</param>
        /// <param name="leastW">The least power that it must have, W; negative for a load that can give.</param>
        /// <param name="mostW">The most power that it may have, W; not below the least.</param>
        /// <param name="wishW">What it should have within the band, W, or <see cref="NoWish"/>.</param>
        /// <param name="reason">Why.</param>
        public void Set(Rank rank, int load, int leastW, int mostW, int wishW, Reason reason)
        {
            int i = ((int)rank * _loads) + load;
            _set[i] = true;
            _leastW[i] = leastW;
            _mostW[i] = mostW;
            _wishW[i] = wishW;
            _leastReason[i] = reason;
            _mostReason[i] = reason;
            _wishReason[i] = reason;
        }

        /// <summary>
        /// Adds a claim to the rank's earlier ones on this load: what remains is inside of both. Where two of one rank exclude each
        /// other the lower power holds, since less power is the safer error.
        /// </summary>
        public void Narrow(Rank rank, int load, int leastW, int mostW, int wishW, Reason reason)
        {
            int i = ((int)rank * _loads) + load;
            if (!_set[i])
            {
                Set(rank, load, leastW, mostW, wishW, reason);
                return;
            }

            if (mostW < _mostW[i])
            {
                _mostW[i] = mostW;
                _mostReason[i] = reason;
            }

            if (leastW > _leastW[i])
            {
                _leastW[i] = leastW;
                _leastReason[i] = reason;
            }

            if (_leastW[i] > _mostW[i])
            {
                _leastW[i] = _mostW[i];
                _leastReason[i] = _mostReason[i];
            }

            if (wishW != NoWish)
            {
                _wishW[i] = wishW;
                _wishReason[i] = reason;
            }
        }

        /// <summary>Takes a rank's claim on a load back.</summary>
        public void Clear(Rank rank, int load)
        {
            _set[((int)rank * _loads) + load] = false;
        }

        /// <summary>Whether a rank claims anything of a load.</summary>
        public bool IsSet(Rank rank, int load)
        {
            return _set[((int)rank * _loads) + load];
        }

        /// <summary>The least power of a claim, W.</summary>
        public int LeastW(Rank rank, int load)
        {
            return _leastW[((int)rank * _loads) + load];
        }

        /// <summary>The most power of a claim, W.</summary>
        public int MostW(Rank rank, int load)
        {
            return _mostW[((int)rank * _loads) + load];
        }

        /// <summary>The wish of a claim, W, or <see cref="NoWish"/>.</summary>
        public int WishW(Rank rank, int load)
        {
            return _wishW[((int)rank * _loads) + load];
        }

        /// <summary>Why a claim's least power is no less.</summary>
        public Reason LeastReason(Rank rank, int load)
        {
            return _leastReason[((int)rank * _loads) + load];
        }

        /// <summary>Why a claim's most power is no more.</summary>
        public Reason MostReason(Rank rank, int load)
        {
            return _mostReason[((int)rank * _loads) + load];
        }

        /// <summary>Why a claim has its wish.</summary>
        public Reason WishReason(Rank rank, int load)
        {
            return _wishReason[((int)rank * _loads) + load];
        }
    }
}
