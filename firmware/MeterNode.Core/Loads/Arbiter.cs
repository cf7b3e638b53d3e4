namespace MeterNode.Core.Loads
{
    /// <summary>
    /// Settles the claims on a load. It goes through the ranks from the highest down and keeps the intersection of their bands; a
    /// band that lies outside of what is left is moved to its nearest edge, and its rank named as overruled. Inside what is left at
    /// the end the lowest rank with a wish chooses; without any wish the load has what it has when nobody claims anything. It has
    /// no state of its own: the results of the last <see cref="Decide"/> are only handed over in properties.
    /// </summary>
    public sealed class Arbiter
    {
        private readonly ClaimTable _claims;

        /// <summary>Makes an arbiter over a table of claims.</summary>
        public Arbiter(ClaimTable claims)
        {
            _claims = claims;
        }

        /// <summary>Lower edge of what all ranks together leave, W.</summary>
        public int LeastW { get; private set; }

        /// <summary>Upper edge of what all ranks together leave, W.</summary>
        public int MostW { get; private set; }

        /// <summary>The power decided upon, W.</summary>
        public int TargetW { get; private set; }

        /// <summary>The rank that made it so: the one whose edge holds the result, or whose wish it is.</summary>
        public Rank Winner { get; private set; }

        /// <summary>That rank's reason.</summary>
        public Reason Reason { get; private set; }

        /// <summary>The highest rank whose band excludes what higher ones left, so that the result is outside of it; -1 for none.</summary>
        public int Overruled { get; private set; }

        /// <summary>Decides on one load.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="leastW">The least that the load can do, W: 0, or negative for one that can give.</param>
        /// <param name="mostW">The most that the load can do, W.</param>
        /// <param name="freeW">What it has without any wish, W.</param>
        /// <param name="from">The highest rank that is heard.</param>
        public void Decide(int load, int leastW, int mostW, int freeW, Rank from)
        {
            int low = leastW;
            int high = mostW;
            int lowRank = -1;
            int highRank = -1;
            int overruling = -1;
            bool fromAbove = false;
            int wish = freeW;
            int wishRank = -1;
            Overruled = -1;
            for (int rank = (int)from; rank < ClaimTable.Ranks; rank++)
            {
                var authority = (Rank)rank;
                if (!_claims.IsSet(authority, load))
                {
                    continue;
                }

                int least = _claims.LeastW(authority, load);
                int most = _claims.MostW(authority, load);
                if (Overruled < 0 && (least > high || most < low))
                {
                    Overruled = rank;
                    fromAbove = least > high;
                    overruling = fromAbove ? highRank : lowRank;
                }

                least = Clamp(least, low, high);
                most = Clamp(most, low, high);
                if (least > low)
                {
                    low = least;
                    lowRank = rank;
                }

                if (most < high)
                {
                    high = most;
                    highRank = rank;
                }

                int claimedWish = _claims.WishW(authority, load);
                if (claimedWish != ClaimTable.NoWish)
                {
                    wish = claimedWish;
                    wishRank = rank;
                }
            }

            LeastW = low;
            MostW = high;
            TargetW = Clamp(wish, low, high);

            // Who overruled another decided, even where a lower one wishes the same. Else the result is somebody's edge if an edge
            // moved the wish, and the wisher's otherwise.
            if (overruling >= 0)
            {
                Winner = (Rank)overruling;
                Reason = fromAbove ? _claims.MostReason(Winner, load) : _claims.LeastReason(Winner, load);
            }
            else if (wish > high && highRank >= 0)
            {
                Winner = (Rank)highRank;
                Reason = _claims.MostReason(Winner, load);
            }
            else if (wish < low && lowRank >= 0)
            {
                Winner = (Rank)lowRank;
                Reason = _claims.LeastReason(Winner, load);
            }
            else if (wishRank >= 0)
            {
                Winner = (Rank)wishRank;
                Reason = _claims.WishReason(Winner, load);
            }
            else
            {
                Winner = Rank.Plan;
                Reason = Reason.Free;
            }
        }

        private static int Clamp(int value, int low, int high)
        {
            return value < low ? low : value > high ? high : value;
        }
    }
}
