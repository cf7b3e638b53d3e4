using System;
using System.Collections.Generic;
using MeterNode.Platform.Tests.Projects;
using Microsoft.CodeAnalysis.CSharp;

namespace MeterNode.Platform.Tests.Compiling
{
    /// <summary>A project of the board and what the compiler made of it.</summary>
    internal sealed class CompiledProject
    {
        /// <summary>The result of compiling <paramref name="project"/>.</summary>
        public CompiledProject(NanoProject project, CSharpCompilation compilation)
        {
            Project = project;
            Compilation = compilation;
        }

        /// <summary>The project.</summary>
        public NanoProject Project { get; }

        /// <summary>The compilation, for the places of declarations.</summary>
        public CSharpCompilation Compilation { get; }

        /// <summary>The assembly; null when it does not compile.</summary>
        public byte[]? Image { get; init; }

        /// <summary>Its portable symbols; null when it does not compile.</summary>
        public byte[]? Symbols { get; init; }

        /// <summary>What the compiler found fault with.</summary>
        public IReadOnlyList<Finding> Findings { get; init; } = Array.Empty<Finding>();
    }
}
