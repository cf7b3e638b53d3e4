using System;
using MeterNode.Board.Files;
using MeterNode.Board.Planning;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Planning;
using MeterNode.Services.Storage;
using MeterNode.Services.Tariffs;
using VirtualEsp32;
using VirtualEsp32.Storage;
using Xunit;

namespace MeterNode.System.Tests.Storage
{
    /// <summary>Ten years on one flash: the arithmetic, and accelerated runs of what it is about.</summary>
    public sealed class StorageWearTests
    {
        private const int Circuits = 8;
        private const int IntervalsADay = 288;
        private const int RegisterBytes = 8 + (Circuits * 32);

        private readonly VirtualBoard _board = new VirtualBoard(DateTime.UnixEpoch, 1);
        private readonly ITestOutputHelper _output;

        public StorageWearTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(256, 8, false)]
        [InlineData(256, 8, true)]
        [InlineData(256, 16, false)]
        [InlineData(256, 16, true)]
        [InlineData(2048, 8, true)]
        [InlineData(2048, 16, true)]
        [InlineData(3072, 16, true)]
        public void Budget_OfEverythingWithEventsAsOftenAsAllowed_FitsAndLastsTenYears(int fileSystemKb, int circuits, bool hasContract)
        {
            var budget = FlashUse.Of(fileSystemKb, circuits, hasContract);
            _output.WriteLine(
                $"{fileSystemKb} kB, {circuits} circuits: {budget.UsedBlocks} blocks used, {budget.FreeBlocks} free, {budget.SharedBlocks} share the wear, "
                + $"{budget.ErasesAYear:F0} erases a year, {budget.MostErases} of one block in ten years");

            _output.WriteLine(new FlashSizes(circuits, hasContract).ToString());
            Assert.True(budget.Fits);
            Assert.True(budget.Lasts);
        }

        [Fact]
        public void Budget_OfLogsTooLarge_DoesNotFit()
        {
            var budget = FlashUse.Of(256, 8);
            budget.AddLog(4096, 16, 12, 80, 1);
            Assert.False(budget.Fits);
            Assert.Equal(-1, budget.MostErases);
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void Erases_OfTwentyDays_AreWithinTheBudget(bool isOnline)
        {
            const int Days = 20;
            var budget = new StorageBudget(VirtualFlash.SmallBytes);
            budget.AddRecord(RegisterBytes, IntervalsADay * Days);
            budget.AddLog(4096, 22, 12, 80, IntervalsADay * Days);
            LogFiles log = null!;
            Run(() => log = Live(IntervalsADay * Days, isOnline, true));

            _output.WriteLine(
                $"{_board.Flash.TotalErases} erases ({budget.ErasesAYear:F0} reckoned), most of one block {_board.Flash.MostSectorErases}, "
                + $"{_board.Flash.ProgrammedBytes} bytes programmed ({budget.ProgrammedAYear:F0}), {_board.Flash.FreeBytes / 4096} blocks free "
                + $"({budget.FreeBlocks}), thinned {log.Thinned}, dropped {log.Dropped}");
            Assert.InRange(_board.Flash.TotalErases, budget.ErasesAYear * 0.2, budget.ErasesAYear);
            Assert.InRange(_board.Flash.ProgrammedBytes, budget.ProgrammedAYear * 0.2, budget.ProgrammedAYear);
            Assert.True(_board.Flash.MostSectorErases <= (_board.Flash.TotalErases / budget.FreeBlocks) + StorageBudget.BlockCycles);
            Assert.True(_board.Flash.FreeBytes / 4096 >= budget.FreeBlocks);
            Assert.Equal(0, log.Refused);
            Assert.Equal(0, log.Dropped);
        }

        /// <summary>The budget's ground: what a log holds moves on, and its blocks take their part.</summary>
        [Fact]
        public void Wear_OfALogThatIsFullForMonths_IsSharedByAllBlocksThatMove()
        {
            const int Days = 1000;
            const int SettingsBytes = 3000;
            var budget = new StorageBudget(VirtualFlash.SmallBytes);
            budget.AddRecord(RegisterBytes, IntervalsADay * Days);
            budget.AddRecord(PriceTable.MostBytes, PlanStore.PriceSavesADay * Days);
            budget.AddRecord(Planner.MostBytes, IntervalsADay / 3 * Days);
            budget.AddLog(4096, 22, 12, 80, IntervalsADay * Days);
            for (int i = 0; i < 7; i++)
            {
                budget.AddFile(SettingsBytes, 0);
                _board.Flash.WriteFile(@"I:\resting." + i, new byte[SettingsBytes]);
            }

            long atStart = _board.Flash.TotalErases;
            Run(() =>
            {
                var crc = new Crc32();
                var prices = new RecordFile(@"I:\prices", crc, 2, 1, PriceTable.MostBytes);
                var plan = new RecordFile(@"I:\plan", crc, 3, 1, Planner.MostBytes);
                Live(IntervalsADay * Days, false, true, 22, i =>
                {
                    Assert.True(i % (IntervalsADay / PlanStore.PriceSavesADay) != 0 || prices.Save(new byte[PriceTable.MostBytes], PriceTable.MostBytes));
                    Assert.True(i % 3 != 0 || plan.Save(new byte[Planner.MostBytes], Planner.MostBytes));
                });
            });
            long erases = _board.Flash.TotalErases - atStart;
            _output.WriteLine(
                $"{erases} erases ({budget.ErasesAYear:F0} reckoned), most of one block {_board.Flash.MostSectorErases}; by {budget.SharedBlocks} blocks: "
                + $"{erases / budget.SharedBlocks}, by the {budget.FreeBlocks} free ones alone: {erases / budget.FreeBlocks}");
            Assert.InRange(erases, budget.ErasesAYear * 0.2, budget.ErasesAYear);
            Assert.InRange(_board.Flash.MostSectorErases, erases / 64, (StorageBudget.Unevenness * erases / budget.SharedBlocks) + StorageBudget.BlockCycles);
        }

        [Theory]
        [InlineData(256, 4, 30)]
        [InlineData(2048, 60, 450)]
        public void OfflineNode_KeepsDaysAsTheyWereAndWeeksByTheHour(int fileSystemKb, int days, int daysInAll)
        {
            var (plain, all) = OfflineLog.Days(fileSystemKb);
            _output.WriteLine($"{plain:F1} days of five minutes, {all:F1} days with the older ones by the hour");
            Assert.InRange(plain, days, days * 1.5);
            Assert.InRange(all, daysInAll, daysInAll * 1.5);
        }

        [Fact]
        public void Save_OfTheRegisters_ErasesSeldom()
        {
            Run(() =>
            {
                var record = new RecordFile("I:\\energy", new Crc32(), 1, 1, RegisterBytes);
                byte[] payload = new byte[RegisterBytes];
                record.Save(payload, payload.Length);
                record.Save(payload, payload.Length);
                double erases = Measure("record save", 100, () => Assert.True(record.Save(payload, payload.Length)));
                Assert.InRange(erases, 0, 0.2);
            });
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void Interval_OfEightCircuits_ErasesSeldom(bool isOnline)
        {
            Run(() =>
            {
                var log = Live(0, isOnline, false);
                var entry = new IntervalEntry(Circuits);
                byte[] bytes = new byte[IntervalEntry.MostBytes(Circuits)];
                Append(log, entry, bytes);
                int length = OfflineLog.Fill(entry, log.Next, bytes);
                _output.WriteLine($"payload {length} bytes");
                Assert.InRange(length, 40, 66);
                double erases = Measure(isOnline ? "interval, delivered" : "interval, kept", 480, () =>
                {
                    Append(log, entry, bytes);
                    if (isOnline)
                    {
                        log.Acknowledge(log.Committed);
                    }
                });
                Assert.InRange(erases, 0, isOnline ? 0.2 : 0.3);
            });
        }

        [Fact]
        public void Batch_InAFileOfItsOwn_WearsAThirdOfAnAppendInPlaceAtMost()
        {
            double own = 0;
            double append = 0;
            Run(() =>
            {
                var log = Live(100, false, false);
                own = Measure("a file for each batch", 480, () => Append(log, new IntervalEntry(Circuits), new byte[400]));
                long number = 0;
                byte[] bytes = new byte[96];
                append = Measure("append in place", 480, () =>
                {
                    using var stream = new VirtualEsp32.Shadow.FileStream("I:\\segment." + (number++ / 42), global::System.IO.FileMode.Append);
                    stream.Write(bytes, 0, bytes.Length);
                });
            });
            Assert.True(own * 3 < append);
        }

        private static void Append(LogFiles log, IntervalEntry entry, byte[] bytes)
        {
            Assert.True(log.Add(bytes, OfflineLog.Fill(entry, log.Next, bytes)) > 0);
            Assert.True(log.Commit());
        }

        private static LogFiles Live(int intervals, bool isOnline, bool savesRegisters, int segments = 22, Action<int>? also = null)
        {
            var crc = new Crc32();
            var log = new LogFiles("I:\\interval", crc, new LogLimits { MostSegments = segments }, new IntervalThinner(new CircuitNames(), Circuits));
            var record = new RecordFile("I:\\energy", crc, 1, 1, RegisterBytes);
            var entry = new IntervalEntry(Circuits);
            var read = new LogEntry();
            byte[] bytes = new byte[IntervalEntry.MostBytes(Circuits)];
            byte[] registers = new byte[RegisterBytes];
            Assert.True(log.Open());
            for (int i = 0; i < intervals; i++)
            {
                Append(log, entry, bytes);
                Assert.True(!savesRegisters || record.Save(registers, registers.Length));
                also?.Invoke(i);
                if (isOnline)
                {
                    Assert.True(log.TryRead(0, read));
                    log.Acknowledge(read.Sequence);
                }
            }

            return log;
        }

        private double Measure(string what, int times, Action action)
        {
            long operations = _board.Flash.Operations;
            long changes = _board.Flash.Changes;
            long bytes = _board.Flash.ProgrammedBytes;
            long erases = _board.Flash.TotalErases;
            long us = _board.Scheduler.NowUs;
            long mostUs = 0;
            for (int i = 0; i < times; i++)
            {
                long from = _board.Scheduler.NowUs;
                action();
                mostUs = Math.Max(mostUs, _board.Scheduler.NowUs - from);
            }

            double each = 1.0 / times;
            double operationsEach = (_board.Flash.Operations - operations) * each;
            double erasesEach = (_board.Flash.TotalErases - erases) * each;
            _output.WriteLine(
                $"{what}: {operationsEach:F1} operations, {(_board.Flash.Changes - changes) * each:F1} of them changes, "
                + $"{(_board.Flash.ProgrammedBytes - bytes) * each:F0} bytes programmed, {erasesEach:F2} erases, "
                + $"{(_board.Scheduler.NowUs - us) * each / 1000:F1} ms (most {mostUs / 1000.0:F1} ms)");
            return erasesEach;
        }

        private void Run(Action firmware)
        {
            _board.PowerOn(firmware);
            _board.RunFor(TimeSpan.FromDays(600));
        }
    }
}
