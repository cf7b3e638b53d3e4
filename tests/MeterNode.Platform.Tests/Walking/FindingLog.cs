using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>Collects findings and gives each its file and line.</summary>
    internal sealed class FindingLog
    {
        private readonly CSharpCompilation _compilation;
        private readonly List<Finding> _findings = new();
        private readonly HashSet<Finding> _known = new();

        /// <summary>A log for the assembly that <paramref name="compilation"/> made.</summary>
        public FindingLog(CSharpCompilation compilation)
        {
            _compilation = compilation;
        }

        /// <summary>The findings, each once, in the order in which they came.</summary>
        public IReadOnlyList<Finding> Findings => _findings;

        /// <summary>Adds a finding at an instruction, or at the method when it is null.</summary>
        public void Add(Rule rule, MethodDefinition method, Instruction? instruction, string detail)
        {
            string member = method.DeclaringType.FullName + "." + method.Name;
            SequencePoint? point = instruction == null ? null : PointOf(method, instruction);
            if (point == null)
            {
                AddAt(rule, PlaceOf(method), member, detail);
            }
            else
            {
                AddAt(rule, (point.Document.Url, point.StartLine), member, detail);
            }
        }

        /// <summary>Adds a finding at a field.</summary>
        public void Add(Rule rule, FieldDefinition field, string detail)
        {
            ISymbol? symbol = SymbolOf(field.DeclaringType)?.GetMembers(SourceName(field.Name)).FirstOrDefault();
            AddAt(rule, PlaceOf(symbol) ?? PlaceOf(field.DeclaringType), field.DeclaringType.FullName + "." + field.Name, detail);
        }

        /// <summary>Adds a finding at a type.</summary>
        public void Add(Rule rule, TypeDefinition type, string detail) => AddAt(rule, PlaceOf(type), type.FullName, detail);

        /// <summary>Adds a finding about the assembly as a whole.</summary>
        public void Add(Rule rule, AssemblyDefinition assembly, string member, string detail) =>
            AddAt(rule, (assembly.Name.Name, 0), member, detail);

        private void AddAt(Rule rule, (string File, int Line) place, string member, string detail)
        {
            var finding = new Finding(rule, place.File, place.Line, member, detail);
            if (_known.Add(finding))
            {
                _findings.Add(finding);
            }
        }

        // The backing field of an automatic property stands for the property.
        private static string SourceName(string fieldName)
        {
            int end = fieldName.IndexOf(">k__BackingField", StringComparison.Ordinal);
            return end < 0 ? fieldName : fieldName[1..end];
        }

        private static SequencePoint? PointOf(MethodDefinition method, Instruction instruction)
        {
            SequencePoint? last = null;
            foreach (SequencePoint point in VisiblePoints(method))
            {
                if (point.Offset > instruction.Offset && last != null)
                {
                    break;
                }

                last = point;
            }

            return last;
        }

        private static IEnumerable<SequencePoint> VisiblePoints(MethodDefinition method) =>
            method.DebugInformation.SequencePoints.Where(p => !p.IsHidden);

        // The declaration; of several methods of one name the last that begins before the first statement.
        private (string File, int Line) PlaceOf(MethodDefinition method)
        {
            SequencePoint? first = VisiblePoints(method).FirstOrDefault();
            IEnumerable<ISymbol> symbols = SymbolOf(method.DeclaringType)?.GetMembers(method.Name) ?? Enumerable.Empty<ISymbol>();
            IEnumerable<(string File, int Line)> places = symbols.Select(PlaceOf).OfType<(string File, int Line)>();
            if (first == null)
            {
                return places.Select(p => ((string File, int Line)?)p).FirstOrDefault() ?? PlaceOf(method.DeclaringType);
            }

            (string File, int Line) start = (first.Document.Url, first.StartLine);
            return places
                .Where(p => p.File == start.File && p.Line <= start.Line)
                .OrderByDescending(p => p.Line)
                .FirstOrDefault(start);
        }

        private (string File, int Line) PlaceOf(TypeDefinition type)
        {
            for (TypeDefinition? t = type; t != null; t = t.DeclaringType)
            {
                (string, int)? place = PlaceOf(SymbolOf(t));
                if (place != null)
                {
                    return place.Value;
                }

                SequencePoint? first = t.Methods.SelectMany(VisiblePoints).FirstOrDefault();
                if (first != null)
                {
                    return (first.Document.Url, first.StartLine);
                }
            }

            return (type.Module.Assembly.Name.Name, 0);
        }

        private static (string File, int Line)? PlaceOf(ISymbol? symbol)
        {
            Location? location = symbol?.Locations.FirstOrDefault(l => l.IsInSource);
            if (location == null)
            {
                return null;
            }

            FileLinePositionSpan span = location.GetLineSpan();
            return (span.Path, span.StartLinePosition.Line + 1);
        }

        private INamedTypeSymbol? SymbolOf(TypeDefinition type) =>
            _compilation.Assembly.GetTypeByMetadataName(type.FullName.Replace('/', '+'));
    }
}
