namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>An import of a project.</summary>
    /// <param name="Project">The path, with its properties expanded.</param>
    /// <param name="Condition">The condition as written, or empty.</param>
    /// <param name="Line">Line in the project.</param>
    internal sealed record ProjectImport(string Project, string Condition, int Line);
}
