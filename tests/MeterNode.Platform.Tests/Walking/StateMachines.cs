using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>
    /// Finds what the compiler makes of async methods and iterators. Their insides break many rules at once, so each is
    /// one finding and is not walked.
    /// </summary>
    internal sealed class StateMachines
    {
        private readonly HashSet<TypeDefinition> _machines;

        /// <summary>The state machines of <paramref name="module"/>.</summary>
        public StateMachines(ModuleDefinition module)
        {
            _machines = module.GetTypes().Where(IsGenerated).ToHashSet();
        }

        /// <summary>True when the type is a state machine.</summary>
        public bool IsMachine(TypeDefinition type) => _machines.Contains(type);

        /// <summary>True when the method is the one written, of which only the start of the machine is left.</summary>
        public bool IsStarter(MethodDefinition method) => method.HasBody && _machines.Count != 0
            && (method.Body.Variables.Any(v => v.VariableType is TypeDefinition type && IsMachine(type))
                || method.Body.Instructions.Any(Creates));

        private bool Creates(Instruction instruction) =>
            instruction.OpCode.Code == Code.Newobj
            && instruction.Operand is MethodDefinition constructor
            && IsMachine(constructor.DeclaringType);

        private static bool IsGenerated(TypeDefinition type)
        {
            bool isNamedSo = type.Name.StartsWith('<') && type.Name.Contains(">d__", StringComparison.Ordinal);
            return isNamedSo && type.Interfaces.Any(i => i.InterfaceType.Name is "IAsyncStateMachine" or "IEnumerator" or "IEnumerable");
        }
    }
}
