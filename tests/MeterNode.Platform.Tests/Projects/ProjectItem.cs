using System.Collections.Generic;

namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>An item of a project, with its properties expanded and its patterns not yet matched.</summary>
    /// <param name="Kind">Name of the element, such as <c>Compile</c>.</param>
    /// <param name="Include">What is included, or empty.</param>
    /// <param name="Exclude">What is taken out of that, or empty.</param>
    /// <param name="Remove">What is removed of all that came before, or empty.</param>
    /// <param name="Metadata">Child elements, such as <c>HintPath</c>.</param>
    /// <param name="Line">Line in the project.</param>
    internal sealed record ProjectItem(
        string Kind,
        string Include,
        string Exclude,
        string Remove,
        IReadOnlyDictionary<string, string> Metadata,
        int Line);
}
