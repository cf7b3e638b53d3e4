using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MeterNode.Platform.Tests.Compiling;
using MeterNode.Platform.Tests.Reference;
using MeterNode.Platform.Tests.Walking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace MeterNode.Platform.Tests
{
    /// <summary>Compiles a few lines of C# for the tests of the walker.</summary>
    internal sealed class Snippet
    {
        /// <summary>Path that findings in a snippet name.</summary>
        public const string Path = "Snippet.cs";

        private readonly CSharpCompilation _compilation;

        private Snippet(CSharpCompilation compilation)
        {
            _compilation = compilation;
        }

        /// <summary>A snippet that sees the whole platform, as C# 9.</summary>
        public static Snippet ForBoard(string source, bool optimize) =>
            new(Create(source, optimize, PlatformReferences.Instance.Listings.Keys
                .Select(n => PlatformReferences.Instance.Find(n)!)));

        /// <summary>A snippet that sees the PC's core library: for what does not even compile for the board.</summary>
        public static Snippet ForPc(string source, bool optimize) =>
            new(Create(source, optimize, new[] { MetadataReference.CreateFromFile(typeof(object).Assembly.Location) }));

        /// <summary>What the compiler finds wrong, as numbers of diagnostics.</summary>
        public IReadOnlyList<string> Errors() => Diagnostics(DiagnosticSeverity.Error);

        /// <summary>What the compiler warns of, as numbers of diagnostics.</summary>
        public IReadOnlyList<string> Warnings() => Diagnostics(DiagnosticSeverity.Warning);

        /// <summary>Walks the compiled snippet; <paramref name="deployed"/> stands for what is on the board, by default all.</summary>
        public IReadOnlyList<Finding> Walk(IReadOnlySet<string>? deployed = null)
        {
            using var image = new MemoryStream();
            using var symbols = new MemoryStream();
            EmitResult result = _compilation.Emit(
                image,
                symbols,
                options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb),
                cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
            IReadOnlySet<string> all = _compilation.ReferencedAssemblyNames.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
            return PlatformWalker.Walk(new WalkInput(
                image.ToArray(), symbols.ToArray(), _compilation, PlatformReferences.Instance.CreateResolver(), deployed ?? all));
        }

        // Some types are missed only when code is made: nothing less than emitting tells.
        private string[] Diagnostics(DiagnosticSeverity severity)
        {
            using var image = new MemoryStream();
            EmitResult result = _compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
            return result.Diagnostics.Where(d => d.Severity == severity).Select(d => d.Id).ToArray();
        }

        private static CSharpCompilation Create(string source, bool optimize, IEnumerable<MetadataReference> references)
        {
            string[] symbols = optimize ? Array.Empty<string>() : new[] { "DEBUG" };
            SyntaxTree tree = CSharpSyntaxTree.ParseText(
                source, FirmwareCompiler.ParseOptionsFor(symbols), Path, System.Text.Encoding.UTF8);
            CSharpCompilationOptions options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                .WithAllowUnsafe(true)
                .WithOptimizationLevel(optimize ? OptimizationLevel.Release : OptimizationLevel.Debug);
            return CSharpCompilation.Create("Snippet", new[] { tree }, references, options);
        }
    }
}
