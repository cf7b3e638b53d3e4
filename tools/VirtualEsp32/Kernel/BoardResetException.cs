using System;

namespace VirtualEsp32.Kernel
{
    /// <summary>Unwinds a managed thread of the virtual board when the board loses power or is reset. Not for the firmware to see.</summary>
    public sealed class BoardResetException : Exception
    {
        /// <summary>Creates the exception that ends a thread at a reset.</summary>
        public BoardResetException()
            : base("The virtual board was reset.")
        {
        }
    }
}
