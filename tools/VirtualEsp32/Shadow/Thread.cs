using System;
using System.Threading;
using VirtualEsp32.Kernel;

namespace VirtualEsp32.Shadow
{
    /// <summary>
    /// nanoFramework's <c>System.Threading.Thread</c> on the virtual clock: green threads with a 20 ms quantum; sleeping is
    /// rounded up to the platform's 10 ms tick.
    /// </summary>
    public sealed class Thread
    {
        private const long TickUs = 10_000;

        private readonly ThreadStart _start;
        private GreenThread? _thread;

        /// <summary>Creates a thread that does not run yet.</summary>
        /// <param name="start">What it does.</param>
        public Thread(ThreadStart start)
        {
            _start = start ?? throw new ArgumentNullException(nameof(start));
        }

        /// <summary>Whether it was started and has not ended.</summary>
        public bool IsAlive => _thread is { Finished: false };

        /// <summary>Taken and kept; the virtual scheduler treats all threads alike.</summary>
        public ThreadPriority Priority { get; set; } = ThreadPriority.Normal;

        /// <summary>Starts it.</summary>
        /// <exception cref="InvalidOperationException">It was started before.</exception>
        public void Start()
        {
            if (_thread is not null)
            {
                throw new InvalidOperationException("The thread was started before.");
            }

            var method = _start.Method;
            _thread = VirtualBoard.Current.Scheduler.Start(() => _start(), method.DeclaringType?.Name + "." + method.Name);
        }

        /// <summary>Puts the calling thread to sleep.</summary>
        /// <param name="millisecondsTimeout">ms; 0 lets other threads run, -1 sleeps for ever.</param>
        public static void Sleep(int millisecondsTimeout)
        {
            long us = TicksUs(millisecondsTimeout);
            VirtualBoard.Current.Scheduler.Sleep(us < 0 ? long.MaxValue / 4 : us);
        }

        /// <summary>A time in ms as µs, rounded up to whole ticks of the platform; -1 stays negative.</summary>
        internal static long TicksUs(int milliseconds)
        {
            return milliseconds < 0 ? -1 : ((milliseconds * 1000L) + TickUs - 1) / TickUs * TickUs;
        }
    }
}
