using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MeterNode.Platform.Tests.Projects;
using MeterNode.Platform.Tests.Reference;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace MeterNode.Platform.Tests.Compiling
{
    /// <summary>
    /// Compiles projects of the board with the compiler of a user's machine in mind: C# 9, and of the platform exactly
    /// the assemblies that the project lists.
    /// </summary>
    internal sealed class FirmwareCompiler
    {
        private readonly SourceTree _tree;
        private readonly PlatformReferences _platform;
        private readonly Dictionary<string, CompiledProject> _compiled = new(StringComparer.Ordinal);

        /// <summary>A compiler for the projects of <paramref name="tree"/>.</summary>
        public FirmwareCompiler(SourceTree tree, PlatformReferences platform)
        {
            _tree = tree;
            _platform = platform;
        }

        /// <summary>Compiles a project; those that it refers to must have been compiled before.</summary>
        public CompiledProject Compile(NanoProject project)
        {
            var findings = new List<Finding>();
            List<MetadataReference> references = References(project, findings);
            CSharpParseOptions options = ParseOptions(project);
            var trees = new List<SyntaxTree>();
            foreach (string source in project.Sources)
            {
                if (_tree.Exists(source))
                {
                    SourceText text = SourceText.From(_tree.ReadText(source), Encoding.UTF8);
                    trees.Add(CSharpSyntaxTree.ParseText(text, options, source));
                }
                else
                {
                    findings.Add(new Finding(Rule.Compile, project.Path, 0, source, "there is no such file"));
                }
            }

            if (trees.Count == 0)
            {
                findings.Add(new Finding(Rule.Compile, project.Path, 0, project.AssemblyName, "compiles no file"));
            }

            var compilation = CSharpCompilation.Create(
                project.AssemblyName, trees, references, CompilationOptions(project));
            CompiledProject result = Emit(project, compilation, findings);
            _compiled[project.Path] = result;
            return result;
        }

        /// <summary>How any source for the board is parsed, with these symbols.</summary>
        public static CSharpParseOptions ParseOptionsFor(IEnumerable<string> symbols) => new CSharpParseOptions(
                LanguageVersion.CSharp9, DocumentationMode.None, preprocessorSymbols: symbols)
            .WithFeatures(new[] { KeyValuePair.Create("noRefSafetyRulesAttribute", "true") });

        private static CSharpParseOptions ParseOptions(NanoProject project)
        {
            // What the project system defines by itself.
            var symbols = new List<string> { "NANOFRAMEWORK_1_0", "TRACE" };
            if (project.Evaluation.Property("Configuration") == "Debug")
            {
                symbols.Add("DEBUG");
            }

            return ParseOptionsFor(symbols.Concat(project.Symbols).Distinct(StringComparer.Ordinal));
        }

        private static CSharpCompilationOptions CompilationOptions(NanoProject project)
        {
            ProjectEvaluation evaluation = project.Evaluation;
            string optimize = evaluation.Property("Optimize");
            bool isOptimized = optimize.Length == 0 ? evaluation.Property("Configuration") != "Debug" : IsTrue(optimize);
            NullableContextOptions nullable = evaluation.Property("Nullable").ToLowerInvariant() switch
            {
                "enable" => NullableContextOptions.Enable,
                "annotations" => NullableContextOptions.Annotations,
                "warnings" => NullableContextOptions.Warnings,
                _ => NullableContextOptions.Disable,
            };
            bool warningsAreErrors = IsTrue(evaluation.Property("TreatWarningsAsErrors"));
            IEnumerable<KeyValuePair<string, ReportDiagnostic>> silenced = evaluation.Property("NoWarn")
                .Split(new[] { ';', ',', ' ' }, StringSplitOptions.RemoveEmptyEntries)
                .Select(id => id.StartsWith("CS", StringComparison.Ordinal) ? id : "CS" + id.PadLeft(4, '0'))
                .Distinct(StringComparer.Ordinal)
                .Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress));
            return new CSharpCompilationOptions(
                    project.IsExecutable ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
                .WithOptimizationLevel(isOptimized ? OptimizationLevel.Release : OptimizationLevel.Debug)
                .WithNullableContextOptions(nullable)
                .WithGeneralDiagnosticOption(warningsAreErrors ? ReportDiagnostic.Error : ReportDiagnostic.Default)
                .WithSpecificDiagnosticOptions(silenced)
                .WithDeterministic(true)
                .WithConcurrentBuild(true);
        }

        private static bool IsTrue(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase);

        private List<MetadataReference> References(NanoProject project, List<Finding> findings)
        {
            var references = new List<MetadataReference>();
            foreach (AssemblyReference reference in project.References)
            {
                MetadataReference? found = _platform.Find(reference.AssemblyName);
                if (found == null)
                {
                    findings.Add(new Finding(
                        Rule.Compile, project.Path, reference.Line, reference.AssemblyName, "no listing in Api/ has this assembly"));
                }
                else
                {
                    references.Add(found);
                }
            }

            foreach (ProjectReference reference in project.ProjectReferences)
            {
                CompiledProject? compiled = _compiled.GetValueOrDefault(reference.Path);
                if (compiled?.Image != null)
                {
                    references.Add(MetadataReference.CreateFromImage(compiled.Image));
                }
                else
                {
                    string reason = compiled == null ? "no such project for the board" : "does not compile itself";
                    findings.Add(new Finding(Rule.Compile, project.Path, reference.Line, reference.Path, reason));
                }
            }

            return references;
        }

        private static CompiledProject Emit(NanoProject project, CSharpCompilation compilation, List<Finding> findings)
        {
            using var image = new MemoryStream();
            using var symbols = new MemoryStream();
            EmitResult result = compilation.Emit(
                image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
            foreach (Diagnostic diagnostic in result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
            {
                FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
                findings.Add(new Finding(
                    Rule.Compile,
                    place.Path.Length == 0 ? project.Path : place.Path,
                    place.Path.Length == 0 ? 0 : place.StartLinePosition.Line + 1,
                    diagnostic.Id,
                    diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
            }

            return new CompiledProject(project, compilation)
            {
                Image = result.Success ? image.ToArray() : null,
                Symbols = result.Success ? symbols.ToArray() : null,
                Findings = findings,
            };
        }
    }
}
