using System;
using System.Collections.Generic;
using Mono.Cecil;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>Resolves assemblies by simple name among those that were handed to it, and nowhere else.</summary>
    internal sealed class InMemoryAssemblyResolver : IAssemblyResolver
    {
        private readonly Dictionary<string, AssemblyDefinition> _assemblies = new(StringComparer.Ordinal);

        /// <summary>Makes an assembly known; one of the same name is replaced.</summary>
        public void Add(AssemblyDefinition assembly) => _assemblies[assembly.Name.Name] = assembly;

        /// <inheritdoc/>
        public AssemblyDefinition Resolve(AssemblyNameReference name) =>
            _assemblies.TryGetValue(name.Name, out AssemblyDefinition? assembly)
                ? assembly
                : throw new AssemblyResolutionException(name);

        /// <inheritdoc/>
        public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

        /// <summary>Nothing is held that must be given back: the assemblies live in memory.</summary>
        public void Dispose()
        {
        }
    }
}
