using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>Stack and variables at one place of a method.</summary>
    internal sealed class FlowState
    {
        private readonly List<TrackedValue> _stack;
        private readonly TrackedValue[] _locals;

        private FlowState(List<TrackedValue> stack, TrackedValue[] locals)
        {
            _stack = stack;
            _locals = locals;
        }

        /// <summary>The state at the start of a method, or of a handler with an exception on its stack.</summary>
        public static FlowState Start(int locals, int depth = 0) => new(
            Enumerable.Repeat(TrackedValue.Unknown, depth).ToList(),
            Enumerable.Repeat(TrackedValue.Unknown, locals).ToArray());

        /// <summary>A copy that can be changed by itself.</summary>
        public FlowState Copy() => new(new List<TrackedValue>(_stack), (TrackedValue[])_locals.Clone());

        /// <summary>Puts a value on the stack.</summary>
        public void Push(TrackedValue value) => _stack.Add(value);

        /// <summary>Takes so many values off the stack, the deepest first; -1 takes all.</summary>
        public TrackedValue[] Pop(int count)
        {
            // Fewer are there only behind code that is never reached; unknown values keep the walk going.
            int taken = count < 0 ? _stack.Count : Math.Min(count, _stack.Count);
            var values = new TrackedValue[Math.Max(count, taken)];
            System.Array.Fill(values, TrackedValue.Unknown);
            _stack.CopyTo(_stack.Count - taken, values, values.Length - taken, taken);
            _stack.RemoveRange(_stack.Count - taken, taken);
            return values;
        }

        /// <summary>The value of a variable.</summary>
        public TrackedValue Local(int index) => _locals[index];

        /// <summary>Sets a variable.</summary>
        public void SetLocal(int index, TrackedValue value) => _locals[index] = value;

        /// <summary>Takes in what is known on another way to the same place; true when that changes anything.</summary>
        public bool Merge(FlowState other)
        {
            bool isChanged = false;
            for (int i = 0; i < Math.Min(_stack.Count, other._stack.Count); i++)
            {
                TrackedValue merged = TrackedValue.Merge(_stack[i], other._stack[i]);
                isChanged |= !ReferenceEquals(merged, _stack[i]);
                _stack[i] = merged;
            }

            for (int i = 0; i < _locals.Length; i++)
            {
                TrackedValue merged = TrackedValue.Merge(_locals[i], other._locals[i]);
                isChanged |= !ReferenceEquals(merged, _locals[i]);
                _locals[i] = merged;
            }

            return isChanged;
        }
    }
}
