using System;

namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>A reference of a project for the board to an assembly of a package.</summary>
    /// <param name="Include">The text of the reference: a simple name, or a full one with version and token.</param>
    /// <param name="HintPath">Where the assembly is, as written; empty when it is not said.</param>
    /// <param name="Line">Line in the project.</param>
    internal sealed record AssemblyReference(string Include, string HintPath, int Line)
    {
        /// <summary>Simple name of the assembly.</summary>
        public string AssemblyName => Include.Split(',')[0].Trim();

        /// <summary>The value of a part such as <c>Version</c> of a full name, or null.</summary>
        public string? Part(string name)
        {
            foreach (string part in Include.Split(','))
            {
                string[] halves = part.Split('=', 2);
                if (halves.Length == 2 && halves[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return halves[1].Trim();
                }
            }

            return null;
        }
    }
}
