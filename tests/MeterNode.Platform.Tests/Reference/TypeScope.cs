using System;
using System.Collections.Generic;
using Mono.Cecil;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>Turns the type names of the listings into references for the module that is being emitted.</summary>
    internal sealed class TypeScope
    {
        private readonly ModuleDefinition _module;
        private readonly IReadOnlyDictionary<string, TypeDefinition> _types;

        /// <summary>A scope for <paramref name="module"/> over all types of all listings, which are unambiguous by name.</summary>
        public TypeScope(ModuleDefinition module, IReadOnlyDictionary<string, TypeDefinition> types)
        {
            _module = module;
            _types = types;
        }

        /// <summary>A type as it stands in a signature: primitives, arrays and references to a place included.</summary>
        /// <exception cref="FormatException">No listing has the type.</exception>
        public TypeReference Signature(string name)
        {
            if (name.EndsWith('&'))
            {
                return new ByReferenceType(Signature(name[..^1]));
            }

            if (name.EndsWith("[]", StringComparison.Ordinal))
            {
                return new ArrayType(Signature(name[..^2]));
            }

            return Primitive(name) ?? Named(name);
        }

        /// <summary>A type as it stands where a definition is meant: base types, interfaces, owners of constructors.</summary>
        /// <exception cref="FormatException">No listing has the type.</exception>
        public TypeReference Named(string name)
        {
            TypeDefinition definition = Definition(name);
            return definition.Module == _module ? definition : _module.ImportReference(definition);
        }

        /// <summary>The definition, in whichever module it is.</summary>
        /// <exception cref="FormatException">No listing has the type.</exception>
        public TypeDefinition Definition(string name) =>
            _types.TryGetValue(name, out TypeDefinition? definition)
                ? definition
                : throw new FormatException("No listing has the type " + name + ".");

        /// <summary>The constructor of an attribute with exactly these parameter types.</summary>
        /// <exception cref="FormatException">No listing has it.</exception>
        public MethodReference Constructor(string typeName, params string[] parameterTypes)
        {
            foreach (MethodDefinition method in Definition(typeName).Methods)
            {
                if (method.IsConstructor && HasParameters(method, parameterTypes))
                {
                    return method.Module == _module ? method : _module.ImportReference(method);
                }
            }

            throw new FormatException("No listing has that constructor of " + typeName + ".");
        }

        private static bool HasParameters(MethodDefinition method, string[] parameterTypes)
        {
            if (method.Parameters.Count != parameterTypes.Length)
            {
                return false;
            }

            for (int i = 0; i < parameterTypes.Length; i++)
            {
                if (method.Parameters[i].ParameterType.FullName != parameterTypes[i])
                {
                    return false;
                }
            }

            return true;
        }

        private TypeReference? Primitive(string name)
        {
            TypeSystem system = _module.TypeSystem;
            return name switch
            {
                "System.Void" => system.Void,
                "System.Boolean" => system.Boolean,
                "System.Char" => system.Char,
                "System.SByte" => system.SByte,
                "System.Byte" => system.Byte,
                "System.Int16" => system.Int16,
                "System.UInt16" => system.UInt16,
                "System.Int32" => system.Int32,
                "System.UInt32" => system.UInt32,
                "System.Int64" => system.Int64,
                "System.UInt64" => system.UInt64,
                "System.Single" => system.Single,
                "System.Double" => system.Double,
                "System.IntPtr" => system.IntPtr,
                "System.UIntPtr" => system.UIntPtr,
                "System.String" => system.String,
                "System.Object" => system.Object,
                "System.TypedReference" => system.TypedReference,
                _ => null,
            };
        }
    }
}
