using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace VirtualEsp32.Kernel
{
    /// <summary>
    /// The virtual clock and the green threads that live on it. One party at a time holds the baton: the driver (whoever called
    /// <see cref="RunUntil"/>) or one of the board's threads. Time passes only by <see cref="Advance"/> and by waiting, and the
    /// world's events fall in between at their exact time, so that a run depends on its inputs alone.
    /// </summary>
    public sealed class Scheduler
    {
        private const long QuantumUs = 20_000;
        private const long PaceUs = 5_000;
        private static readonly TimeSpan s_stuck = TimeSpan.FromMinutes(5);

        private readonly PriorityQueue<Action, (long TimeUs, long Order)> _events = new PriorityQueue<Action, (long, long)>();
        private readonly LinkedList<GreenThread> _ready = new LinkedList<GreenThread>();
        private readonly List<GreenThread> _threads = new List<GreenThread>();
        private readonly ConcurrentQueue<Action> _posted = new ConcurrentQueue<Action>();
        private readonly SemaphoreSlim _driver = new SemaphoreSlim(0);
        private readonly Stopwatch _wall = new Stopwatch();

        private long _nowUs;
        private long _deadlineUs;
        private long _untilUs;
        private long _sliceStartUs;
        private long _eventOrder;
        private int _nextThreadId = 1;
        private GreenThread? _current;
        private GreenThread? _paused;
        private bool _inEvent;
        private double _speed;
        private long _paceFromUs;
        private Exception? _failure;
        private bool _isRunning;

        internal Scheduler(VirtualBoard board)
        {
            Board = board;
        }

        /// <summary>Microseconds since the virtual world began; it goes on through resets.</summary>
        public long NowUs => _nowUs;

        /// <summary>How many threads the firmware has now.</summary>
        public int ThreadCount => _threads.Count;

        /// <summary>The longest that one operation has kept the processor to itself since the world began, µs.</summary>
        public long LongestStallUs { get; private set; }

        /// <summary>Whether the board's threads are being unwound for a reset.</summary>
        internal bool Resetting { get; private set; }

        internal VirtualBoard Board { get; }

        /// <summary>
        /// How many virtual seconds pass in one real second; 0 (the default) is as fast as possible. Set between runs.
        /// </summary>
        public double Speed
        {
            get => _speed;
            set
            {
                _speed = value;
                _paceFromUs = _nowUs;
                _wall.Restart();
            }
        }

        /// <summary>Has the world do something at a time; events of one time run in the order of their scheduling.</summary>
        /// <param name="timeUs">When, µs since the world began; a time that has passed means now.</param>
        /// <param name="action">What; it runs while every thread of the board stands still, and must not block on the board.</param>
        public void At(long timeUs, Action action)
        {
            _events.Enqueue(action, (Math.Max(timeUs, _nowUs), _eventOrder++));
            _deadlineUs = 0;
        }

        /// <summary>Has the world do something again and again, first one period from now.</summary>
        /// <param name="periodUs">The period, µs.</param>
        /// <param name="action">What.</param>
        public void Every(long periodUs, Action action)
        {
            // From the planned time, not from now: an event may run some microseconds late, and that must not add up.
            long dueUs = _nowUs + periodUs;
            void Tick()
            {
                action();
                dueUs += periodUs;
                At(dueUs, Tick);
            }

            At(dueUs, Tick);
        }

        /// <summary>The only member that any thread of the PC may call: has the world do something as soon as the board looks up.</summary>
        /// <param name="action">What.</param>
        public void Post(Action action)
        {
            _posted.Enqueue(action);
            Volatile.Write(ref _deadlineUs, 0);
        }

        /// <summary>Runs the actions that other threads have posted, now.</summary>
        internal void DrainPosted()
        {
            while (_posted.TryDequeue(out var action))
            {
                action();
            }
        }

        /// <summary>Lets the virtual world run up to a time, then has it stand still. Called by the driver.</summary>
        /// <param name="timeUs">The time to stop at, µs since the world began.</param>
        /// <exception cref="InvalidOperationException">
        /// A thread of the firmware ended by an exception, an event of the world failed, or the board is stuck.
        /// </exception>
        public void RunUntil(long timeUs)
        {
            if (_isRunning)
            {
                throw new InvalidOperationException("The virtual board runs already; neither an event nor the firmware can run it.");
            }

            _isRunning = true;
            try
            {
                RunToTime(timeUs);
            }
            finally
            {
                _isRunning = false;
            }

            if (_failure is not null)
            {
                var failure = _failure;
                _failure = null;
                throw failure is InvalidOperationException { InnerException: not null }
                    ? failure
                    : new InvalidOperationException("A thread of the firmware ended by an exception: " + failure.Message, failure);
            }
        }

        private void RunToTime(long timeUs)
        {
            _untilUs = timeUs;
            _deadlineUs = 0;
            while (true)
            {
                if (Resetting)
                {
                    Unwind();
                }

                bool resumes = _paused is not null;
                var next = _paused ?? PickOrIdle();
                _paused = null;
                if (next is null)
                {
                    if (Resetting)
                    {
                        continue;
                    }

                    break;
                }

                // A thread that was stopped by the driver's time goes on with the slice that it had: how a run is cut must not show.
                GiveTo(next, newSlice: !resumes);
                AwaitDriver();
                if (!Resetting && _nowUs >= _untilUs)
                {
                    break;
                }
            }
        }

        /// <summary>Passes virtual time on the calling thread: the operation keeps the processor to itself.</summary>
        /// <param name="durationUs">How long, µs.</param>
        public void Advance(long durationUs)
        {
            if (durationUs > LongestStallUs)
            {
                LongestStallUs = durationUs;
            }

            long end = _nowUs + durationUs;
            if (end < Volatile.Read(ref _deadlineUs))
            {
                _nowUs = end;
                return;
            }

            AdvanceSlow(end);
        }

        /// <summary>Keeps the processor on the calling thread until the board is reset or loses power: a native call without an end.</summary>
        internal void StallUntilReset()
        {
            const long StepUs = 1_000_000;
            long startUs = _nowUs;
            while (true)
            {
                LongestStallUs = Math.Max(LongestStallUs, _nowUs - startUs);
                StallStep(StepUs);
            }
        }

        /// <summary>Throws in a thread whose board has gone away; every platform call begins with it or with <see cref="Advance"/>.</summary>
        internal void ThrowIfResetting()
        {
            if (Resetting && !_inEvent)
            {
                _current?.ThrowReset();
            }
        }

        internal GreenThread Start(Action body, string name)
        {
            var thread = new GreenThread(this, body, name, _nextThreadId++);
            _threads.Add(thread);
            _ready.AddLast(thread);
            _deadlineUs = 0;
            return thread;
        }

        internal GreenThread? CurrentThread => _current;

        /// <summary>Puts the calling thread to sleep; 0 only lets the others run.</summary>
        internal void Sleep(long durationUs)
        {
            var self = Self();
            if (durationUs <= 0)
            {
                Advance(Board.Timings.ThreadSwitchUs);
                if (_ready.Count > 0)
                {
                    _ready.AddLast(self);
                    SwitchAway(self);
                }

                return;
            }

            self.WakeUs = _nowUs + durationUs;
            SwitchAway(self);
        }

        /// <summary>Waits for a signal.</summary>
        /// <returns>Whether the signal came before the time was up.</returns>
        internal bool Wait(WaitQueue queue, long timeoutUs)
        {
            var self = Self();
            self.Signalled = false;
            self.WaitingFor = queue;
            self.WakeUs = timeoutUs < 0 ? long.MaxValue : _nowUs + timeoutUs;
            queue.Threads.AddLast(self);
            SwitchAway(self);
            return self.Signalled;
        }

        /// <summary>Makes the first waiting thread ready.</summary>
        /// <returns>Whether one waited.</returns>
        internal bool Signal(WaitQueue queue)
        {
            if (queue.Threads.First is null)
            {
                return false;
            }

            var thread = queue.Threads.First.Value;
            thread.Signalled = true;
            MakeReady(thread);
            return true;
        }

        /// <summary>Takes the board's power: its threads are unwound before the world goes on.</summary>
        internal void BeginReset()
        {
            Resetting = true;
            _deadlineUs = 0;
        }

        internal void ThreadFailed(GreenThread thread, Exception failure)
        {
            if (!Resetting)
            {
                _failure ??= failure;
                Board.ReportUnhandled(thread.Name, failure);
            }
        }

        internal void ThreadEnded(GreenThread thread)
        {
            _threads.Remove(thread);
            _ready.Remove(thread);
            thread.WaitingFor?.Threads.Remove(thread);
            if (Resetting || _failure is not null)
            {
                _current = null;
                _driver.Release();
                return;
            }

            var next = PickOrIdle();
            if (next is null)
            {
                _current = null;
                _driver.Release();
            }
            else
            {
                GiveTo(next);
            }
        }

        /// <summary>Passes time without letting another thread of the board run, as <see cref="AdvanceSlow"/> would after a quantum.</summary>
        private void StallStep(long durationUs)
        {
            ThrowIfResetting();
            RunWorld(Math.Min(_nowUs + durationUs, _untilUs));
            ThrowIfResetting();
            if (_nowUs >= _untilUs)
            {
                PauseForDriver(_current!);
            }
        }

        private GreenThread Self()
        {
            ThrowIfResetting();
            if (_inEvent || _current is null)
            {
                throw new InvalidOperationException("Only a thread of the virtual board can wait on it.");
            }

            return _current;
        }

        private void AdvanceSlow(long end)
        {
            if (_inEvent)
            {
                // An event that touches the board's own API (a test looking at a file, say) takes no time of the board's.
                return;
            }

            ThrowIfResetting();
            RunWorld(end);
            if (_current is not null)
            {
                ThrowIfResetting();
                if (_nowUs >= _untilUs)
                {
                    PauseForDriver(_current);
                }

                if (_ready.Count > 0 && _nowUs - _sliceStartUs >= QuantumUs)
                {
                    RunWorld(_nowUs + Board.Timings.ThreadSwitchUs);
                    ThrowIfResetting();
                    _ready.AddLast(_current);
                    SwitchAway(_current);
                }
            }
        }

        /// <summary>Brings the clock to a time, with everything that the world does on the way.</summary>
        private void RunWorld(long end)
        {
            while (true)
            {
                DrainPostedAsEvent();
                if (Resetting || _failure is not null)
                {
                    // What the clock was being brought forward for has ended here.
                    return;
                }

                if (!_events.TryPeek(out var action, out var key) || key.TimeUs > end)
                {
                    break;
                }

                _events.Dequeue();
                _nowUs = Math.Max(_nowUs, key.TimeUs);
                RunEvent(action);
            }

            _nowUs = Math.Max(_nowUs, end);
            WakeSleepers();
            Pace();
            UpdateDeadline();
        }

        private void RunEvent(Action action)
        {
            bool outer = _inEvent;
            var board = VirtualBoard.EnterThread(Board);
            _inEvent = true;
            _deadlineUs = 0;
            try
            {
                action();
            }
            catch (Exception failure) when (failure is not BoardResetException)
            {
                // It is the world's, and no business of the firmware whose thread happens to be running: the run ends with it.
                _failure ??= new InvalidOperationException("An event of the virtual world failed: " + failure.Message, failure);
                _untilUs = _nowUs;
            }
            finally
            {
                _inEvent = outer;
                VirtualBoard.EnterThread(board);
            }
        }

        private void DrainPostedAsEvent()
        {
            while (_posted.TryDequeue(out var action))
            {
                RunEvent(action);
            }
        }

        private void WakeSleepers()
        {
            // A handful of threads: a scan in the order of their creation is quick and repeatable.
            for (int i = 0; i < _threads.Count; i++)
            {
                if (_threads[i].WakeUs <= _nowUs)
                {
                    MakeReady(_threads[i]);
                }
            }
        }

        private void MakeReady(GreenThread thread)
        {
            thread.WakeUs = long.MaxValue;
            thread.WaitingFor?.Threads.Remove(thread);
            thread.WaitingFor = null;
            _ready.AddLast(thread);
            _deadlineUs = 0;
        }

        private long NextWorldUs()
        {
            long next = _events.TryPeek(out _, out var key) ? key.TimeUs : long.MaxValue;
            foreach (var thread in _threads)
            {
                next = Math.Min(next, thread.WakeUs);
            }

            return next;
        }

        private void UpdateDeadline()
        {
            long next = Math.Min(NextWorldUs(), _untilUs);
            if (_ready.Count > 0)
            {
                next = Math.Min(next, Math.Max(_sliceStartUs + QuantumUs, _nowUs + 1));
            }

            if (_speed > 0)
            {
                next = Math.Min(next, _nowUs + PaceUs);
            }

            Volatile.Write(ref _deadlineUs, next);
            if (!_posted.IsEmpty || Resetting)
            {
                Volatile.Write(ref _deadlineUs, 0);
            }
        }

        private void Pace()
        {
            if (_speed <= 0)
            {
                return;
            }

            double aheadMs = ((_nowUs - _paceFromUs) / _speed / 1000.0) - _wall.Elapsed.TotalMilliseconds;
            if (aheadMs >= 1)
            {
                Thread.Sleep((int)aheadMs);
            }
        }

        /// <summary>The next thread to run, with the clock brought to its time; null when the driver's time comes first.</summary>
        private GreenThread? PickOrIdle()
        {
            while (true)
            {
                if (Resetting || _failure is not null)
                {
                    return null;
                }

                if (_events.TryPeek(out _, out var key) && key.TimeUs <= _nowUs)
                {
                    RunWorld(_nowUs);
                    continue;
                }

                if (_nowUs >= _untilUs)
                {
                    RunWorld(_nowUs);
                    return null;
                }

                if (_ready.First is not null)
                {
                    var thread = _ready.First.Value;
                    _ready.RemoveFirst();
                    return thread;
                }

                long next = Math.Min(NextWorldUs(), _untilUs);
                if (_speed > 0)
                {
                    next = Math.Min(next, _nowUs + PaceUs);
                }

                RunWorld(Math.Max(next, _nowUs));
            }
        }

        /// <summary>Gives up the baton on a thread that sleeps, waits or is ready again, and comes back when it is its turn.</summary>
        private void SwitchAway(GreenThread self)
        {
            var next = PickOrIdle();
            if (ReferenceEquals(next, self))
            {
                _sliceStartUs = _nowUs;
                UpdateDeadline();
                return;
            }

            if (next is null)
            {
                _current = null;
                _driver.Release();
            }
            else
            {
                GiveTo(next);
            }

            self.AwaitBaton();
            _current = self;
            ThrowIfResetting();
        }

        private void PauseForDriver(GreenThread self)
        {
            _paused = self;
            _current = null;
            _driver.Release();
            self.AwaitBaton();
            ThrowIfResetting();
        }

        private void GiveTo(GreenThread thread, bool newSlice = true)
        {
            _current = thread;
            _sliceStartUs = newSlice ? _nowUs : _sliceStartUs;
            UpdateDeadline();
            thread.Resume();
        }

        private void AwaitDriver()
        {
            // In real time a long run is not a stuck one: what counts is whether the clock still moves.
            long before = Volatile.Read(ref _nowUs);
            while (!_driver.Wait(s_stuck))
            {
                long now = Volatile.Read(ref _nowUs);
                if (now == before)
                {
                    throw new InvalidOperationException(
                        "The virtual board is stuck: thread '" + (_current?.Name ?? "?") + "' neither runs nor waits on the virtual clock."
                        + " A lock that is held across a platform call does this.");
                }

                before = now;
            }
        }

        /// <summary>Ends every thread of the board, one after the other.</summary>
        private void Unwind()
        {
            _paused = null;
            while (_threads.Count > 0)
            {
                var thread = _threads[0];
                if (!thread.Started)
                {
                    _threads.RemoveAt(0);
                    continue;
                }

                _current = thread;
                thread.Resume();
                AwaitDriver();
            }

            _ready.Clear();
            _current = null;
            Resetting = false;
            Board.CompleteReset();
        }
    }
}
