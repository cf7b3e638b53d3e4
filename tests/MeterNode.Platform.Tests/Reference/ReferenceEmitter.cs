using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>
    /// Makes reference assemblies of the listings, in memory. All types are defined before any member, since the
    /// assemblies refer to each other's types and attributes are written with their resolved enums.
    /// </summary>
    internal sealed class ReferenceEmitter
    {
        private const string CoreLibrary = "mscorlib";

        private readonly IReadOnlyList<ApiListing> _listings;
        private readonly Dictionary<string, TypeDefinition> _types = new(StringComparer.Ordinal);
        private readonly Dictionary<string, AssemblyDefinition> _assemblies = new(StringComparer.Ordinal);

        private ReferenceEmitter(IReadOnlyList<ApiListing> listings)
        {
            _listings = listings;
        }

        /// <summary>Emits one assembly a listing; what they are resolved with is in <paramref name="resolver"/> afterwards.</summary>
        /// <exception cref="FormatException">The listings name a type or constructor that none of them has.</exception>
        public static IReadOnlyDictionary<string, AssemblyDefinition> Emit(
            IReadOnlyList<ApiListing> listings,
            InMemoryAssemblyResolver resolver)
        {
            var emitter = new ReferenceEmitter(listings);
            emitter.DefineAssemblies(resolver);
            emitter.DefineTypes();
            emitter.ForEach((scope, listing, types) => types.SetBases(listing));
            emitter.ForEach((scope, listing, types) => new MemberEmitter(scope, types.Module).AddMembers(listing));
            emitter.ForEach((scope, listing, types) => new AccessorEmitter(types.Module).AddPropertiesAndEvents());
            emitter.ForEach((scope, listing, types) => new AttributeEmitter(scope, types.Module).AddAttributes(listing));
            return emitter._assemblies;
        }

        /// <summary>The image of an emitted assembly.</summary>
        public static byte[] Write(AssemblyDefinition assembly)
        {
            if (assembly.Name.Name == CoreLibrary)
            {
                // A core library refers to nothing; asking for primitives has put a reference back.
                assembly.MainModule.AssemblyReferences.Clear();
            }

            using var stream = new MemoryStream();
            assembly.Write(stream);
            return stream.ToArray();
        }

        private void ForEach(Action<TypeScope, ApiListing, TypeEmitter> pass)
        {
            foreach (ApiListing listing in _listings)
            {
                ModuleDefinition module = _assemblies[listing.AssemblyName].MainModule;
                var scope = new TypeScope(module, _types);
                pass(scope, listing, new TypeEmitter(scope, module, _types));
            }
        }

        private void DefineAssemblies(InMemoryAssemblyResolver resolver)
        {
            Version coreVersion = _listings.Single(l => l.AssemblyName == CoreLibrary).AssemblyVersion;
            foreach (ApiListing listing in _listings)
            {
                bool isCore = listing.AssemblyName == CoreLibrary;

                // The library takes a module of the core library's name for the running one's and looks for its image.
                string name = isCore ? "core" : listing.AssemblyName;
                var parameters = new ModuleParameters
                {
                    Kind = ModuleKind.Dll,
                    Runtime = TargetRuntime.Net_4_0,
                    AssemblyResolver = resolver,
                };
                AssemblyDefinition assembly = AssemblyDefinition.CreateAssembly(
                    new AssemblyNameDefinition(name, listing.AssemblyVersion), name, parameters);
                ModuleDefinition module = assembly.MainModule;
                if (isCore)
                {
                    _ = module.TypeSystem.Object;
                    assembly.Name.Name = CoreLibrary;
                    module.Name = CoreLibrary + ".dll";
                    module.AssemblyReferences.Clear();
                }
                else
                {
                    // There before the type system is: it takes the core library that it finds.
                    module.AssemblyReferences.Add(new AssemblyNameReference(CoreLibrary, coreVersion));
                    _ = module.TypeSystem.Object;
                }

                _assemblies.Add(listing.AssemblyName, assembly);
                resolver.Add(assembly);
            }
        }

        private void DefineTypes()
        {
            ForEach((scope, listing, types) =>
            {
                IEnumerable<ApiType> outerFirst = listing.Types.OrderBy(t => t.FullName.Count(c => c == '/'));
                foreach (ApiType type in outerFirst)
                {
                    types.Define(type);
                }
            });
        }
    }
}
