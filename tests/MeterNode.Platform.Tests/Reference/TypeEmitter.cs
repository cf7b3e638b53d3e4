using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>Emits the types of one listing: first their names, then what they derive from.</summary>
    internal sealed class TypeEmitter
    {
        private readonly TypeScope _scope;
        private readonly Dictionary<string, TypeDefinition> _types;

        /// <summary>An emitter into <paramref name="module"/> that enters what it defines into <paramref name="types"/>.</summary>
        public TypeEmitter(TypeScope scope, ModuleDefinition module, Dictionary<string, TypeDefinition> types)
        {
            _scope = scope;
            Module = module;
            _types = types;
        }

        /// <summary>The module that is written.</summary>
        public ModuleDefinition Module { get; }

        /// <summary>Adds the bare type; the outer type of a nested one must be there.</summary>
        public void Define(ApiType type)
        {
            int slash = type.FullName.LastIndexOf('/');
            if (slash >= 0)
            {
                var nested = new TypeDefinition(string.Empty, type.FullName[(slash + 1)..], Attributes(type, isNested: true));
                _scope.Definition(type.FullName[..slash]).NestedTypes.Add(nested);
                _types.Add(type.FullName, nested);
                return;
            }

            int dot = type.FullName.LastIndexOf('.');
            var definition = new TypeDefinition(
                type.FullName[..Math.Max(dot, 0)], type.FullName[(dot + 1)..], Attributes(type, isNested: false));
            Module.Types.Add(definition);
            _types.Add(type.FullName, definition);
        }

        /// <summary>Sets base types and interfaces, and gives structs the fields that the listing hides.</summary>
        public void SetBases(ApiListing listing)
        {
            foreach (ApiType type in listing.Types)
            {
                TypeDefinition definition = _scope.Definition(type.FullName);
                if (type.Kind == "enum")
                {
                    definition.BaseType = _scope.Named("System.Enum");
                    definition.Fields.Add(new FieldDefinition(
                        "value__",
                        FieldAttributes.Public | FieldAttributes.SpecialName | FieldAttributes.RTSpecialName,
                        _scope.Signature(type.Bases[0])));
                    continue;
                }

                IEnumerable<string> interfaces = type.Bases;
                if (type.Kind != "interface" && type.Bases.Count != 0)
                {
                    definition.BaseType = _scope.Named(type.Bases[0]);
                    interfaces = type.Bases.Skip(1);
                }

                foreach (string name in interfaces)
                {
                    definition.Interfaces.Add(new InterfaceImplementation(_scope.Named(name)));
                }

                if (type.Facts.Has("hidden fields"))
                {
                    definition.Fields.Add(new FieldDefinition(
                        "_hidden", FieldAttributes.Private, Module.TypeSystem.Int32));
                }
            }
        }

        private static TypeAttributes Attributes(ApiType type, bool isNested)
        {
            TypeAttributes attributes = TypeAttributes.AnsiClass | type.Kind switch
            {
                "class" => TypeAttributes.Class,
                "static" => TypeAttributes.Class | TypeAttributes.Abstract | TypeAttributes.Sealed,
                "struct" => TypeAttributes.SequentialLayout | TypeAttributes.Sealed,
                "interface" => TypeAttributes.Interface | TypeAttributes.Abstract,
                "enum" => TypeAttributes.Sealed,
                "delegate" => TypeAttributes.Sealed,
                _ => throw new FormatException("Unknown kind of type '" + type.Kind + "'."),
            };
            if (type.Facts.Has("abstract"))
            {
                attributes |= TypeAttributes.Abstract;
            }

            if (type.Facts.Has("sealed"))
            {
                attributes |= TypeAttributes.Sealed;
            }

            bool isProtected = type.Facts.Has("protected");
            return attributes | (isNested, isProtected) switch
            {
                (true, true) => TypeAttributes.NestedFamily,
                (true, false) => TypeAttributes.NestedPublic,
                _ => TypeAttributes.Public,
            };
        }
    }
}
