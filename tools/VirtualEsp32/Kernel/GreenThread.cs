using System;
using System.Threading;

namespace VirtualEsp32.Kernel
{
    /// <summary>
    /// One managed thread of the virtual board. It is carried by a thread of the PC, but only ever runs while it holds the
    /// scheduler's baton, as the interpreter's green threads do on their one FreeRTOS task.
    /// </summary>
    internal sealed class GreenThread
    {
        private const int StackBytes = 1024 * 1024;
        private const int ResetsBeforeParking = 50;

        private readonly SemaphoreSlim _baton = new SemaphoreSlim(0);
        private readonly Scheduler _scheduler;
        private readonly Action _body;
        private readonly Thread _carrier;
        private int _resetsThrown;

        internal GreenThread(Scheduler scheduler, Action body, string name, int id)
        {
            _scheduler = scheduler;
            _body = body;
            Name = name;
            Id = id;
            _carrier = new Thread(Carry, StackBytes) { IsBackground = true, Name = "esp32:" + name };
        }

        internal string Name { get; }

        internal int Id { get; }

        /// <summary>When it is to be made ready, in µs; <see cref="long.MaxValue"/> while it waits for a signal only.</summary>
        internal long WakeUs { get; set; } = long.MaxValue;

        /// <summary>What it waits for, or null.</summary>
        internal WaitQueue? WaitingFor { get; set; }

        /// <summary>Whether the last wait ended by its signal (and not by its time).</summary>
        internal bool Signalled { get; set; }

        internal bool Finished { get; private set; }

        internal bool Started { get; private set; }

        /// <summary>Gives this thread the baton; the caller must hold it, and lose it by this.</summary>
        internal void Resume()
        {
            if (!Started)
            {
                Started = true;
                _carrier.Start();
            }

            _baton.Release();
        }

        /// <summary>Waits until the baton comes back.</summary>
        internal void AwaitBaton()
        {
            _baton.Wait();
        }

        /// <summary>Ends the firmware's work on this thread; a thread that keeps swallowing the reset is parked for good.</summary>
        internal void ThrowReset()
        {
            if (++_resetsThrown > ResetsBeforeParking)
            {
                Finished = true;
                _scheduler.ThreadEnded(this);
                Thread.Sleep(Timeout.Infinite);
            }

            throw new BoardResetException();
        }

        private void Carry()
        {
            _baton.Wait();
            VirtualBoard.EnterThread(_scheduler.Board);
            try
            {
                if (!_scheduler.Resetting)
                {
                    _body();
                }
            }
            catch (BoardResetException)
            {
                // The board went away under this thread: nothing to clean up, as on the real one.
            }
            catch (Exception failure)
            {
                _scheduler.ThreadFailed(this, failure);
            }
            finally
            {
                Finished = true;
                _scheduler.ThreadEnded(this);
            }
        }
    }
}
