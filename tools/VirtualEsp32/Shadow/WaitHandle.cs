using VirtualEsp32.Kernel;

namespace VirtualEsp32.Shadow
{
    /// <summary>nanoFramework's <c>System.Threading.WaitHandle</c> on the virtual clock; times are rounded up to its 10 ms tick.</summary>
    public abstract class WaitHandle
    {
        /// <summary>The return value of a wait that timed out.</summary>
        public const int WaitTimeout = 258;

        private readonly WaitQueue _queue = new WaitQueue();
        private readonly bool _autoReset;
        private bool _set;

        private protected WaitHandle(bool initialState, bool autoReset)
        {
            _set = initialState;
            _autoReset = autoReset;
        }

        /// <summary>Waits for the event.</summary>
        public virtual bool WaitOne()
        {
            return WaitOne(-1, false);
        }

        /// <summary>Waits for the event, at most so long.</summary>
        /// <param name="millisecondsTimeout">ms; -1 for ever.</param>
        /// <param name="exitContext">Unused, as on the platform.</param>
        /// <returns>Whether the event came.</returns>
        public virtual bool WaitOne(int millisecondsTimeout, bool exitContext)
        {
            var scheduler = VirtualBoard.Current.Scheduler;
            scheduler.ThrowIfResetting();
            if (_set)
            {
                _set = !_autoReset;
                return true;
            }

            return millisecondsTimeout != 0 && scheduler.Wait(_queue, Thread.TicksUs(millisecondsTimeout));
        }

        private protected bool SetCore()
        {
            var scheduler = VirtualBoard.Current.Scheduler;
            if (_autoReset)
            {
                if (!scheduler.Signal(_queue))
                {
                    _set = true;
                }
            }
            else
            {
                _set = true;
                while (scheduler.Signal(_queue))
                {
                }
            }

            return true;
        }

        private protected bool ResetCore()
        {
            _set = false;
            return true;
        }
    }
}
