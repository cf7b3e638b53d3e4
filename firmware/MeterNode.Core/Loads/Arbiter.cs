namespace MeterNode.Core.Loads
{
    /// <summary>
    /// Settles the claims on a load. It goes through the authorities from the highest rank down and keeps the intersection of
    /// their bands; a band that lies outside of what is left is moved to its nearest edge. Inside what is left at the end the
    /// lowest authority with a wish chooses; without any wish the load may have all that is allowed. It has no state of its own:
    /// the results of the last <see cref="Decide"/> are only handed over in properties.
    /// </summary>
    public sealed class Arbiter
    {
        private readonly ClaimTable _claims;

        /// <summary>Makes an arbiter over a table of claims.</summary>
        public Arbiter(ClaimTable claims)
        {
            _claims = claims;
        }

        /// <summary>Lower edge of what all authorities together leave, W.</summary>
        public int LeastW { get; private set; }

        /// <summary>Upper edge of what all authorities together leave, W.</summary>
        public int MostW { get; private set; }

        /// <summary>The power decided upon, W.</summary>
        public int TargetW { get; private set; }

        /// <summary>The authority that made it so: the one whose edge holds the result, or whose wish it is.</summary>
        public Rank Winner { get; private set; }

        /// <summary>That authority's reason.</summary>
        public Reason Reason { get; private set; }

        /// <summary>Decides on one load.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="leastW">The least that the load can do, W: 0, or negative for one that can give.</param>
        /// <param name="mostW">The most that the load can do, W.</param>
        public void Decide(int load, int leastW, int mostW)
        {
            int low = leastW;
            int high = mostW;
            int lowRank = -1;
            int highRank = -1;
            int wish = mostW;
            int wishRank = -1;
            for (int rank = 0; rank < ClaimTable.Ranks; rank++)
            {
                var authority = (Rank)rank;
                if (!_claims.IsSet(authority, load))
                {
                    continue;
                }

                int claimedLeast = Clamp(_claims.LeastW(authority, load), low, high);
                int claimedMost = Clamp(_claims.MostW(authority, load), low, high);
                if (claimedLeast > low)
                {
                    low = claimedLeast;
                    lowRank = rank;
                }

                if (claimedMost < high)
                {
                    high = claimedMost;
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

            // The result is somebody's edge if an edge moved the wish, and the wisher's otherwise.
            int winner = wish > high ? highRank : wish < low ? lowRank : wishRank >= 0 ? wishRank : highRank;
            if (winner < 0)
            {
                Winner = Rank.Plan;
                Reason = Reason.Free;
            }
            else
            {
                Winner = (Rank)winner;
                Reason = _claims.ReasonOf(Winner, load);
            }
        }

        private static int Clamp(int value, int low, int high)
        {
            return value < low ? low : value > high ? high : value;
        }
    }
}
