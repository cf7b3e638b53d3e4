using System;
using System.Collections.Generic;
using System.Linq;
using VirtualEsp32;
using VirtualEsp32.Kernel;
using VirtualEsp32.Shadow;
using Xunit;
using DateTime = System.DateTime;

namespace MeterNode.System.Tests.Kernel
{
    public sealed class ResetTests
    {
        private readonly VirtualBoard _board = new VirtualBoard(DateTime.UnixEpoch, 1);
        private readonly List<string> _diary = new List<string>();

        [Fact]
        public void Reset_WhileThreadsAreInEveryState_UnwindsAllOfThem()
        {
            var never = new AutoResetEvent(false);
            int ended = 0;
            _board.PowerOn(() =>
            {
                _diary.Add("boot " + _board.Boots + " " + _board.LastReset);
                if (_board.Boots == 1)
                {
                    foreach (var body in new Action[]
                    {
                        () => Thread.Sleep(-1),
                        () => Thread.Sleep(60_000),
                        () => never.WaitOne(),
                        () => never.WaitOne(30_000, false),
                        () => Busy(),
                        () => Busy(),
                    })
                    {
                        Start(body, () => ended++);
                    }

                    Busy();
                }
            });
            _board.Scheduler.At(3_000_000, () =>
            {
                Start(() => _diary.Add("never ran"), () => { });
                _board.Reset(ResetCause.Watchdog);
            });

            _board.RunFor(TimeSpan.FromSeconds(10));

            Assert.Equal(new[] { "boot 1 PowerOn", "boot 2 Watchdog" }, _diary);
            Assert.Equal(6, ended);
        }

        [Fact]
        public void Reset_ByAThreadOfTheFirmware_EndsThatThreadAtItsNextCall()
        {
            _board.PowerOn(() =>
            {
                _diary.Add("boot " + _board.Boots);
                if (_board.Boots < 4)
                {
                    _board.Reset(ResetCause.Software);
                    _board.Scheduler.Advance(1);
                    _diary.Add("went on");
                }
            });

            _board.RunFor(TimeSpan.FromSeconds(20));

            Assert.Equal(new[] { "boot 1", "boot 2", "boot 3", "boot 4" }, _diary);
        }

        [Fact]
        public void Reset_BetweenRuns_TakesAThreadThatWasPausedInTheMiddle()
        {
            _board.PowerOn(() =>
            {
                _diary.Add("boot " + _board.Boots);
                Busy();
            });
            _board.RunFor(TimeSpan.FromSeconds(2));

            _board.Reset(ResetCause.Software);
            _board.RunFor(TimeSpan.FromSeconds(2));

            Assert.Equal(new[] { "boot 1", "boot 2" }, _diary);
        }

        [Fact]
        public void Reset_TwiceInOneEvent_BootsOnce()
        {
            _board.PowerOn(() =>
            {
                _diary.Add("boot " + _board.Boots + " " + _board.LastReset);
                Thread.Sleep(-1);
            });
            _board.Scheduler.At(3_000_000, () =>
            {
                _board.Reset(ResetCause.Watchdog);
                _board.Reset(ResetCause.Software);
            });

            _board.RunFor(TimeSpan.FromSeconds(10));

            Assert.Equal(new[] { "boot 1 PowerOn", "boot 2 Software" }, _diary);
        }

        [Fact]
        public void Power_CutAndBackInOneEvent_IsAPowerOn()
        {
            _board.PowerOn(() =>
            {
                _diary.Add("boot " + _board.Boots + " " + _board.LastReset);
                Thread.Sleep(-1);
            });
            _board.Scheduler.At(3_000_000, () => _board.Reset(ResetCause.Watchdog));
            _board.Scheduler.At(6_000_000, () =>
            {
                _board.PowerOff();
                _board.PowerBack();
            });

            _board.RunFor(TimeSpan.FromSeconds(10));

            Assert.Equal(new[] { "boot 1 PowerOn", "boot 2 Watchdog", "boot 3 PowerOn" }, _diary);
        }

        [Fact]
        public void Power_OffForAWhile_LetsTheWorldGoOn()
        {
            int ticks = 0;
            _board.PowerOn(() => Thread.Sleep(-1));
            _board.Scheduler.Every(1_000_000, () => ticks++);
            _board.RunFor(TimeSpan.FromSeconds(5));

            _board.PowerOff();
            _board.RunFor(TimeSpan.FromSeconds(100));
            int boots = _board.Boots;
            _board.PowerBack();
            _board.RunFor(TimeSpan.FromSeconds(5));

            Assert.Equal(110, ticks);
            Assert.Equal(1, boots);
            Assert.Equal(2, _board.Boots);
        }

        [Fact]
        public void Reset_SwallowedByTheFirmware_StillHappens()
        {
            int swallowed = 0;
            _board.PowerOn(() =>
            {
                _diary.Add("boot " + _board.Boots);
                while (_board.Boots == 1)
                {
                    try
                    {
                        Thread.Sleep(100);
                    }
                    catch (Exception)
                    {
                        swallowed++;
                    }
                }
            });
            _board.Scheduler.At(3_000_000, () => _board.Reset(ResetCause.Software));

            _board.RunFor(TimeSpan.FromSeconds(10));

            Assert.Equal(new[] { "boot 1", "boot 2" }, _diary);
            Assert.InRange(swallowed, 1, 100);
        }

        [Fact]
        public void Reset_FinallyBlocks_CannotBringThreadsBack()
        {
            var signal = new AutoResetEvent(false);
            _board.PowerOn(() =>
            {
                if (_board.Boots == 1)
                {
                    Start(() => signal.WaitOne(), () => signal.Set());
                    Start(() => signal.WaitOne(), () => new Thread(() => _diary.Add("ghost")).Start());
                }

                Thread.Sleep(-1);
            });
            _board.Scheduler.At(3_000_000, () => _board.Reset(ResetCause.Software));

            _board.RunFor(TimeSpan.FromSeconds(10));

            Assert.Empty(_diary);
            Assert.Equal(2, _board.Boots);
            Assert.Empty(_board.UnhandledExceptions);
        }

        [Fact]
        public void Reset_InAnEventDuringABusyStretch_FallsAtItsExactTime()
        {
            long lastUs = 0;
            _board.PowerOn(() =>
            {
                try
                {
                    _board.Scheduler.Advance(10_000_000);
                }
                finally
                {
                    lastUs = Math.Max(lastUs, _board.Boots == 1 ? _board.Scheduler.NowUs : 0);
                }
            });
            _board.Scheduler.At(3_000_000, () => _board.Reset(ResetCause.Software));

            _board.RunFor(TimeSpan.FromSeconds(5));

            Assert.Equal(3_000_000, lastUs);
            Assert.Equal(3_000_000 + _board.Timings.BootUs, _board.BootUs);
        }

        [Fact]
        public void Resets_ByTheHundred_LeaveNoThreads()
        {
            int before = global::System.Diagnostics.Process.GetCurrentProcess().Threads.Count;
            _board.PowerOn(() =>
            {
                for (int i = 0; i < 4; i++)
                {
                    Start(() => Thread.Sleep(-1), () => { });
                }

                Thread.Sleep(1000);
                _board.Reset(ResetCause.Software);
                Thread.Sleep(1000);
            });

            _board.RunFor(TimeSpan.FromSeconds(1000));

            Assert.InRange(_board.Boots, 400, 500);
            Assert.InRange(global::System.Diagnostics.Process.GetCurrentProcess().Threads.Count, 1, before + 1000);
        }

        private static void Start(Action body, Action atEnd)
        {
            new Thread(() =>
            {
                try
                {
                    body();
                }
                finally
                {
                    atEnd();
                }
            }).Start();
        }

        private void Busy()
        {
            while (true)
            {
                _board.Scheduler.Advance(777);
            }
        }
    }
}
