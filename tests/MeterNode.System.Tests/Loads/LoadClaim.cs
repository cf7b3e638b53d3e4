using MeterNode.Core.Loads;

namespace MeterNode.System.Tests.Loads
{
    /// <summary>One authority's claim on a load, W.</summary>
    internal sealed record LoadClaim(Rank Rank, int LeastW, int MostW, int WishW, Reason Reason)
    {
        /// <summary>Whether a power is inside of it.</summary>
        public bool Contains(int powerW)
        {
            return powerW >= LeastW && powerW <= MostW;
        }

        /// <summary>Adds it to a table, to the first load's.</summary>
        public void AddTo(ClaimTable claims)
        {
            claims.Narrow(Rank, 0, LeastW, MostW, WishW, Reason);
        }
    }
}
