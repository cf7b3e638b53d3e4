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
    public sealed class SchedulerTests
    {
        private const long BootUs = 1_200_000;

        private readonly VirtualBoard _board = new VirtualBoard(DateTime.UnixEpoch, 1);
        private readonly List<string> _diary = new List<string>();

        private Scheduler Scheduler => _board.Scheduler;

        [Fact]
        public void Sleepers_OfDifferentTimes_WakeInTheOrderOfTheirTimes()
        {
            Run(1, () =>
            {
                foreach (int ms in new[] { 300, 100, 200 })
                {
                    new Thread(() =>
                    {
                        Thread.Sleep(ms);
                        Note("slept " + ms);
                    }).Start();
                }
            });

            Assert.Equal(new[] { "100000 slept 100", "200000 slept 200", "300000 slept 300" }, _diary);
        }

        [Theory]
        [InlineData(1, 10)]
        [InlineData(10, 10)]
        [InlineData(11, 20)]
        public void Sleep_OfAnyTime_IsRoundedUpToTheTick(int ms, int expected)
        {
            Run(1, () =>
            {
                Thread.Sleep(ms);
                Note(string.Empty);
            });

            Assert.Equal((expected * 1000) + " ", _diary.Single());
        }

        [Fact]
        public void WaitOne_WithoutSignal_ComesBackFalseAtItsTime()
        {
            Run(1, () =>
            {
                var signal = new AutoResetEvent(false);
                Note(signal.WaitOne(250, false).ToString());
                Note(signal.WaitOne(0, false).ToString());
            });

            Assert.Equal(new[] { "250000 False", "250000 False" }, _diary);
        }

        [Fact]
        public void Set_OfAnAutoResetEvent_WakesOneThread()
        {
            Run(1, () =>
            {
                var signal = new AutoResetEvent(false);
                for (int i = 0; i < 3; i++)
                {
                    int number = i;
                    new Thread(() => Note(number + " " + signal.WaitOne(500, false))).Start();
                }

                Thread.Sleep(100);
                signal.Set();
                signal.Set();
            });

            Assert.Equal(new[] { "100000 0 True", "100000 1 True", "500000 2 False" }, _diary);
        }

        [Fact]
        public void Set_OfAManualResetEvent_WakesAllUntilReset()
        {
            Run(1, () =>
            {
                var signal = new ManualResetEvent(false);
                for (int i = 0; i < 3; i++)
                {
                    int number = i;
                    new Thread(() => Note(number + " " + signal.WaitOne(500, false))).Start();
                }

                Thread.Sleep(100);
                signal.Set();
                Note("set " + signal.WaitOne(0, false));
                signal.Reset();
                Note("reset " + signal.WaitOne(10, false));
            });

            Assert.Equal(
                new[] { "100000 set True", "100000 0 True", "100000 1 True", "100000 2 True", "110000 reset False" }, _diary);
        }

        [Fact]
        public void Set_AtTheVeryMomentOfTheTimeout_Wins()
        {
            var signal = new AutoResetEvent(false);
            Scheduler.At(BootUs + 100_000, () => signal.Set());

            Run(1, () => Note(signal.WaitOne(100, false).ToString()));

            Assert.Equal(new[] { "100000 True" }, _diary);
        }

        [Fact]
        public void BusyThreads_ShareTheProcessorByQuanta()
        {
            long[] work = new long[3];

            Run(3, () =>
            {
                for (int i = 0; i < work.Length; i++)
                {
                    int number = i;
                    new Thread(() =>
                    {
                        while (true)
                        {
                            Scheduler.Advance(700);
                            work[number]++;
                        }
                    }).Start();
                }
            });

            Assert.All(work, share => Assert.InRange(share, work.Max() * 9 / 10, work.Max()));
            Assert.InRange(work.Sum() * 700, 2_900_000, 3_000_700);
        }

        [Fact]
        public void Events_InsideABusyStretch_FallAtTheirExactTime()
        {
            Scheduler.At(BootUs + 33_333, () => Note("event"));

            Run(1, () => Scheduler.Advance(100_000));

            Assert.Equal(new[] { "33333 event" }, _diary);
        }

        [Fact]
        public void Events_OfOneTime_RunInTheOrderOfTheirScheduling()
        {
            foreach (int i in new[] { 1, 2, 3 })
            {
                Scheduler.At(BootUs + 5, () => Note("event " + i));
            }

            Scheduler.At(-100, () => Note("past"));
            Run(1, () => Thread.Sleep(500));

            Assert.Equal(new[] { $"{-BootUs} past", "5 event 1", "5 event 2", "5 event 3" }, _diary);
        }

        [Fact]
        public void RunUntil_AnEventAtItsEnd_RunsItOnce()
        {
            int events = 0;
            Scheduler.At(2_000_000, () => events++);

            _board.PowerOn(() => Thread.Sleep(-1));
            _board.RunUntil(2_000_000);
            int first = events;
            _board.RunUntil(2_000_000);
            _board.RunUntil(1_000_000);
            _board.RunUntil(3_000_000);

            Assert.Equal(1, first);
            Assert.Equal(1, events);
            Assert.Equal(3_000_000, Scheduler.NowUs);
        }

        [Fact]
        public void Post_FromAnotherThread_IsDoneInOrder()
        {
            var poster = new global::System.Threading.Thread(() =>
            {
                for (int i = 0; i < 1000; i++)
                {
                    int number = i;
                    Scheduler.Post(() => _diary.Add(number.ToString()));
                }
            });
            poster.Start();
            _board.PowerOn(() =>
            {
                while (_diary.Count < 1000)
                {
                    Scheduler.Advance(1);
                }
            });

            _board.RunFor(TimeSpan.FromHours(1));

            Assert.Equal(Enumerable.Range(0, 1000).Select(i => i.ToString()), _diary);
        }

        [Fact]
        public void Exception_ThatNobodyCatches_EndsItsThreadAndTheRun()
        {
            bool otherGoesOn = false;

            _board.PowerOn(() =>
            {
                new Thread(() => throw new FormatException("bad")).Start();
                Thread.Sleep(1000);
                otherGoesOn = true;
            });
            var thrown = Assert.Throws<InvalidOperationException>(() => _board.RunFor(TimeSpan.FromSeconds(10)));
            _board.RunFor(TimeSpan.FromSeconds(10));

            Assert.IsType<FormatException>(thrown.InnerException);
            Assert.True(otherGoesOn);
            Assert.Single(_board.UnhandledExceptions);
        }

        [Fact]
        public void ManyThreads_ComeAndGo()
        {
            int ended = 0;

            Run(100, () =>
            {
                for (int i = 0; i < 2000; i++)
                {
                    new Thread(() =>
                    {
                        Thread.Sleep(30);
                        ended++;
                    }).Start();
                    Thread.Sleep(10);
                }
            });

            Assert.Equal(2000, ended);
        }

        [Fact]
        public void TwoBoards_InTurns_DoNotMix()
        {
            var other = new VirtualBoard(DateTime.UnixEpoch, 2);
            int mine = 0;
            int theirs = 0;
            _board.PowerOn(() =>
            {
                while (true)
                {
                    Assert.Same(_board, VirtualBoard.Current);
                    Thread.Sleep(10);
                    mine++;
                }
            });
            other.PowerOn(() =>
            {
                while (true)
                {
                    Assert.Same(other, VirtualBoard.Current);
                    Thread.Sleep(20);
                    theirs++;
                }
            });

            for (int i = 0; i < 100; i++)
            {
                _board.RunFor(TimeSpan.FromMilliseconds(33));
                other.RunFor(TimeSpan.FromMilliseconds(33));
            }

            Assert.InRange(mine, 205, 210);
            Assert.InRange(theirs, 102, 105);
        }

        private void Run(double seconds, Action firmware)
        {
            _board.PowerOn(firmware);
            _board.RunUntil(BootUs + (long)(seconds * 1e6));
        }

        private void Note(string what)
        {
            _diary.Add((Scheduler.NowUs - BootUs) + " " + what);
        }
    }
}
