using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>Rules about where values go: enums into text, formats to numbers, NaN into comparisons, zero into divisions.</summary>
    internal sealed class ValueRules
    {
        private static readonly string[] s_textMakers = { "Concat", "Format", "Append", "Insert", "Write", "Log" };

        private readonly WalkContext _context;

        /// <summary>The rules over one assembly.</summary>
        public ValueRules(WalkContext context)
        {
            _context = context;
        }

        /// <summary>Checks a method with a body.</summary>
        public void Check(MethodDefinition method) =>
            ValueFlow.Run(method, (instruction, operands) => Check(method, instruction, operands));

        private void Check(MethodDefinition method, Instruction instruction, TrackedValue[] operands)
        {
            switch (instruction.OpCode.Code)
            {
                case Code.Call:
                case Code.Callvirt:
                    CheckCall(method, instruction, (MethodReference)instruction.Operand, operands);
                    break;
                case Code.Div or Code.Rem when operands[1].Is(FactKind.Zero):
                    _context.Log.Add(Rule.ZeroDivision, method, instruction, "throws a plain exception on the board");
                    break;
                default:
                    if (IsComparison(instruction.OpCode))
                    {
                        CheckComparison(method, instruction, operands);
                    }

                    break;
            }
        }

        private static bool IsComparison(OpCode code) => code.Code is Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un
            || (code.FlowControl == FlowControl.Cond_Branch && code.StackBehaviourPop == StackBehaviour.Pop1_pop1);

        private void CheckComparison(MethodDefinition method, Instruction instruction, TrackedValue[] operands)
        {
            if (operands[0].Is(FactKind.NaN) || operands[1].Is(FactKind.NaN))
            {
                _context.Log.Add(Rule.NanComparison, method, instruction, "compares with NaN: use IsNaN");
            }
            else if (operands[0].IsFloat && operands[0].Origin != null && operands[0].Origin == operands[1].Origin)
            {
                _context.Log.Add(Rule.NanComparison, method, instruction, "compares a number with itself: use IsNaN");
            }
        }

        private void CheckCall(MethodDefinition method, Instruction instruction, MethodReference called, TrackedValue[] operands)
        {
            if (called.Name == "ToString" && called.HasThis)
            {
                CheckToString(method, instruction, called, operands);
            }
            else if (IsTextMaker(called))
            {
                IEnumerable<TrackedValue> elements = operands.SelectMany(o => o.Array?.Elements ?? Array.Empty<TrackedValue>());
                foreach (string name in operands.Concat(elements).SelectMany(v => v.Of(FactKind.BoxedEnum)).Distinct(StringComparer.Ordinal))
                {
                    AddEnumText(method, instruction, name);
                }

                if (called.DeclaringType.FullName == "System.String" && called.Name == "Format")
                {
                    CheckFormat(method, instruction, operands);
                }
            }
        }

        private bool IsTextMaker(MethodReference called) =>
            _context.IsOfPlatform(called.DeclaringType)
            && called.DeclaringType.Namespace != "System.Collections"
            && s_textMakers.Any(m => called.Name.StartsWith(m, StringComparison.Ordinal));

        private void CheckToString(MethodDefinition method, Instruction instruction, MethodReference called, TrackedValue[] operands)
        {
            if (instruction.Previous?.OpCode.Code == Code.Constrained
                && instruction.Previous.Operand is TypeReference constrained
                && WalkContext.IsEnum(constrained))
            {
                AddEnumText(method, instruction, constrained.FullName);
            }

            foreach (string name in operands[0].Of(FactKind.BoxedEnum))
            {
                AddEnumText(method, instruction, name);
            }

            if (operands.Length == 2)
            {
                foreach (string format in operands[1].Of(FactKind.Text))
                {
                    AddFormat(method, instruction, NumberFormats.Fault(called.DeclaringType.FullName, format));
                }
            }
        }

        private void CheckFormat(MethodDefinition method, Instruction instruction, TrackedValue[] operands)
        {
            TrackedArray? arguments = operands[^1].Array;
            foreach ((int index, string format) in operands[0].Of(FactKind.Text).SelectMany(NumberFormats.Placeholders))
            {
                // Overloads without an array take the arguments one by one.
                TrackedValue? argument = arguments?.At(index) ?? operands.ElementAtOrDefault(index + 1);
                foreach (string typeName in argument?.Of(FactKind.Boxed) ?? Array.Empty<string>())
                {
                    AddFormat(method, instruction, NumberFormats.Fault(typeName, format));
                }
            }
        }

        private void AddEnumText(MethodDefinition method, Instruction instruction, string name) =>
            _context.Log.Add(Rule.EnumText, method, instruction, "makes text of " + name + ": the board prints its number");

        private void AddFormat(MethodDefinition method, Instruction instruction, string? fault)
        {
            if (fault != null)
            {
                _context.Log.Add(Rule.NumberFormat, method, instruction, fault);
            }
        }
    }
}
