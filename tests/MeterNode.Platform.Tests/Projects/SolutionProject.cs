namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>A project of a solution.</summary>
    /// <param name="TypeId">Guid of the kind of project, upper case, in braces.</param>
    /// <param name="Path">Path in the tree.</param>
    /// <param name="Id">Guid of the project, upper case, in braces.</param>
    /// <param name="Line">Line in the solution.</param>
    internal sealed record SolutionProject(string TypeId, string Path, string Id, int Line);
}
