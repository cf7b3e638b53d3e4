using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>
    /// Follows boxed enums, constant texts and floating-point constants through the stack and the variables of one
    /// method, over all its ways, until nothing changes any more.
    /// </summary>
    internal sealed class ValueFlow
    {
        private readonly MethodDefinition _method;
        private readonly ValueSteps _steps;
        private readonly Dictionary<Instruction, FlowState> _entries = new();
        private readonly HashSet<Instruction> _targets = new();
        private readonly Queue<Instruction> _open = new();

        private ValueFlow(MethodDefinition method)
        {
            _method = method;
            _steps = new ValueSteps(method);
        }

        /// <summary>Calls <paramref name="visit"/> for every instruction that can be reached, with what it takes off the stack.</summary>
        public static void Run(MethodDefinition method, Action<Instruction, TrackedValue[]> visit)
        {
            var flow = new ValueFlow(method);
            flow.FindEntries();
            while (flow._open.TryDequeue(out Instruction? entry))
            {
                flow.Follow(entry, null);
            }

            foreach (Instruction entry in flow._entries.Keys.OrderBy(i => i.Offset).ToArray())
            {
                flow.Follow(entry, visit);
            }
        }

        private void FindEntries()
        {
            MethodBody body = _method.Body;
            foreach (Instruction instruction in body.Instructions)
            {
                if (instruction.Operand is Instruction target)
                {
                    _targets.Add(target);
                }
                else if (instruction.Operand is Instruction[] targets)
                {
                    _targets.UnionWith(targets);
                }
            }

            int locals = body.Variables.Count;
            Enter(body.Instructions[0], FlowState.Start(locals));
            foreach (ExceptionHandler handler in body.ExceptionHandlers)
            {
                bool hasException = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
                Enter(handler.HandlerStart, FlowState.Start(locals, hasException ? 1 : 0));
                if (handler.FilterStart != null)
                {
                    Enter(handler.FilterStart, FlowState.Start(locals, 1));
                }
            }
        }

        private void Enter(Instruction target, FlowState state)
        {
            if (!_entries.TryGetValue(target, out FlowState? known))
            {
                _entries.Add(target, state.Copy());
                _targets.Add(target);
                _open.Enqueue(target);
            }
            else if (known.Merge(state))
            {
                _open.Enqueue(target);
            }
        }

        private void Follow(Instruction entry, Action<Instruction, TrackedValue[]>? visit)
        {
            FlowState state = _entries[entry].Copy();
            for (Instruction? instruction = entry; instruction != null; instruction = instruction.Next)
            {
                if (instruction != entry && _targets.Contains(instruction))
                {
                    Enter(instruction, state);
                    return;
                }

                TrackedValue[] operands = _steps.Step(instruction, state);
                visit?.Invoke(instruction, operands);
                if (instruction.Operand is Instruction target)
                {
                    Enter(target, state);
                }
                else if (instruction.Operand is Instruction[] targets)
                {
                    foreach (Instruction one in targets)
                    {
                        Enter(one, state);
                    }
                }

                if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
                {
                    return;
                }
            }
        }
    }
}
