using System;
using Xunit;

namespace MeterNode.System.Tests.Storage
{
    public sealed class LogPowerCutTests
    {
        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void PowerCut_AtEveryOperation_LosesNothingThatWasCommittedAndKeepsTheOrder(bool thins)
        {
            int runs = PowerCutRun.Everywhere((board, mode) =>
            {
                var before = new LogBench(thins, 2);
                long committed = 0;
                return (
                    () =>
                    {
                        before.Open();
                        for (int i = 1; i <= 34 && board.Powered; i++)
                        {
                            for (int more = i % 3; more >= 0; more--)
                            {
                                before.Add();
                            }

                            committed = before.Log.Commit() ? before.Log.Committed : committed;
                            if (i < 10)
                            {
                                before.Deliver(5);
                            }
                            else if (i % 6 == 0)
                            {
                                before.Deliver(3);
                            }
                        }

                        // Otherwise the run would say nothing about what it is for.
                        Assert.True(!board.Powered || before.Log.Dropped > 0);
                        Assert.True(!board.Powered || !thins || before.Log.Thinned > 0);
                    },
                    () => RequireWhole(before, committed, thins, mode));
            });
            Assert.True(runs > 500, runs.ToString());
        }

        [Fact]
        public void PowerCut_AtEveryOperationOfAStart_IsAsIfItHadNotBeen()
        {
            // The state that takes most work at a start: a gathered file beside the batches that it replaces.
            byte[][] contents = Array.Empty<byte[]>();
            string[] paths = Array.Empty<string>();
            PrepareDoubles(ref paths, ref contents);
            PowerCutRun.Everywhere((board, _) =>
            {
                for (int i = 0; i < paths.Length; i++)
                {
                    board.Flash.WriteFile(paths[i], contents[i]);
                }

                return (
                    () => new LogBench().Open(),
                    () =>
                    {
                        var log = new LogBench();
                        Assert.True(log.Open());
                        Assert.Equal(4, log.Log.Committed);
                        log.RequireAll();
                        Assert.Equal(1, log.Log.Files);
                    });
            });
        }

        private static void RequireWhole(LogBench before, long committed, bool thins, CutMode mode)
        {
            var log = new LogBench(thins, 2);
            Assert.True(log.Open());

            // No number that anybody may have seen is given again, and nothing counts as delivered or dropped that was not.
            Assert.True(log.Log.Next > committed);
            Assert.True(log.Log.Released <= before.Log.Released);
            Assert.True(log.Log.Dropped <= before.Log.Dropped);
            Assert.InRange(log.Log.Released - log.Log.Dropped, 0, before.Delivered);
            log.RequireAllUpTo(committed);
            if (mode != CutMode.Torn)
            {
                log.RequireAll();
            }

            long next = log.Log.Next;
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(next + i, log.Add());
                Assert.True(log.Log.Commit());
            }

            var again = new LogBench(thins, 2);
            Assert.True(again.Open());
            Assert.Equal(next + 2, again.Log.Committed);
            var numbers = again.ReadAll();
            Assert.Equal(next + 2, numbers[^1]);
            if (mode != CutMode.Torn)
            {
                again.RequireAll();
                again.Acknowledge(next + 2);
                Assert.Equal(0, again.Log.Damaged);
            }
        }

        private static void PrepareDoubles(ref string[] paths, ref byte[][] contents)
        {
            var board = new VirtualEsp32.VirtualBoard(DateTime.UnixEpoch, 1);
            var log = new LogBench();
            byte[][] kept = Array.Empty<byte[]>();
            string[] names = Array.Empty<string>();
            board.Flash.OperationStarting += operation =>
            {
                if (operation.Kind == VirtualEsp32.Storage.FlashOperationKind.Delete && names.Length == 0)
                {
                    names = global::System.Linq.Enumerable.ToArray(board.Flash.ListFiles());
                    kept = Array.ConvertAll(names, board.Flash.ReadFile);
                }
            };
            board.PowerOn(() =>
            {
                log.Open();
                for (int i = 0; i < 4; i++)
                {
                    log.Add();
                    log.Log.Commit();
                }
            });
            board.RunFor(TimeSpan.FromMinutes(1));
            Assert.Equal(4, names.Length);
            paths = names;
            contents = kept;
        }
    }
}
