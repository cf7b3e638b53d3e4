using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>What is known about a value on the stack or in a variable.</summary>
    /// <param name="Facts">What it may be.</param>
    /// <param name="Origin">Where it was read, so that two reads of one place can be seen; null when not known.</param>
    /// <param name="IsFloat">True for a floating-point value.</param>
    /// <param name="Array">What the array holds, when it is one that the method makes.</param>
    internal sealed record TrackedValue(
        ImmutableHashSet<ValueFact> Facts,
        string? Origin = null,
        bool IsFloat = false,
        TrackedArray? Array = null)
    {
        private static readonly ImmutableHashSet<ValueFact> s_nothing = ImmutableHashSet<ValueFact>.Empty;

        /// <summary>A value of which nothing is known.</summary>
        public static TrackedValue Unknown { get; } = new(s_nothing);

        /// <summary>A value of which one thing is known.</summary>
        public static TrackedValue Of(FactKind kind, string text) => new(s_nothing.Add(new ValueFact(kind, text)));

        /// <summary>A value that was read at a place.</summary>
        public static TrackedValue From(string? origin, bool isFloat) => new(s_nothing, origin, isFloat);

        /// <summary>What it may be of one kind, in ordinal order.</summary>
        public IEnumerable<string> Of(FactKind kind) =>
            Facts.Where(f => f.Kind == kind).Select(f => f.Text).Order(System.StringComparer.Ordinal);

        /// <summary>True when it may be of the kind.</summary>
        public bool Is(FactKind kind) => Facts.Any(f => f.Kind == kind);

        /// <summary>The value where two ways meet; <paramref name="a"/> itself when the other adds nothing.</summary>
        public static TrackedValue Merge(TrackedValue a, TrackedValue b)
        {
            if (ReferenceEquals(a, b))
            {
                return a;
            }

            ImmutableHashSet<ValueFact> facts = a.Facts.Union(b.Facts);
            string? origin = a.Origin == b.Origin ? a.Origin : null;
            bool isFloat = a.IsFloat || b.IsFloat;
            TrackedArray? array = a.Array ?? b.Array;
            bool isSame = facts.Count == a.Facts.Count && origin == a.Origin && isFloat == a.IsFloat && array == a.Array;
            return isSame ? a : new TrackedValue(facts, origin, isFloat, array);
        }
    }
}
