using System.Collections.Generic;
using System.Device.Gpio;
using VirtualEsp32.Kernel;

namespace VirtualEsp32.Peripherals
{
    /// <summary>Runs the firmware's pin event handlers one after the other on a thread of the board, as the platform does.</summary>
    internal sealed class PinEventDispatcher
    {
        private readonly VirtualBoard _board;
        private readonly Queue<(GpioPin Pin, PinEventTypes Edge)> _events = new Queue<(GpioPin, PinEventTypes)>();
        private readonly WaitQueue _waiting = new WaitQueue();
        private bool _started;

        internal PinEventDispatcher(VirtualBoard board)
        {
            _board = board;
        }

        /// <summary>Starts the thread if it does not run yet.</summary>
        internal void EnsureStarted()
        {
            if (!_started)
            {
                _started = true;
                _board.Scheduler.Start(Run, "events");
            }
        }

        internal void Post(GpioPin pin, PinEventTypes edge)
        {
            _events.Enqueue((pin, edge));
            _board.Scheduler.Signal(_waiting);
        }

        private void Run()
        {
            while (true)
            {
                while (_events.TryDequeue(out var next))
                {
                    next.Pin.OnPinChanged(next.Edge);
                }

                _board.Scheduler.Wait(_waiting, -1);
            }
        }
    }
}
