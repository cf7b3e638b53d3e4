using System.Collections.Generic;

namespace MeterNode.Platform.Tests.Consistency
{
    /// <summary>A package of the platform at the one version that this tree uses.</summary>
    /// <param name="Id">Id of the package.</param>
    /// <param name="Version">The version.</param>
    /// <param name="Files">The assemblies in its <c>lib</c> folder, with extension.</param>
    internal sealed record PinnedPackage(string Id, string Version, IReadOnlyList<string> Files);
}
