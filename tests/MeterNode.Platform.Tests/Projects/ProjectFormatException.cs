using System;

namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>A project or solution file says something that this check does not understand, or that is wrong.</summary>
    internal sealed class ProjectFormatException : Exception
    {
        /// <summary>The file, relative to the tree, its line, and what is wrong with it.</summary>
        public ProjectFormatException(string file, int line, string problem)
            : base(file + "(" + line.ToString(System.Globalization.CultureInfo.InvariantCulture) + "): " + problem)
        {
        }
    }
}
