using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>A project for the board (<c>.nfproj</c>) as one configuration has it.</summary>
    internal sealed class NanoProject
    {
        private NanoProject(ProjectEvaluation evaluation, IReadOnlyList<string> sources)
        {
            Evaluation = evaluation;
            Sources = sources;
        }

        /// <summary>Everything else that the file says.</summary>
        public ProjectEvaluation Evaluation { get; }

        /// <summary>Path in the tree.</summary>
        public string Path => Evaluation.Path;

        /// <summary>Name of the assembly that it makes.</summary>
        public string AssemblyName => Evaluation.Property("AssemblyName");

        /// <summary>True for an application, false for a library.</summary>
        public bool IsExecutable => Evaluation.Property("OutputType").Equals("Exe", StringComparison.OrdinalIgnoreCase);

        /// <summary>True for a project of device tests.</summary>
        public bool IsTest => Evaluation.Property("IsTestProject").Equals("true", StringComparison.OrdinalIgnoreCase);

        /// <summary>The files it compiles, in ordinal order, as paths of the tree.</summary>
        public IReadOnlyList<string> Sources { get; }

        /// <summary>References to assemblies of packages.</summary>
        public IReadOnlyList<AssemblyReference> References { get; private init; } = Array.Empty<AssemblyReference>();

        /// <summary>References to other projects of the tree.</summary>
        public IReadOnlyList<ProjectReference> ProjectReferences { get; private init; } = Array.Empty<ProjectReference>();

        /// <summary>Symbols that the project itself defines.</summary>
        public IReadOnlyList<string> Symbols => Evaluation.Property("DefineConstants")
            .Split(new[] { ';', ',', ' ' }, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        /// <summary>Reads the project at <paramref name="path"/> of the tree.</summary>
        /// <exception cref="ProjectFormatException">Something in it is not understood.</exception>
        public static NanoProject Read(SourceTree tree, string path, string configuration)
        {
            ProjectEvaluation evaluation = ProjectEvaluation.Run(tree, path, configuration);
            return new NanoProject(evaluation, SourceFiles.Of(tree, evaluation, implicitPatterns: string.Empty))
            {
                References = evaluation.ItemsOf("Reference")
                    .Select(i => new AssemblyReference(i.Include, i.Metadata.GetValueOrDefault("HintPath", string.Empty), i.Line))
                    .ToArray(),
                ProjectReferences = evaluation.ItemsOf("ProjectReference")
                    .Select(i => new ProjectReference(tree.Normalize(evaluation.Folder, i.Include), i.Line))
                    .ToArray(),
            };
        }
    }
}
