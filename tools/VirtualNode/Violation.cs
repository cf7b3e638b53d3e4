using System;

namespace VirtualNode
{
    /// <summary>Something that must never happen and did.</summary>
    /// <param name="Kind">What.</param>
    /// <param name="At">When it began, since the world began.</param>
    /// <param name="Subject">The load or circuit.</param>
    /// <param name="Detail">The figures.</param>
    public sealed record Violation(ViolationKind Kind, TimeSpan At, string Subject, string Detail)
    {
        /// <inheritdoc/>
        public override string ToString()
        {
            string kind = Kind switch
            {
                ViolationKind.SupplyLimit => "supply limit",
                ViolationKind.MinimumOnOff => "minimum on/off",
                _ => "critical load shed",
            };
            return $"{kind} at {At:d\\.hh\\:mm\\:ss\\.f}: {Subject}, {Detail}";
        }
    }
}
