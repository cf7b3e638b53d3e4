namespace MeterNode.Core.Standards
{
    /// <summary>
    /// Figures of protective devices from their standards. Those marked [mem] were recalled and not read in an open copy of the
    /// standard; they stand here and nowhere else, so that they are easy to correct.
    /// </summary>
    public static class ProtectiveDeviceFigures
    {
        /// <summary>A gG fuse carries this multiple of its rating for the conventional time (IEC 60269-1, conventional non-fusing current).</summary>
        public const float FuseNonFusing = 1.25f;

        /// <summary>A gG fuse has melted after the conventional time at this multiple (IEC 60269-1, conventional fusing current).</summary>
        public const float FuseFusing = 1.6f;

        /// <summary>The largest rating with the conventional time of one hour, A (IEC 60269-1); two hours above it, up to 160 A.</summary>
        public const int FuseOneHourA = 63;

        /// <summary>A breaker carries this multiple of its rating for the conventional time (IEC 60898-1, conventional non-tripping current).</summary>
        public const float BreakerNonTripping = 1.13f;

        /// <summary>A breaker has tripped after the conventional time at this multiple (IEC 60898-1, conventional tripping current).</summary>
        public const float BreakerTripping = 1.45f;

        /// <summary>At this multiple a breaker takes at least <see cref="BreakerDelayedS"/> (IEC 60898-1, test c) [mem].</summary>
        public const float BreakerDelayed = 2.55f;

        /// <summary>Least time at <see cref="BreakerDelayed"/>, s (IEC 60898-1) [mem].</summary>
        public const float BreakerDelayedS = 1f;

        /// <summary>A type B breaker may trip instantaneously from this multiple on (IEC 60898-1).</summary>
        public const float InstantaneousB = 3f;

        /// <summary>A type C breaker may trip instantaneously from this multiple on (IEC 60898-1).</summary>
        public const float InstantaneousC = 5f;

        /// <summary>A type D breaker may trip instantaneously from this multiple on (IEC 60898-1).</summary>
        public const float InstantaneousD = 10f;

        /// <summary>What "instantaneously" may mean at the shortest, s: half a cycle.</summary>
        public const float InstantaneousS = 0.01f;

        /// <summary>The conventional time, s (IEC 60269-1, IEC 60898-1).</summary>
        public const float ConventionalS = 3600f;

        // Gates of gG fuses, A (IEC 60269-1, table "gates for specified pre-arcing times") [mem]: the fuse surely holds for ten
        // seconds at the first, and for a tenth of a second at the second current.
        private static readonly int[] s_gateRatingA = { 32, 63, 80, 100 };
        private static readonly int[] s_gateTenSecondsA = { 75, 160, 215, 290 };
        private static readonly int[] s_gateTenthA = { 200, 450, 610, 820 };

        /// <summary>
        /// The multiple of its rating that a gG fuse surely holds for ten seconds. Ratings between those of the table take the lower
        /// of their neighbours' multiples.
        /// </summary>
        public static float FuseHoldsTenSeconds(int ratingA)
        {
            return LowerNeighbour(s_gateTenSecondsA, ratingA);
        }

        /// <summary>The multiple that it surely holds for a tenth of a second.</summary>
        public static float FuseHoldsTenth(int ratingA)
        {
            return LowerNeighbour(s_gateTenthA, ratingA);
        }

        private static float LowerNeighbour(int[] gateA, int ratingA)
        {
            // The multiples rise with the rating, so the smaller neighbour's is the lower one.
            int i = 0;
            while (i + 1 < s_gateRatingA.Length && s_gateRatingA[i + 1] <= ratingA)
            {
                i++;
            }

            return (float)gateA[i] / s_gateRatingA[i];
        }
    }
}
