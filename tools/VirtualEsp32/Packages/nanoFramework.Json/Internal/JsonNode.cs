using System.Collections.Generic;

namespace nanoFramework.Json.Internal
{
    /// <summary>A parsed piece of JSON.</summary>
    internal abstract record JsonNode
    {
        /// <summary>A string, number, boolean, date or null.</summary>
        internal sealed record Scalar(object? Value) : JsonNode;

        /// <summary>An object. A member whose value is missing in the text is there with null.</summary>
        internal sealed record Table(Dictionary<string, JsonNode?> Members) : JsonNode;

        /// <summary>An array.</summary>
        internal sealed record List(List<JsonNode> Items) : JsonNode;
    }
}
