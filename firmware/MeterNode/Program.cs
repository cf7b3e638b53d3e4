using System;
using System.Diagnostics;
using System.Threading;
using MeterNode.Board;
using nanoFramework.Runtime.Native;

namespace MeterNode
{
    /// <summary>The firmware's entry point.</summary>
    public static class Program
    {
        private const int RestartDelayMs = 5000;

        /// <summary>
        /// Runs the node. Should it ever fall out of its loop it starts over by a reset: a return, or an exception that nobody
        /// catches, would leave the board waiting for a debugger.
        /// </summary>
        public static void Main()
        {
            try
            {
                NodeHost.Run();
            }
            catch (Exception failure)
            {
                Debug.WriteLine("node failed: " + failure.Message);
            }

            // Relays have dropped by now or do so with the reset; the pause keeps a fault at start from becoming a storm of resets.
            Thread.Sleep(RestartDelayMs);
            Power.RebootDevice();
        }
    }
}
