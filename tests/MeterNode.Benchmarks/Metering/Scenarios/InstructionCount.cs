using System;
using System.IO;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Benchmarks.Metering.Scenarios
{
    /// <summary>Instructions that one sample takes on the straight path, counted in the firmware's own IL.</summary>
    public static class InstructionCount
    {
        /// <summary>The loop over a block's visits in the source, and the loop over its samples in the meter.</summary>
        public static (int Source, int Meter) Measure()
        {
            string folder = AppContext.BaseDirectory;
            return (
                Loop(Path.Combine(folder, "MeterNode.Board.dll"), "MeterNode.Board.Sensing.Ina219SampleSource", "VisitPlainly"),
                Loop(Path.Combine(folder, "MeterNode.Core.dll"), "MeterNode.Core.Metering.Meter", "AccumulatePlain"));
        }

        /// <summary>One turn of a method's only loop, without the ways out of it; calls to the firmware's own code are not allowed in it.</summary>
        private static int Loop(string assembly, string type, string method)
        {
            using var module = ModuleDefinition.ReadModule(assembly);
            foreach (var candidate in module.GetType(type).Methods)
            {
                if (candidate.Name == method)
                {
                    return Turn(candidate.Body);
                }
            }

            throw new InvalidOperationException(type + " has no " + method);
        }

        private static int Turn(MethodBody body)
        {
            Instruction? back = null;
            foreach (var instruction in body.Instructions)
            {
                if (instruction.Operand is Instruction target && target.Offset < instruction.Offset)
                {
                    back = instruction;
                }
            }

            if (back is null)
            {
                throw new InvalidOperationException("no loop");
            }

            var from = (Instruction)back.Operand;
            int count = 0;
            for (Instruction? at = from; at is not null && at.Offset <= back.Offset; at = at.Next)
            {
                if (at.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj && ((MethodReference)at.Operand).DeclaringType.FullName.StartsWith("MeterNode.", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException("the straight path calls " + at.Operand);
                }

                // A failure returns from the loop: a load and a return that a good sample jumps over.
                bool leaves = at.OpCode.Code == Code.Ret || at.Next?.OpCode.Code == Code.Ret;
                count += leaves || at.OpCode.Code == Code.Nop ? 0 : 1;
            }

            return count;
        }
    }
}
