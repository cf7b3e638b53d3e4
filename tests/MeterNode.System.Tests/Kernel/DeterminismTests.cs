using System;
using System.Collections.Generic;
using VirtualEsp32;
using VirtualEsp32.Kernel;
using VirtualEsp32.Shadow;
using Xunit;
using DateTime = System.DateTime;

namespace MeterNode.System.Tests.Kernel
{
    public sealed class DeterminismTests
    {
        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        [InlineData(4)]
        public void Run_TwiceWithOneSeed_HasOneTrace(int seed)
        {
            Assert.Equal(Trace(seed, 1), Trace(seed, 1));
        }

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        public void Run_WithOthersPosting_HasTheSameTrace(int seed)
        {
            bool over = false;
            var quiet = Trace(seed, 1);
            List<string> disturbed;
            VirtualBoard? board = null;
            var noise = new global::System.Threading.Thread(() =>
            {
                while (!over)
                {
                    board?.Scheduler.Post(() => { });
                    global::System.Threading.Thread.SpinWait(2000);
                }
            });
            noise.Start();
            disturbed = Trace(seed, 1, made => board = made);
            over = true;
            noise.Join();

            Assert.Equal(quiet, disturbed);
        }

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        public void Run_CutIntoSlices_HasTheSameTrace(int seed)
        {
            Assert.Equal(Trace(seed, 1), Trace(seed, 37));
        }

        [Fact]
        public void Run_Paced_HasTheSameTrace()
        {
            Assert.Equal(Trace(5, 1), Trace(5, 1, board => board.Scheduler.Speed = 1000));
        }

        /// <summary>Threads that work, sleep, wait, signal, start others; resets and power cuts in between; in so many slices.</summary>
        private static List<string> Trace(int seed, int slices, Action<VirtualBoard>? prepare = null)
        {
            const double Seconds = 60;
            var board = new VirtualBoard(DateTime.UnixEpoch, seed);
            var random = new Random(seed);
            var trace = new List<string>();
            var signals = new[] { new AutoResetEvent(false), new AutoResetEvent(true), new AutoResetEvent(false) };
            prepare?.Invoke(board);
            int names = 0;
            void Work(int name)
            {
                for (int i = 0; i < 400; i++)
                {
                    int choice = random.Next(7);
                    trace.Add($"{board.Scheduler.NowUs} {name} {choice}");
                    switch (choice)
                    {
                        case 0:
                            Thread.Sleep(random.Next(200));
                            break;
                        case 1:
                            signals[random.Next(3)].Set();
                            break;
                        case 2:
                            trace.Add(signals[random.Next(3)].WaitOne(random.Next(300), false).ToString());
                            break;
                        case 3:
                            Thread.Sleep(0);
                            break;
                        case 4 when names < 200:
                            int next = ++names;
                            new Thread(() => Work(next)).Start();
                            break;
                        default:
                            board.Scheduler.Advance(random.Next(15_000));
                            break;
                    }
                }
            }

            board.Scheduler.Every(3_333_333, () => signals[0].Set());
            board.Scheduler.At(20_000_000, () => board.Reset(ResetCause.Software));
            board.Scheduler.At(40_000_000, board.PowerOff);
            board.Scheduler.At(41_000_000, board.PowerBack);
            board.PowerOn(() =>
            {
                for (int i = 0; i < 4; i++)
                {
                    int next = ++names;
                    new Thread(() => Work(next)).Start();
                }

                Thread.Sleep(-1);
            });
            for (int i = 1; i <= slices; i++)
            {
                board.RunUntil((long)(Seconds * 1e6 * i / slices));
            }

            return trace;
        }
    }
}
