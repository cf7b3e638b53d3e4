using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>Emits those attributes of one listing that the compiler acts on.</summary>
    internal sealed class AttributeEmitter
    {
        private const string CompilerServices = "System.Runtime.CompilerServices";

        private readonly TypeScope _scope;
        private readonly ModuleDefinition _module;
        private readonly Dictionary<string, MethodDefinition> _embedded = new(StringComparer.Ordinal);

        /// <summary>An emitter into <paramref name="module"/>.</summary>
        public AttributeEmitter(TypeScope scope, ModuleDefinition module)
        {
            _scope = scope;
            _module = module;
        }

        /// <summary>Adds the attributes of types, members and the assembly; all members must be there.</summary>
        public void AddAttributes(ApiListing listing)
        {
            foreach (ApiType type in listing.Types)
            {
                AddToType(type, _scope.Definition(type.FullName));
            }

            foreach (ApiField field in listing.Fields.Where(f => IsObsolete(f.Facts)))
            {
                AddObsolete(Field(field), field.Facts);
            }

            foreach (ApiMethod method in listing.Methods)
            {
                AddToMethod(method, Method(method));
            }

            AddIndexerNames();
        }

        private void AddToType(ApiType type, TypeDefinition definition)
        {
            ApiFacts facts = type.Facts;
            if (facts.Usage is int usage)
            {
                CustomAttribute attribute = Add(definition, "System.AttributeUsageAttribute", "System.AttributeTargets", usage);
                TypeReference boolean = _module.TypeSystem.Boolean;
                attribute.Properties.Add(new CustomAttributeNamedArgument(
                    "AllowMultiple", new CustomAttributeArgument(boolean, facts.AllowMultiple)));
                attribute.Properties.Add(new CustomAttributeNamedArgument(
                    "Inherited", new CustomAttributeArgument(boolean, facts.Inherited)));
            }

            if (facts.Has("flags"))
            {
                Add(definition, "System.FlagsAttribute");
            }

            if (type.Kind == "struct" && facts.Has("readonly"))
            {
                AddEmbedded(definition, "IsReadOnlyAttribute");
            }

            if (facts.Has("ref"))
            {
                AddEmbedded(definition, "IsByRefLikeAttribute");
            }

            if (IsObsolete(facts))
            {
                AddObsolete(definition, facts);
            }
        }

        private void AddToMethod(ApiMethod method, MethodDefinition definition)
        {
            ApiFacts facts = method.Facts;
            if (facts.Conditional != null)
            {
                Add(definition, "System.Diagnostics.ConditionalAttribute", "System.String", facts.Conditional);
            }

            if (IsObsolete(facts))
            {
                AddObsolete((ICustomAttributeProvider?)Property(definition) ?? definition, facts);
            }

            if (facts.Has("params"))
            {
                Add(definition.Parameters.Last(), "System.ParamArrayAttribute");
            }

            foreach (KeyValuePair<int, string> expression in facts.Expressions)
            {
                Add(definition.Parameters[expression.Key],
                    CompilerServices + ".CallerArgumentExpressionAttribute", "System.String", expression.Value);
            }

            foreach (int index in facts.InParameters)
            {
                AddEmbedded(definition.Parameters[index], "IsReadOnlyAttribute");
            }

            if (facts.Has("extension"))
            {
                const string extension = CompilerServices + ".ExtensionAttribute";
                Add(definition, extension);
                AddOnce(definition.DeclaringType, extension);
                AddOnce(_module.Assembly, extension);
            }
        }

        // The compiler finds an indexer by the name that its type gives as the default member.
        private void AddIndexerNames()
        {
            foreach (TypeDefinition type in _module.GetTypes())
            {
                PropertyDefinition? indexer = type.Properties.FirstOrDefault(p => p.HasParameters);
                if (indexer != null)
                {
                    Add(type, "System.Reflection.DefaultMemberAttribute", "System.String", indexer.Name);
                }
            }
        }

        private static bool IsObsolete(ApiFacts facts) => facts.Has("obsolete") || facts.Has("obsolete error");

        private void AddObsolete(ICustomAttributeProvider target, ApiFacts facts)
        {
            const string name = "System.ObsoleteAttribute";
            if (target.CustomAttributes.Any(a => a.AttributeType.FullName == name))
            {
                return;
            }

            var attribute = new CustomAttribute(_scope.Constructor(name, "System.String", "System.Boolean"));
            attribute.ConstructorArguments.Add(new CustomAttributeArgument(_module.TypeSystem.String, "obsolete"));
            attribute.ConstructorArguments.Add(
                new CustomAttributeArgument(_module.TypeSystem.Boolean, facts.Has("obsolete error")));
            target.CustomAttributes.Add(attribute);
        }

        private void AddOnce(ICustomAttributeProvider target, string name)
        {
            if (!target.CustomAttributes.Any(a => a.AttributeType.FullName == name))
            {
                Add(target, name);
            }
        }

        private void Add(ICustomAttributeProvider target, string name) =>
            target.CustomAttributes.Add(new CustomAttribute(_scope.Constructor(name)));

        private CustomAttribute Add(ICustomAttributeProvider target, string name, string parameterType, object value)
        {
            var attribute = new CustomAttribute(_scope.Constructor(name, parameterType));
            attribute.ConstructorArguments.Add(new CustomAttributeArgument(_scope.Signature(parameterType), value));
            target.CustomAttributes.Add(attribute);
            return attribute;
        }

        // The core library has no such attributes; the compiler knows them by name, wherever they are.
        private void AddEmbedded(ICustomAttributeProvider target, string name)
        {
            if (!_embedded.TryGetValue(name, out MethodDefinition? constructor))
            {
                var type = new TypeDefinition(
                    CompilerServices, name, TypeAttributes.NotPublic | TypeAttributes.Sealed, _scope.Named("System.Attribute"));
                constructor = new MethodDefinition(
                    ".ctor",
                    MethodAttributes.Public | MethodAttributes.HideBySig
                        | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
                    _module.TypeSystem.Void);
                constructor.Body.GetILProcessor().Emit(Mono.Cecil.Cil.OpCodes.Ret);
                type.Methods.Add(constructor);
                _module.Types.Add(type);
                _embedded.Add(name, constructor);
            }

            target.CustomAttributes.Add(new CustomAttribute(constructor));
        }

        private FieldDefinition Field(ApiField field) =>
            _scope.Definition(field.DeclaringType).Fields.First(f => f.Name == field.Name);

        private MethodDefinition Method(ApiMethod method) =>
            _scope.Definition(method.DeclaringType).Methods.First(m =>
                m.Name == method.Name
                && m.ReturnType.FullName == method.ReturnType
                && m.Parameters.Select(p => p.ParameterType.FullName).SequenceEqual(method.ParameterTypes));

        private static PropertyDefinition? Property(MethodDefinition accessor) =>
            accessor.DeclaringType.Properties.FirstOrDefault(p => p.GetMethod == accessor || p.SetMethod == accessor);
    }
}
