using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>What single instructions do to the values that are followed.</summary>
    internal sealed class ValueSteps
    {
        private readonly MethodDefinition _method;
        private readonly Dictionary<Instruction, TrackedArray> _arrays = new();

        /// <summary>The steps of one method.</summary>
        public ValueSteps(MethodDefinition method)
        {
            _method = method;
        }

        /// <summary>Carries out an instruction; returns what it took off the stack, the deepest first.</summary>
        public TrackedValue[] Step(Instruction instruction, FlowState state)
        {
            TrackedValue[] operands = state.Pop(StackEffect.Pops(instruction, _method));
            TrackedValue? result = Result(instruction, operands, state);
            int pushes = StackEffect.Pushes(instruction);
            for (int i = 0; i < pushes; i++)
            {
                state.Push(result ?? TrackedValue.Unknown);
            }

            return operands;
        }

        private TrackedValue? Result(Instruction instruction, TrackedValue[] operands, FlowState state)
        {
            switch (instruction.OpCode.Code)
            {
                case Code.Dup:
                case Code.Castclass:
                case Code.Isinst:
                    return operands[0];
                case Code.Ldstr:
                    return TrackedValue.Of(FactKind.Text, (string)instruction.Operand);
                case Code.Box:
                    var boxed = (TypeReference)instruction.Operand;
                    return TrackedValue.Of(WalkContext.IsEnum(boxed) ? FactKind.BoxedEnum : FactKind.Boxed, boxed.FullName);
                case Code.Ldc_R4:
                    return FloatConstant((float)instruction.Operand);
                case Code.Ldc_R8:
                    return FloatConstant((double)instruction.Operand);
                case Code.Conv_R4:
                case Code.Conv_R8:
                    return operands[0] with { IsFloat = true };
                case Code.Newarr:
                    return NewArray(instruction);
                case Code.Stelem_Ref:
                    operands[0].Array?.Store(operands[1].Origin, operands[2]);
                    return null;
                case Code.Ldelem_Ref:
                    return Element(operands[0]);
                case Code.Ldelem_R4:
                case Code.Ldelem_R8:
                    return TrackedValue.From(ElementOrigin(operands[0].Origin, operands[1].Origin), isFloat: true);
                case Code.Ldfld:
                    var field = (FieldReference)instruction.Operand;
                    string? owner = operands[0].Origin;
                    return Read(owner == null ? null : owner + "." + field.Name, field.FieldType);
                case Code.Ldsfld:
                    var shared = (FieldReference)instruction.Operand;
                    return Read(shared.FullName, shared.FieldType);
                case Code.Call:
                case Code.Callvirt:
                    return Read(null, ((MethodReference)instruction.Operand).ReturnType);
                default:
                    return Plain(instruction, operands, state);
            }
        }

        private TrackedValue? Plain(Instruction instruction, TrackedValue[] operands, FlowState state)
        {
            if (IntegerOf(instruction) is int number)
            {
                return TrackedValue.From("#" + number.ToString(CultureInfo.InvariantCulture), isFloat: false);
            }

            if (LocalOf(instruction, "ldloc", "ldloca") is VariableDefinition read)
            {
                TrackedValue value = state.Local(read.Index);
                string origin = "variable " + read.Index.ToString(CultureInfo.InvariantCulture);
                return value with { Origin = origin, IsFloat = value.IsFloat || IsFloat(read.VariableType) };
            }

            if (LocalOf(instruction, "stloc", "stloc") is VariableDefinition written)
            {
                state.SetLocal(written.Index, operands[0]);
                return null;
            }

            if (ArgumentOf(instruction) is int argument)
            {
                return Read("argument " + argument.ToString(CultureInfo.InvariantCulture), ArgumentType(argument));
            }

            return null;
        }

        // A place of the base class of enums can hold nothing else than a boxed enum.
        private static TrackedValue Read(string? origin, TypeReference? type)
        {
            TrackedValue value = TrackedValue.From(origin, type != null && IsFloat(type));
            return type?.FullName == "System.Enum"
                ? value with { Facts = value.Facts.Add(new ValueFact(FactKind.BoxedEnum, type.FullName)) }
                : value;
        }

        private static bool IsFloat(TypeReference type)
        {
            MetadataType kind = type is ByReferenceType reference ? reference.ElementType.MetadataType : type.MetadataType;
            return kind is MetadataType.Single or MetadataType.Double;
        }

        private static TrackedValue FloatConstant(double value)
        {
            TrackedValue constant = TrackedValue.Unknown with { IsFloat = true };
            if (double.IsNaN(value))
            {
                return constant with { Facts = constant.Facts.Add(new ValueFact(FactKind.NaN, string.Empty)) };
            }

            return value == 0
                ? constant with { Facts = constant.Facts.Add(new ValueFact(FactKind.Zero, string.Empty)) }
                : constant;
        }

        // One object a place, so that the walk comes to an end in a loop.
        private TrackedValue NewArray(Instruction instruction)
        {
            if (!_arrays.TryGetValue(instruction, out TrackedArray? array))
            {
                array = new TrackedArray();
                _arrays.Add(instruction, array);
            }

            return TrackedValue.Unknown with { Array = array };
        }

        private static TrackedValue Element(TrackedValue array) => array.Array == null
            ? TrackedValue.Unknown
            : array.Array.Elements.Aggregate(TrackedValue.Unknown, TrackedValue.Merge);

        private static string? ElementOrigin(string? array, string? index) =>
            array == null || index == null ? null : array + "[" + index + "]";

        private static int? IntegerOf(Instruction instruction) => instruction.OpCode.Code switch
        {
            Code.Ldc_I4 => (int)instruction.Operand,
            Code.Ldc_I4_S => (sbyte)instruction.Operand,
            Code.Ldc_I4_M1 => -1,
            >= Code.Ldc_I4_0 and <= Code.Ldc_I4_8 => instruction.OpCode.Code - Code.Ldc_I4_0,
            _ => null,
        };

        private VariableDefinition? LocalOf(Instruction instruction, string name, string otherName)
        {
            string[] parts = instruction.OpCode.Name.Split('.');
            if (parts[0] != name && parts[0] != otherName)
            {
                return null;
            }

            return instruction.Operand as VariableDefinition
                ?? _method.Body.Variables[int.Parse(parts[1], CultureInfo.InvariantCulture)];
        }

        private int? ArgumentOf(Instruction instruction)
        {
            string[] parts = instruction.OpCode.Name.Split('.');
            if (parts[0] is not ("ldarg" or "ldarga"))
            {
                return null;
            }

            return instruction.Operand is ParameterDefinition parameter
                ? parameter.Index + (_method.HasThis ? 1 : 0)
                : int.Parse(parts[1], CultureInfo.InvariantCulture);
        }

        private TypeReference? ArgumentType(int argument)
        {
            int parameter = argument - (_method.HasThis ? 1 : 0);
            return parameter < 0 ? null : _method.Parameters[parameter].ParameterType;
        }
    }
}
