using System;
using System.Collections.Generic;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>Rules about single instructions.</summary>
    internal sealed class InstructionRules
    {
        private static readonly HashSet<Code> s_unsafe = new()
        {
            Code.Localloc, Code.Calli, Code.Mkrefany, Code.Refanyval, Code.Refanytype, Code.Arglist, Code.Cpblk,
            Code.Initblk, Code.Jmp,
        };

        private readonly WalkContext _context;

        /// <summary>The rules over one assembly.</summary>
        public InstructionRules(WalkContext context)
        {
            _context = context;
        }

        /// <summary>Checks every instruction of a method with a body.</summary>
        public void Check(MethodDefinition method)
        {
            foreach (Instruction instruction in method.Body.Instructions)
            {
                string name = instruction.OpCode.Name;
                if (s_unsafe.Contains(instruction.OpCode.Code))
                {
                    _context.Log.Add(Rule.UnsafeCode, method, instruction, name + " does not run");
                }
                else if (name.Contains(".ovf", StringComparison.Ordinal))
                {
                    _context.Log.Add(Rule.CheckedArithmetic, method, instruction, name + " never throws");
                }
                else if (instruction.OpCode.Code == Code.Volatile)
                {
                    _context.Log.Add(Rule.Volatile, method, instruction, "accesses a volatile field");
                }
            }
        }
    }
}
