using System.Linq;
using CsCheck;
using MeterNode.Core.Loads;
using Xunit;

namespace MeterNode.System.Tests.Loads
{
    /// <summary>What holds of the arbiter whatever is claimed.</summary>
    public sealed class ArbiterPropertyTests
    {
        [Fact]
        public void Decide_AnyClaims_ResultIsInsideWhatTheLoadCanDo()
        {
            Property.Holds(ClaimCase.Any, each =>
            {
                var decided = each.Decide();
                return each.LeastW <= decided.LeastW && decided.LeastW <= decided.TargetW && decided.TargetW <= decided.MostW && decided.MostW <= each.MostW;
            });
        }

        /// <summary>A rank is never violated by a lower one: what the lower ones say only chooses inside what it has left.</summary>
        [Fact]
        public void Decide_ClaimsOfLowerRanks_ChooseInsideWhatHigherOnesLeave()
        {
            Property.Holds(ClaimCase.Any, each =>
            {
                var decided = each.Decide();
                for (var rank = Rank.Protection; rank <= Rank.Plan; rank++)
                {
                    var left = each.Decide(rank);
                    if (decided.LeastW < left.LeastW || decided.MostW > left.MostW)
                    {
                        return false;
                    }
                }

                return true;
            });
        }

        /// <summary>The result is in every claim; or the highest that cannot be met is named, and the result is in every one above it.</summary>
        [Fact]
        public void Decide_AnyClaims_ResultIsInEveryClaimAboveTheOneNamedOverruled()
        {
            Property.Holds(Gen.Select(ClaimCase.Any, Gen.Int[0, 2]), pair =>
            {
                var (each, first) = pair;
                var decided = each.Decide(from: (Rank)first);
                var heard = each.Claims.Where(claim => claim.Rank >= (Rank)first);
                return decided.Overruled < 0
                    ? heard.All(claim => claim.Contains(decided.TargetW))
                    : heard.Where(claim => (int)claim.Rank <= decided.Overruled).All(claim => claim.Contains(decided.TargetW) == ((int)claim.Rank < decided.Overruled));
            });
        }

        /// <summary>
        /// "Never widens" precisely: the band that is left is never wider than before. It lies inside of the old one, unless a rank
        /// is named overruled or the claim excludes another one of its own rank: then a single power is left, which need not be in
        /// the old band, since it is the edge next to what cannot be met.
        /// </summary>
        [Fact]
        public void Decide_OneClaimNarrower_LeavesNoWiderBand()
        {
            Property.Holds(Gen.Select(ClaimCase.Any, ClaimCase.Claim()), pair =>
            {
                var (each, narrower) = pair;
                var before = each.Decide();
                var after = each.Decide(each.Claims.Append(narrower));
                bool excludes = each.Claims.Any(claim => claim.Rank == narrower.Rank && (claim.MostW < narrower.LeastW || claim.LeastW > narrower.MostW));
                bool inside = after.LeastW >= before.LeastW && after.MostW <= before.MostW;
                return inside || ((after.Overruled >= 0 || excludes) && after.LeastW == after.MostW);
            });
        }

        [Fact]
        public void Decide_AnyClaims_WinnersReasonIsOneOfItsOwn()
        {
            Property.Holds(ClaimCase.Any, each =>
            {
                var decided = each.Decide();
                return decided.Reason == Reason.Free
                    ? decided.TargetW == each.FreeW && decided.Winner == Rank.Plan
                    : each.Claims.Any(claim => claim.Rank == decided.Winner && claim.Reason == decided.Reason);
            });
        }

        /// <summary>
        /// Of one rank the order of claims decides neither edge: the upper one is the lowest of all, and the lower one the highest of
        /// all, or the upper edge where that is lower. (Of several wishes the last holds, so their order does matter.)
        /// </summary>
        [Fact]
        public void Narrow_ClaimsOfOneRankInAnyOrder_LeaveTheSameBand()
        {
            var claims = ClaimCase.Claim(Rank.Grid).Array[1, 6];
            Property.Holds(claims.SelectMany(some => Gen.Select(Gen.Const(some), Gen.Shuffle(some))), pair =>
            {
                var (one, other) = pair;
                var first = Table(one);
                var second = Table(other);
                int mostW = one.Min(claim => claim.MostW);
                int leastW = global::System.Math.Min(one.Max(claim => claim.LeastW), mostW);
                return first.LeastW(Rank.Grid, 0) == leastW && first.MostW(Rank.Grid, 0) == mostW
                    && second.LeastW(Rank.Grid, 0) == leastW && second.MostW(Rank.Grid, 0) == mostW;
            });
        }

        [Fact]
        public void Narrow_SeveralClaimsOfOneRank_EachEdgeHasAReasonOfTheClaimThatSetIt()
        {
            Property.Holds(ClaimCase.Claim(Rank.Grid).Array[1, 6], claims =>
            {
                var table = Table(claims);
                var upper = claims.Where(claim => claim.MostW == table.MostW(Rank.Grid, 0)).Select(claim => claim.Reason).ToArray();
                var lower = claims.Where(claim => claim.LeastW == table.LeastW(Rank.Grid, 0)).Select(claim => claim.Reason);
                return upper.Contains(table.MostReason(Rank.Grid, 0)) && lower.Concat(upper).Contains(table.LeastReason(Rank.Grid, 0));
            });
        }

        private static ClaimTable Table(LoadClaim[] claims)
        {
            var table = new ClaimTable(1);
            foreach (var claim in claims)
            {
                claim.AddTo(table);
            }

            return table;
        }
    }
}
