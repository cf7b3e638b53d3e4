using System;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>How many values an instruction takes off the stack and puts onto it.</summary>
    internal static class StackEffect
    {
        /// <summary>Values taken; -1 for all that are there.</summary>
        public static int Pops(Instruction instruction, MethodDefinition method)
        {
            switch (instruction.OpCode.StackBehaviourPop)
            {
                case StackBehaviour.Pop0:
                    return 0;
                case StackBehaviour.Pop1:
                case StackBehaviour.Popi:
                case StackBehaviour.Popref:
                    return 1;
                case StackBehaviour.Pop1_pop1:
                case StackBehaviour.Popi_pop1:
                case StackBehaviour.Popi_popi:
                case StackBehaviour.Popi_popi8:
                case StackBehaviour.Popi_popr4:
                case StackBehaviour.Popi_popr8:
                case StackBehaviour.Popref_pop1:
                case StackBehaviour.Popref_popi:
                    return 2;
                case StackBehaviour.PopAll:
                    return -1;
                case StackBehaviour.Varpop:
                    return VariablePops(instruction, method);
                default:
                    return 3;
            }
        }

        /// <summary>Values put onto the stack.</summary>
        public static int Pushes(Instruction instruction) => instruction.OpCode.StackBehaviourPush switch
        {
            StackBehaviour.Push0 => 0,
            StackBehaviour.Push1_push1 => 2,
            StackBehaviour.Varpush => IsVoid(((IMethodSignature)instruction.Operand).ReturnType) ? 0 : 1,
            _ => 1,
        };

        private static int VariablePops(Instruction instruction, MethodDefinition method)
        {
            if (instruction.OpCode.Code == Code.Ret)
            {
                return IsVoid(method.ReturnType) ? 0 : 1;
            }

            var called = (IMethodSignature)instruction.Operand;
            int pops = called.Parameters.Count;
            if (called.HasThis && instruction.OpCode.Code != Code.Newobj)
            {
                pops++;
            }

            return instruction.OpCode.Code == Code.Calli ? pops + 1 : pops;
        }

        private static bool IsVoid(TypeReference type) =>
            type.MetadataType == MetadataType.Void
            || (type is IModifierType modified && modified.ElementType.MetadataType == MetadataType.Void);
    }
}
