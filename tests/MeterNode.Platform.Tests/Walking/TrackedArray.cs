using System;
using System.Collections.Generic;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>What was stored into an array of objects that a method makes; it only ever grows.</summary>
    internal sealed class TrackedArray
    {
        private readonly Dictionary<string, TrackedValue> _elements = new(StringComparer.Ordinal);

        /// <summary>Everything that was stored.</summary>
        public IEnumerable<TrackedValue> Elements => _elements.Values;

        /// <summary>Stores a value; the index is the origin of a number, such as <c>#0</c>, or null when it is not known.</summary>
        public void Store(string? index, TrackedValue value)
        {
            string key = index ?? "?";
            _elements[key] = _elements.TryGetValue(key, out TrackedValue? known) ? TrackedValue.Merge(known, value) : value;
        }

        /// <summary>What may stand at a constant index; null when nothing was stored there.</summary>
        public TrackedValue? At(int index) =>
            _elements.GetValueOrDefault("#" + index.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
