using System;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>
    /// Rules about the types that an assembly names: in bases, signatures, variables, handlers and instructions.
    /// Applied attributes are left out on purpose: the board's file format drops them, or keeps their text alone.
    /// </summary>
    internal sealed class TypeReferenceRules
    {
        private readonly WalkContext _context;

        /// <summary>The rules over one assembly.</summary>
        public TypeReferenceRules(WalkContext context)
        {
            _context = context;
        }

        /// <summary>Checks base type, interfaces and fields.</summary>
        public void CheckType(TypeDefinition type)
        {
            Action<Rule, string> report = (rule, detail) => _context.Log.Add(rule, type, detail);
            if (type.BaseType != null)
            {
                Visit(type.BaseType, isSignature: false, report);
            }

            foreach (InterfaceImplementation implementation in type.Interfaces)
            {
                Visit(implementation.InterfaceType, isSignature: false, report);
            }

            foreach (FieldDefinition field in type.Fields)
            {
                Visit(field.FieldType, isSignature: true, (rule, detail) => _context.Log.Add(rule, field, detail));
            }
        }

        /// <summary>Checks signature, variables, handlers and instructions of a method.</summary>
        public void CheckMethod(MethodDefinition method)
        {
            VisitSignature(method, (rule, detail) => _context.Log.Add(rule, method, null, detail));
            if (!method.HasBody)
            {
                return;
            }

            foreach (VariableDefinition variable in method.Body.Variables)
            {
                Visit(variable.VariableType, isSignature: true, (rule, detail) => _context.Log.Add(rule, method, null, detail));
            }

            foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
            {
                if (handler.CatchType != null)
                {
                    Visit(handler.CatchType, isSignature: false,
                        (rule, detail) => _context.Log.Add(rule, method, handler.HandlerStart, detail));
                }
            }

            foreach (Instruction instruction in method.Body.Instructions)
            {
                VisitOperand(instruction.Operand, (rule, detail) => _context.Log.Add(rule, method, instruction, detail));
            }
        }

        private void VisitOperand(object? operand, Action<Rule, string> report)
        {
            switch (operand)
            {
                case TypeReference type:
                    Visit(type, isSignature: false, report);
                    break;
                case FieldReference field:
                    Visit(field.DeclaringType, isSignature: false, report);
                    Visit(field.FieldType, isSignature: true, report);
                    break;
                case MethodReference method:
                    Visit(method.DeclaringType, isSignature: false, report);
                    VisitSignature(method, report);
                    if (method is GenericInstanceMethod)
                    {
                        report(Rule.Generics, "uses " + method.FullName);
                    }

                    break;
            }
        }

        private void VisitSignature(MethodReference method, Action<Rule, string> report)
        {
            Visit(method.ReturnType, isSignature: true, report);
            foreach (ParameterDefinition parameter in method.Parameters)
            {
                Visit(parameter.ParameterType, isSignature: true, report);
            }
        }

        private void Visit(TypeReference type, bool isSignature, Action<Rule, string> report)
        {
            switch (type)
            {
                case GenericInstanceType:
                    report(Rule.Generics, "uses " + type.FullName);
                    return;
                case GenericParameter:
                    // Reported where it is declared.
                    return;
                case ArrayType { IsVector: false }:
                    report(Rule.MultidimensionalArray, "uses " + type.FullName);
                    return;
                case PointerType or PinnedType or FunctionPointerType:
                    report(Rule.UnsafeCode, "uses " + type.FullName);
                    return;
                case RequiredModifierType modified when modified.ModifierType.Name == "IsVolatile":
                    report(Rule.Volatile, "is volatile");
                    return;
                case RequiredModifierType modified when modified.ModifierType.Name != "IsExternalInit":
                    report(Rule.ModifiedSignature, "uses " + type.FullName);
                    return;
                case TypeSpecification specification:
                    Visit(specification.ElementType, isSignature, report);
                    return;
            }

            // In a signature these two are an element type and no reference to the library's type.
            bool isElementType = isSignature && type.MetadataType is MetadataType.UIntPtr or MetadataType.TypedByReference;
            if (!isElementType && _context.Platform.ExcludedTypes.Contains(type.FullName) && type is not TypeDefinition)
            {
                report(Rule.ExcludedType, type.FullName + " exists for the compiler only: what names it does not load");
            }
        }
    }
}
