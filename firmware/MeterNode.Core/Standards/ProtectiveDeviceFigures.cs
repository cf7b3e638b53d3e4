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

        /// <summary>At this multiple the quickest of usual breakers take <see cref="BreakerSlowS"/>, by their makers' curves [mem].</summary>
        public const float BreakerSlow = 1.5f;

        /// <summary>The least time at <see cref="BreakerSlow"/>, s [mem]; the standard only has "less than one hour" at 1.45.</summary>
        public const float BreakerSlowS = 40f;

        /// <summary>At this multiple a breaker takes at least <see cref="BreakerDelayedS"/> (IEC 60898-1, test c) [mem].</summary>
        public const float BreakerDelayed = 2.55f;

        /// <summary>Least time at <see cref="BreakerDelayed"/>, s; at most 60 s up to 32 A and 120 s above it (IEC 60898-1) [mem].</summary>
        public const float BreakerDelayedS = 1f;

        /// <summary>A type B breaker may trip instantaneously from this multiple on (IEC 60898-1).</summary>
        public const float InstantaneousB = 3f;

        /// <summary>A type C breaker may trip instantaneously from this multiple on (IEC 60898-1).</summary>
        public const float InstantaneousC = 5f;

        /// <summary>A type D breaker may trip instantaneously from this multiple on (IEC 60898-1).</summary>
        public const float InstantaneousD = 10f;

        /// <summary>At the multiple from which it may trip instantaneously a breaker takes at least so long, s (IEC 60898-1, test d) [mem].</summary>
        public const float BreakerHoldsS = 0.1f;

        /// <summary>What "instantaneously" may mean at the shortest, s: half a cycle.</summary>
        public const float InstantaneousS = 0.01f;

        /// <summary>The conventional time, s (IEC 60269-1; IEC 60898-1, where breakers above 63 A have two hours [mem] and one is taken).</summary>
        public const float ConventionalS = 3600f;

        // Gates of gG fuses, A (IEC 60269-1, table "gates for specified pre-arcing times") [mem]: the fuse surely holds for ten
        // seconds at the first, and for a tenth of a second at the second current.
        private static readonly int[] s_gateRatingA = { 16, 20, 25, 32, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400 };
        private static readonly int[] s_gateTenSecondsA = { 33, 42, 52, 75, 95, 125, 160, 215, 290, 355, 460, 610, 750, 1050, 1420 };
        private static readonly int[] s_gateTenthA = { 85, 110, 150, 200, 260, 350, 450, 610, 820, 1100, 1450, 1910, 2590, 3420, 4500 };

        /// <summary>
        /// The multiple of its rating that a gG fuse surely holds for ten seconds. A rating between two of the table takes the lower
        /// of its neighbours' multiples, one outside of it that of the nearest.
        /// </summary>
        /// <param name="ratingA">Rating, A.</param>
        public static float FuseHoldsTenSeconds(int ratingA)
        {
            return LowerNeighbour(s_gateTenSecondsA, ratingA);
        }

        /// <summary>The multiple that it surely holds for a tenth of a second.</summary>
        /// <param name="ratingA">Rating, A.</param>
        public static float FuseHoldsTenth(int ratingA)
        {
            return LowerNeighbour(s_gateTenthA, ratingA);
        }

        private static float LowerNeighbour(int[] gateA, int ratingA)
        {
            int above = 0;
            while (above < s_gateRatingA.Length - 1 && s_gateRatingA[above] < ratingA)
            {
                above++;
            }

            float multiple = (float)gateA[above] / s_gateRatingA[above];
            if (above > 0 && s_gateRatingA[above] != ratingA)
            {
                // The multiples do not always rise with the rating: 125 A has a lower one than 100 A.
                float lower = (float)gateA[above - 1] / s_gateRatingA[above - 1];
                multiple = lower < multiple ? lower : multiple;
            }

            return multiple;
        }
    }
}
