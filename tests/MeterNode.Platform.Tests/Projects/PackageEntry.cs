namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>A line of a <c>packages.config</c>.</summary>
    /// <param name="Id">Id of the package.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="TargetFramework">The framework that it is installed for.</param>
    /// <param name="Line">Line in the file.</param>
    internal sealed record PackageEntry(string Id, string Version, string TargetFramework, int Line);
}
