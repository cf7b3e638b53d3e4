using System.Collections.Generic;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>A public type of a listing.</summary>
    /// <param name="Kind"><c>class</c>, <c>static</c>, <c>struct</c>, <c>interface</c>, <c>enum</c> or <c>delegate</c>.</param>
    /// <param name="FullName">Namespace and name, nested types behind a slash.</param>
    /// <param name="Bases">Base class (underlying type for an enum) and interfaces; for an interface the interfaces alone.</param>
    /// <param name="Facts">The facts in brackets.</param>
    internal sealed record ApiType(string Kind, string FullName, IReadOnlyList<string> Bases, ApiFacts Facts);
}
