using System;

namespace VirtualNode
{
    /// <summary>A home and a node's settings that do not fit each other; the message is one line for the user.</summary>
    public sealed class WorldException : Exception
    {
        /// <summary>Creates the exception.</summary>
        /// <param name="message">What does not fit, and what would.</param>
        public WorldException(string message)
            : base(message)
        {
        }
    }
}
