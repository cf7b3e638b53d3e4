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

            CheckTries(method);
        }

        /// <summary>
        /// The interpreter looks for handlers from the place behind a call on (Thread.cpp, ProcessException_Phase1): where that is the
        /// first one in a try, it takes the call for one of those in it.
        /// </summary>
        private void CheckTries(MethodDefinition method)
        {
            foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
            {
                // Without optimizing there is a place for the debugger in between.
                Instruction? before = handler.TryStart.Previous;
                while (before?.OpCode.Code == Code.Nop)
                {
                    before = before.Previous;
                }

                // A lock waits and does not throw.
                if (before?.OpCode.FlowControl == FlowControl.Call && before.Operand is not MethodReference { Name: "Enter", DeclaringType.FullName: "System.Threading.Monitor" })
                {
                    _context.Log.Add(Rule.CallBeforeTry, method, before, "its exceptions end up in the handlers of the try behind it");
                }
            }
        }
    }
}
