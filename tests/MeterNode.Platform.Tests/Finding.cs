using System.Globalization;

namespace MeterNode.Platform.Tests
{
    /// <summary>Something in the tree that a user's machine or the board would not take.</summary>
    /// <param name="Rule">The rule that is broken.</param>
    /// <param name="File">Path in the tree, or the assembly when no file can be named.</param>
    /// <param name="Line">Line in the file, from 1; 0 when none can be named.</param>
    /// <param name="Member">Type, member, package or project that is meant.</param>
    /// <param name="Detail">What is wrong with it.</param>
    internal sealed record Finding(Rule Rule, string File, int Line, string Member, string Detail)
    {
        /// <inheritdoc/>
        public override string ToString() =>
            File + "(" + Line.ToString(CultureInfo.InvariantCulture) + "): " + Rule + ": " + Member + ": " + Detail;
    }
}
