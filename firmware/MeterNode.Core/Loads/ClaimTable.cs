namespace MeterNode.Core.Loads
{
    /// <summary>
    /// What every authority allows every load: a band of power [least, most], a wish inside it, and a reason. Each authority
    /// writes its own row; the <see cref="Arbiter"/> only reads.
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
        private readonly Reason[] _reason;

        /// <summary>Makes an empty table: nobody claims anything.</summary>
        /// <param name="loads">How many loads.</param>
        public ClaimTable(int loads)
        {
            _loads = loads;
            _set = new bool[Ranks * loads];
            _leastW = new int[Ranks * loads];
            _mostW = new int[Ranks * loads];
            _wishW = new int[Ranks * loads];
            _reason = new Reason[Ranks * loads];
        }

        /// <summary>States a claim in place of the authority's earlier one on this load.</summary>
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
            _reason[i] = reason;
        }

        /// <summary>Takes an authority's claim on a load back.</summary>
        public void Clear(Rank rank, int load)
        {
            _set[((int)rank * _loads) + load] = false;
        }

        /// <summary>Whether an authority claims anything of a load.</summary>
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

        /// <summary>The reason of a claim.</summary>
        public Reason ReasonOf(Rank rank, int load)
        {
            return _reason[((int)rank * _loads) + load];
        }
    }
}
