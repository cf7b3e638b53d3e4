using System.Collections.Generic;

namespace VirtualEsp32.Kernel
{
    /// <summary>The threads that wait for one event, first come first served.</summary>
    internal sealed class WaitQueue
    {
        internal LinkedList<GreenThread> Threads { get; } = new LinkedList<GreenThread>();
    }
}
