namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>A reference to another project.</summary>
    /// <param name="Path">Path of that project in the tree.</param>
    /// <param name="Line">Line in the referring project.</param>
    internal sealed record ProjectReference(string Path, int Line);
}
