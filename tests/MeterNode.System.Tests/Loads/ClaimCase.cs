using System.Collections.Generic;
using System.Linq;
using CsCheck;
using MeterNode.Core.Loads;

namespace MeterNode.System.Tests.Loads
{
    /// <summary>What a load can do, and what is claimed of it: at most one claim a rank, highest rank first.</summary>
    internal sealed record ClaimCase(int LeastW, int MostW, int FreeW, LoadClaim[] Claims)
    {
        private const int DeepestW = -12000;
        private const int HighestW = 24000;

        private static readonly int[] s_edgesW = { -5000, -10, 0, 10, 1380, 7360 };

        /// <summary>Any claims, some of them beyond what the load can do, many with the same few edges.</summary>
        public static readonly Gen<ClaimCase> Any =
            from least in Gen.OneOf(Gen.Const(0), Gen.Int[-10000, 0])
            from most in Gen.OneOf(Gen.Const(0), Gen.Int[0, 22000])
            from free in Gen.Int[least, most]
            from claims in Claim().Array[0, 6]
            select new ClaimCase(least, most, free, claims.GroupBy(claim => claim.Rank).Select(rank => rank.First()).OrderBy(claim => claim.Rank).ToArray());

        /// <inheritdoc/>
        public override string ToString()
        {
            return "load of " + LeastW + " to " + MostW + " W, free " + FreeW + " W; " + string.Join<LoadClaim>(", ", Claims);
        }

        /// <summary>Any claim, of one rank or of any.</summary>
        public static Gen<LoadClaim> Claim(Rank? rank = null)
        {
            var power = Gen.OneOf(Gen.Int[DeepestW, HighestW], Gen.Int[0, s_edgesW.Length - 1].Select(edge => s_edgesW[edge]));
            return from authority in Gen.Int[0, ClaimTable.Ranks - 1]
                   from one in power
                   from other in power
                   from wish in Gen.OneOf(Gen.Const(ClaimTable.NoWish), power)
                   from reason in Gen.Int[(int)Reason.Free + 1, (int)Reason.SafeMode]
                   select new LoadClaim(rank ?? (Rank)authority, one < other ? one : other, one < other ? other : one, wish, (Reason)reason);
        }

        /// <summary>The arbiter's decision.</summary>
        /// <param name="mostRank">Ranks below this one are not heard.</param>
        /// <param name="from">Nor are those above this one.</param>
        public Arbiter Decide(Rank mostRank = Rank.Plan, Rank from = Rank.Protection)
        {
            return Decide(Claims.Where(claim => claim.Rank <= mostRank), from);
        }

        /// <summary>The arbiter's decision on other claims.</summary>
        public Arbiter Decide(IEnumerable<LoadClaim> claims, Rank from = Rank.Protection)
        {
            var table = new ClaimTable(1);
            foreach (var claim in claims)
            {
                claim.AddTo(table);
            }

            var arbiter = new Arbiter(table);
            arbiter.Decide(0, LeastW, MostW, FreeW, from);
            return arbiter;
        }
    }
}
