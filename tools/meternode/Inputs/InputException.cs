using System;

namespace MeterNode.Cli.Inputs
{
    /// <summary>Something that the user gave cannot be worked with. The message is one line: what, where, and what is allowed.</summary>
    public sealed class InputException : Exception
    {
        /// <summary>Says what is wrong.</summary>
        /// <param name="message">The option or file, the value found, and what is allowed.</param>
        public InputException(string message)
            : base(OneLine.Of(message))
        {
        }
    }
}
