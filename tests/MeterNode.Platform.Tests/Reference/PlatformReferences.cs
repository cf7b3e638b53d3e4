using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Mono.Cecil;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>The platform as the compiler and the walker see it: reference assemblies made from the listings.</summary>
    internal sealed class PlatformReferences
    {
        /// <summary>The runner of device tests: an executable that test projects refer to and no source uses.</summary>
        public const string TestLauncher = "nanoFramework.UnitTestLauncher";

        private static readonly Lazy<PlatformReferences> s_instance = new(() => new PlatformReferences());

        private readonly Dictionary<string, ApiListing> _listings;
        private readonly Dictionary<string, MetadataReference> _references = new(StringComparer.Ordinal);
        private readonly IReadOnlyDictionary<string, AssemblyDefinition> _definitions;

        private PlatformReferences()
        {
            _listings = ReadListings().ToDictionary(l => l.AssemblyName, StringComparer.Ordinal);
            _definitions = ReferenceEmitter.Emit(_listings.Values.ToArray(), new InMemoryAssemblyResolver());
            foreach (KeyValuePair<string, AssemblyDefinition> definition in _definitions)
            {
                _references.Add(definition.Key, MetadataReference.CreateFromImage(
                    ReferenceEmitter.Write(definition.Value), filePath: definition.Key + ".dll"));
            }

            _references.Add(TestLauncher, EmptyLauncher());
            ExcludedTypes = _listings.Values
                .SelectMany(l => l.Types)
                .Where(t => t.Facts.Has("excluded"))
                .Select(t => t.FullName)
                .ToHashSet(StringComparer.Ordinal);
        }

        /// <summary>The one instance: emitting takes a good part of a second, and nothing changes it afterwards.</summary>
        public static PlatformReferences Instance => s_instance.Value;

        /// <summary>The listings by assembly name.</summary>
        public IReadOnlyDictionary<string, ApiListing> Listings => _listings;

        /// <summary>Full names of the types that are there for the compiler only.</summary>
        public IReadOnlySet<string> ExcludedTypes { get; }

        /// <summary>The reference assembly <paramref name="assemblyName"/>, or null when no listing has it.</summary>
        public MetadataReference? Find(string assemblyName) => _references.GetValueOrDefault(assemblyName);

        /// <summary>A resolver over the reference assemblies, to which compiled projects can be added.</summary>
        public InMemoryAssemblyResolver CreateResolver()
        {
            var resolver = new InMemoryAssemblyResolver();
            foreach (AssemblyDefinition definition in _definitions.Values)
            {
                resolver.Add(definition);
            }

            return resolver;
        }

        /// <summary>The assemblies and all that they refer to, directly or not; unknown names stay in as they are.</summary>
        public SortedSet<string> Closure(IEnumerable<string> assemblyNames)
        {
            var closure = new SortedSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>(assemblyNames);
            while (open.TryPop(out string? name))
            {
                if (closure.Add(name) && _listings.TryGetValue(name, out ApiListing? listing))
                {
                    foreach (string reference in listing.References)
                    {
                        open.Push(reference);
                    }
                }
            }

            return closure;
        }

        private static IEnumerable<ApiListing> ReadListings()
        {
            Assembly assembly = typeof(PlatformReferences).Assembly;
            foreach (string name in assembly.GetManifestResourceNames().OrderBy(n => n, StringComparer.Ordinal))
            {
                if (name.StartsWith("Api/", StringComparison.Ordinal))
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    yield return ApiListing.Parse(reader);
                }
            }
        }

        private static PortableExecutableReference EmptyLauncher()
        {
            AssemblyDefinition launcher = AssemblyDefinition.CreateAssembly(
                new AssemblyNameDefinition(TestLauncher, new Version(3, 0)), TestLauncher, ModuleKind.Dll);
            return MetadataReference.CreateFromImage(ReferenceEmitter.Write(launcher), filePath: TestLauncher + ".exe");
        }
    }
}
