using System;
using VirtualEsp32;
using VirtualEsp32.Kernel;

namespace nanoFramework.Runtime.Native
{
    /// <summary>Rebooting.</summary>
    public class Power
    {
        /// <summary>Raised before a reboot that the firmware asks for; what its handlers throw is ignored.</summary>
        public static event RebootEventHandler OnRebootEvent
        {
            add => RebootHandlers.Current += value;
            remove => RebootHandlers.Current -= value;
        }

        /// <summary>Reboots; does not return.</summary>
        /// <param name="rebootOption">What into; every reboot of the virtual board is a whole one.</param>
        public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot)
        {
            RebootDevice(-1, rebootOption);
        }

        /// <summary>Reboots; does not return.</summary>
        /// <param name="exeConstraintTimeout">Time for the handlers, ms; not enforced.</param>
        /// <param name="rebootOption">What into; every reboot of the virtual board is a whole one.</param>
        public static void RebootDevice(int exeConstraintTimeout, RebootOption rebootOption = RebootOption.NormalReboot)
        {
            var board = VirtualBoard.Current;
            board.Scheduler.ThrowIfResetting();
            try
            {
                RebootHandlers.Current?.Invoke();
            }
            catch (Exception failure) when (failure is not BoardResetException)
            {
                // As on the platform: a handler cannot keep the board from rebooting.
            }

            board.Reset(ResetCause.Software);
            board.Scheduler.ThrowIfResetting();
        }
    }
}
