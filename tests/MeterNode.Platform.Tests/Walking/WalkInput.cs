using System.Collections.Generic;
using MeterNode.Platform.Tests.Reference;
using Microsoft.CodeAnalysis.CSharp;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>What the walker needs of a compiled assembly.</summary>
    /// <param name="Image">The assembly.</param>
    /// <param name="Symbols">Its portable symbols.</param>
    /// <param name="Compilation">Where its declarations come from.</param>
    /// <param name="Resolver">Resolves what it refers to.</param>
    /// <param name="Deployed">Names of the assemblies that are on the board beside it.</param>
    internal sealed record WalkInput(
        byte[] Image,
        byte[] Symbols,
        CSharpCompilation Compilation,
        InMemoryAssemblyResolver Resolver,
        IReadOnlySet<string> Deployed);
}
