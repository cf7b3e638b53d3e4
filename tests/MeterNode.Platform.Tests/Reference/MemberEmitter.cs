using System;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>Emits the fields and methods of one listing.</summary>
    internal sealed class MemberEmitter
    {
        private readonly TypeScope _scope;
        private readonly ModuleDefinition _module;

        /// <summary>An emitter into <paramref name="module"/>.</summary>
        public MemberEmitter(TypeScope scope, ModuleDefinition module)
        {
            _scope = scope;
            _module = module;
        }

        /// <summary>Adds every field and method to the types, which must be there.</summary>
        public void AddMembers(ApiListing listing)
        {
            foreach (ApiField field in listing.Fields)
            {
                AddField(field);
            }

            foreach (ApiMethod method in listing.Methods)
            {
                AddMethod(method);
            }
        }

        private void AddField(ApiField field)
        {
            TypeDefinition type = _scope.Definition(field.DeclaringType);
            FieldAttributes attributes = field.Facts.Has("protected") ? FieldAttributes.Family : FieldAttributes.Public;
            bool isConstant = field.Constant != null;
            if (isConstant)
            {
                attributes |= FieldAttributes.Static | FieldAttributes.Literal | FieldAttributes.HasDefault;
            }

            if (field.Facts.Has("static"))
            {
                attributes |= FieldAttributes.Static;
            }

            if (field.Facts.Has("readonly"))
            {
                attributes |= FieldAttributes.InitOnly;
            }

            // The listing has the underlying type for a member of an enum; in metadata it is of the enum itself.
            TypeReference fieldType = isConstant && type.IsEnum ? type : _scope.Signature(field.FieldType);
            var definition = new FieldDefinition(field.Name, attributes, fieldType);
            if (field.Constant != null)
            {
                definition.Constant = ApiConstants.Parse(field.Constant, field.FieldType);
            }

            type.Fields.Add(definition);
        }

        private void AddMethod(ApiMethod method)
        {
            TypeDefinition type = _scope.Definition(method.DeclaringType);
            bool isDelegate = type.BaseType?.FullName == "System.MulticastDelegate";
            var definition = new MethodDefinition(
                method.Name, Attributes(method, type), _scope.Signature(method.ReturnType));
            for (int i = 0; i < method.ParameterTypes.Count; i++)
            {
                definition.Parameters.Add(Parameter(method, i));
            }

            type.Methods.Add(definition);
            if (isDelegate)
            {
                definition.ImplAttributes = MethodImplAttributes.Runtime | MethodImplAttributes.Managed;
            }
            else if (!definition.IsAbstract)
            {
                ILProcessor il = definition.Body.GetILProcessor();
                il.Emit(OpCodes.Ldnull);
                il.Emit(OpCodes.Throw);
            }
        }

        private static MethodAttributes Attributes(ApiMethod method, TypeDefinition type)
        {
            ApiFacts facts = method.Facts;
            MethodAttributes attributes = MethodAttributes.HideBySig
                | (facts.Has("protected") ? MethodAttributes.Family : MethodAttributes.Public);
            if (facts.Has("static"))
            {
                attributes |= MethodAttributes.Static;
            }

            if (method.Name == ".ctor")
            {
                return attributes | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
            }

            if (IsSpecialName(method.Name))
            {
                attributes |= MethodAttributes.SpecialName;
            }

            if (type.IsInterface)
            {
                return attributes | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot;
            }

            if (facts.Has("virtual"))
            {
                attributes |= MethodAttributes.Virtual | MethodAttributes.NewSlot;
            }
            else if (facts.Has("abstract"))
            {
                attributes |= MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot;
            }
            else if (facts.Has("override"))
            {
                attributes |= MethodAttributes.Virtual;
            }
            else if (facts.Has("abstract override"))
            {
                attributes |= MethodAttributes.Abstract | MethodAttributes.Virtual;
            }
            else if (facts.Has("sealed override"))
            {
                attributes |= MethodAttributes.Virtual | MethodAttributes.Final;
            }
            else if (facts.Has("final"))
            {
                attributes |= MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.Final;
            }

            return attributes;
        }

        private static bool IsSpecialName(string name) =>
            name.StartsWith("get_", StringComparison.Ordinal)
            || name.StartsWith("set_", StringComparison.Ordinal)
            || name.StartsWith("add_", StringComparison.Ordinal)
            || name.StartsWith("remove_", StringComparison.Ordinal)
            || name.StartsWith("op_", StringComparison.Ordinal);

        private ParameterDefinition Parameter(ApiMethod method, int index)
        {
            var parameter = new ParameterDefinition(
                method.ParameterNames[index],
                ParameterAttributes.None,
                _scope.Signature(method.ParameterTypes[index]));
            if (method.Facts.OutParameters.Contains(index))
            {
                parameter.Attributes |= ParameterAttributes.Out;
            }

            if (method.Facts.InParameters.Contains(index))
            {
                parameter.Attributes |= ParameterAttributes.In;
            }

            if (method.Facts.Defaults.TryGetValue(index, out string? text))
            {
                parameter.Attributes |= ParameterAttributes.Optional | ParameterAttributes.HasDefault;
                parameter.Constant = DefaultOf(text, method.ParameterTypes[index]);
            }

            return parameter;
        }

        // null stands for a null reference and for the default of a struct alike; an enum's default is the number.
        private object? DefaultOf(string text, string typeName)
        {
            if (text == "null")
            {
                return null;
            }

            TypeDefinition type = _scope.Definition(typeName);
            string primitive = type.IsEnum
                ? type.Fields[0].FieldType.FullName
                : typeName;
            return ApiConstants.Parse(text, primitive);
        }
    }
}
