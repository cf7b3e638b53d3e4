using System;
using System.Collections.Generic;
using System.Linq;
using MeterNode.Board.Files;
using MeterNode.Board.Outboxes;
using MeterNode.Core.Messaging;
using MeterNode.Services.Outboxes;
using MeterNode.Services.Storage;
using VirtualEsp32;
using VirtualEsp32.Storage;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The outbox in the whole firmware: real file operations, real MQTT, power cuts.</summary>
    public sealed class OutboxTests
    {
        private readonly ITestOutputHelper _output;

        public OutboxTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(1, 6)]
        [InlineData(2, 4)]
        public void HoursWithoutBroker_ThreePowerCuts_EveryIntervalOnceInOrderAndTheStateInTime(int seed, int hours)
        {
            var run = OutageRun.OfWholeFirmware(TimeSpan.FromHours(hours), seed);
            Check(run, seed);
        }

        [Theory]
        [InlineData(3)]
        public void ThreeDaysWithoutBroker_ThreePowerCuts_EveryIntervalOnceInOrderAndTheStateInTime(int seed)
        {
            using var broker = EmbeddedBroker.Start();
            var board = new VirtualBoard(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), seed);
            board.Network.AddHost("broker.local", broker.Endpoint);
            var run = OutageRun.Of(board, broker, () => board.PowerOn(LightNode.Run), TimeSpan.FromHours(72), seed, board.RunFor);
            Check(run, seed);
            Assert.InRange(run.Durable, 860, 900);
            board.PowerOff();
            board.RunFor(TimeSpan.FromMilliseconds(1));
            board.Network.Shutdown();
        }

        [Fact]
        public void SevenDaysWithoutBroker_OnASmallFlash_OlderOnesComeByTheHourAndNothingIsMissingOrTwice()
        {
            using var broker = EmbeddedBroker.Start();
            var board = new VirtualBoard(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), 4);
            board.Network.AddHost("broker.local", broker.Endpoint);
            var run = OutageRun.Of(board, broker, () => board.PowerOn(LightNode.Run), TimeSpan.FromDays(7), 4, board.RunFor);
            var unique = run.Ledger.UniqueIntervals;
            int hours = unique.Count(each => each.GetProperty("covers").GetInt32() > 1);
            _output.WriteLine($"{run.Durable} intervals durable, {unique.Count} records arrived, {hours} of them thinned");
            Assert.Equal(0, run.Lost);
            Assert.InRange(hours, 50, unique.Count);
            Assert.Contains(unique, each => each.GetProperty("covers").GetInt32() == 12);
            long before = 0;
            foreach (var each in unique)
            {
                Assert.Equal(before, OutboxLedger.SequenceOf(each) - each.GetProperty("covers").GetInt64());
                before = OutboxLedger.SequenceOf(each);
            }


            // An hour in which the power went counts with the start after it, as far as the clock was set; altogether nothing is missing.
            Assert.All(run.Coverage, each => Assert.InRange(each.UpS - each.CoveredS, -3600, 3600 + 605));
            Assert.InRange(run.Coverage.Sum(each => each.UpS - each.CoveredS), 0, 605 * run.Coverage.Count);
            Assert.All(unique, each => Assert.False(each.TryGetProperty("lost_before", out _)));
            board.PowerOff();
            board.RunFor(TimeSpan.FromMilliseconds(1));
            board.Network.Shutdown();
        }

        [Fact]
        public void Event_WithTheBrokerThere_ArrivesWithinHalfASecond()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Create();
            var ledger = new OutboxLedger(broker, world.Board);
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(20));
            world.Home.SetContact("oven", true);
            while (world.Relay("ev").ContactClosed)
            {
                world.RunFor(TimeSpan.FromMilliseconds(1));
            }

            double shedS = world.Now.TotalSeconds;
            while (!ledger.Events.Any(each => each.GetProperty("event").GetString() == "load_switched" && !each.GetProperty("on").GetBoolean()))
            {
                Assert.True(world.Now.TotalSeconds < shedS + 5, "the event did not arrive");
                world.RunFor(TimeSpan.FromMilliseconds(5));
            }

            _output.WriteLine($"{(world.Now.TotalSeconds - shedS) * 1000:F0} ms after the contact opened");
            Assert.InRange(world.Now.TotalSeconds - shedS, 0, 0.5);
        }

        [Fact]
        public void PowerCut_AtEveryFileOperationOfHalfAnHour_EveryStoredIntervalOnceAndInOrder()
        {
            using var broker = EmbeddedBroker.Start();
            var operations = new List<FlashOperation>();
            Live(broker, board => board.Flash.OperationFinished += operations.Add);
            int repeated = 0;
            foreach (var at in operations)
            {
                var ledger = Live(broker, board => board.Flash.OperationStarting += operation =>
                {
                    if (operation.Index == at.Index)
                    {
                        board.PowerOff();
                    }
                });
                string where = $"cut at operation {at.Index}, {at.Kind} of {at.Path}";
                var unique = ledger.UniqueIntervals;
                Assert.True(unique.Count >= 5, where);
                Assert.True(unique.Select(OutboxLedger.SequenceOf).SequenceEqual(Enumerable.Range(1, unique.Count).Select(number => (long)number)), where);
                Assert.True(unique.Select(each => each.GetProperty("series").GetString()).Distinct().Count() == 1, where);
                Assert.True(OutboxLedger.SameContent(unique) == 0 && OutboxLedger.SameContent(ledger.UniqueEvents) == 0, where);
                Assert.True(ledger.UniqueEvents.Select(OutboxLedger.SequenceOf).SequenceEqual(Enumerable.Range(1, ledger.UniqueEvents.Count).Select(number => (long)number)), where);
                repeated += ledger.Intervals.Count - unique.Count;
            }

            _output.WriteLine($"{operations.Count} cuts, {repeated} intervals came again");
            Assert.InRange(operations.Count, 50, 500);
            Assert.True(repeated > 0);
        }

        [Fact]
        public void FormattedFlash_BeginsAnotherSeries()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Create();
            var ledger = new OutboxLedger(broker, world.Board);
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(12));
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(5));
            foreach (string path in world.Board.Flash.ListFiles().Where(path => path != NodeWorld.SettingsPath))
            {
                world.Board.Flash.DeleteFile(path);
            }

            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromMinutes(12));
            world.Board.Network.Settle();
            var series = ledger.UniqueIntervals.Select(each => each.GetProperty("series").GetString()).Distinct().ToList();
            Assert.Equal(2, series.Count);
            Assert.Equal(2, ledger.UniqueEvents.Count(each => each.GetProperty("event").GetString() == "started"));
            foreach (string? one in series)
            {
                Assert.Equal(1, ledger.UniqueIntervals.Where(each => each.GetProperty("series").GetString() == one).Min(OutboxLedger.SequenceOf));
            }
        }

        [Fact]
        public void CircuitRenamedInAnOutage_OldIntervalsKeepTheirNames()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Create();
            var ledger = new OutboxLedger(broker, world.Board);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(21));
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(5));
            string renamed = world.SettingsText.Replace("\"name\": \"oven\"", "\"name\": \"cooker\"", StringComparison.Ordinal);
            Assert.NotEqual(world.SettingsText, renamed);
            world.Board.Flash.WriteFile(NodeWorld.SettingsPath, global::System.Text.Encoding.UTF8.GetBytes(renamed));
            world.ConnectBroker(broker.Endpoint);
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromMinutes(12));
            world.Board.Network.Settle();
            var unique = ledger.UniqueIntervals;
            Assert.InRange(unique.Count, 6, 7);
            Assert.All(unique, each => Assert.True(each.GetProperty("circuits").TryGetProperty(each.GetProperty("boot").GetInt32() == 1 ? "oven" : "cooker", out _)));
        }

        [Fact]
        public void FlashThatCannotBeWritten_RecordsGoFromMemory()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Create();
            var ledger = new OutboxLedger(broker, world.Board);
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(7));
            world.Board.Flash.OperationStarting += operation =>
            {
                if (operation.Kind == FlashOperationKind.Write)
                {
                    throw new global::System.IO.IOException("worn out");
                }
            };
            world.RunFor(TimeSpan.FromMinutes(20));
            world.Board.Network.Settle();
            var unique = ledger.UniqueIntervals;
            Assert.InRange(unique.Count, 5, 6);
            Assert.Equal(2, unique.Select(each => each.GetProperty("series").GetString()).Distinct().Count());
            Assert.Equal(0, OutboxLedger.SameContent(unique));
            Assert.Single(ledger.UniqueEvents, each => each.GetProperty("event").GetString() == "outbox_unstored");
        }

        [Fact]
        public void FullLog_DropsAreToldAndCounted()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Create();
            var ledger = new OutboxLedger(broker, world.Board);

            // Events of an earlier life, as many as the log holds without dropping one.
            int stored = 0;
            world.Board.PowerOn(() => stored += FillWithEvents());
            world.RunFor(TimeSpan.FromMinutes(5));
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(1));
            world.Start();
            for (int i = 0; i < 40; i++)
            {
                world.RunFor(TimeSpan.FromMinutes(11));
                world.Home.SetContact("oven", i % 2 == 0);
            }

            world.ConnectBroker(broker.Endpoint);
            world.RunFor(TimeSpan.FromMinutes(10));
            world.Board.Network.Settle();
            var unique = ledger.UniqueEvents;
            long lost = unique[0].TryGetProperty("lost_before", out var before) ? before.GetInt64() : 0;
            _output.WriteLine($"{stored} events stored before, {unique.Count} arrived, from {OutboxLedger.SequenceOf(unique[0])} on, {lost} lost before");
            var told = unique.First(each => each.GetProperty("event").GetString() == "records_dropped");
            Assert.Equal("event", told.GetProperty("topic").GetString());
            Assert.InRange(told.GetProperty("count").GetInt64(), 1, lost);
            Assert.Equal(lost + 1, OutboxLedger.SequenceOf(unique[0]));
            Assert.Equal(unique.Count, OutboxLedger.SequenceOf(unique[^1]) - lost);
        }

        /// <summary>Half an hour of a node with its broker, and where the power goes meanwhile another half.</summary>
        private static OutboxLedger Live(EmbeddedBroker broker, Action<VirtualBoard> prepare)
        {
            var board = new VirtualBoard(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), 1);
            board.Network.AddHost("broker.local", broker.Endpoint);
            using var ledger = new OutboxLedger(broker, board);
            prepare(board);
            board.PowerOn(LightNode.Run);
            board.RunFor(TimeSpan.FromMinutes(27));
            if (!board.Powered)
            {
                board.PowerBack();
                board.RunFor(TimeSpan.FromMinutes(27));
            }

            board.PowerOff();
            board.RunFor(TimeSpan.FromMilliseconds(1));
            board.Network.Shutdown();
            return ledger;
        }

        private static int FillWithEvents()
        {
            var space = new OutboxSpace(256, 5);
            var log = new LogFiles(OutboxStore.EventPath, new Crc32(), new LogLimits { MostSegments = space.EventSegments }, null);
            Assert.True(log.Open());
            var entry = new EventEntry();
            byte[] bytes = new byte[EventEntry.MostBytes];
            var record = new EventRecord { Kind = EventKind.SensorRestored, SubjectName = "supply" };
            int stored = 0;

            // Without a heartbeat the watchdog starts this again and again.
            while (log.Next <= 400)
            {
                record.Value = ++stored;
                Assert.True(log.Add(bytes, entry.Write(record, 1, 1_772_366_400_000 + stored, bytes)) > 0);
                Assert.True(stored % 40 != 0 || log.Commit());
            }

            Assert.Equal(0, log.Dropped);
            return stored;
        }

        private void Check(OutageRun run, int seed)
        {
            var unique = run.Ledger.UniqueIntervals;
            double delayS = run.Ledger.StateDelayS(10, run.BackS);
            _output.WriteLine(
                $"seed {seed}: {run.Durable} intervals durable, {run.Ledger.Intervals.Count} arrived, {unique.Count} of them different; "
                + $"{run.Ledger.Events.Count} events, {run.Ledger.UniqueEvents.Count} different; replay {run.ReplayS:F0} s, state late by {delayS * 1000:F0} ms at most, "
                + $"cut in {run.CutPath}");
            Assert.Equal(5, run.Boots);
            Assert.Equal(0, run.Lost);
            Assert.Equal(Enumerable.Range(1, unique.Count).Select(number => (long)number), unique.Select(OutboxLedger.SequenceOf));
            Assert.Single(unique.Select(each => each.GetProperty("series").GetString()).Distinct());
            Assert.Equal(0, OutboxLedger.SameContent(unique));
            Assert.InRange(run.Ledger.Intervals.Count - unique.Count, 1, 13);
            Assert.Equal(0, OutboxLedger.OutOfOrder(run.Ledger.UniqueEvents));
            Assert.InRange(delayS, 0, 1.0);

            // Of each start all is there but the interval that the cut ended; of the second also the one in whose writing it came; and
            // of the fourth that one was longer, for the time of day became known within it.
            for (int i = 0; i < run.Coverage.Count; i++)
            {
                var (upS, coveredS) = run.Coverage[i];
                Assert.InRange(upS - coveredS, 0, i == 1 || i == 3 ? 605 : 305);
            }

            double heldBackS = (run.Ledger.Intervals.Count - 12 - OutboxSender.Burst) * OutboxSender.ReplayPeriodMs / 1000.0;
            Assert.True(run.ReplayS > heldBackS * 0.9, $"the replay took {run.ReplayS} s and was not held back");
        }
    }
}
