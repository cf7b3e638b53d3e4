using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MeterNode.Board.Counters;
using MeterNode.Core.Settings;
using MeterNode.Services.Storage;
using VirtualEsp32.Storage;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware, and what of its counters is still there after the power has gone.</summary>
    public sealed class CountersTests
    {
        private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(CounterStore.PeriodMs);

        private readonly ITestOutputHelper _output;

        public CountersTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public async Task PowerCut_EnergyAndWearGoOnFromTheLastSave()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Running(broker);
            for (int i = 0; i < 3; i++)
            {
                world.Home.SetContact("oven", true);
                world.RunFor(TimeSpan.FromSeconds(30));
                world.Home.SetContact("oven", false);
                world.RunFor(TimeSpan.FromMinutes(7));
            }

            long wear = world.Relay("ev").Operations;
            double trueWh = world.Home.Circuit("supply").ImportWh;
            CutPower(world);
            var saved = SavedCounters.Read(world)!;
            double savedWh = saved.ImportMws(world, "supply") / 3.6e6;
            double lostWhAtMost = 60 * 230 * (s_period.TotalHours + 0.001);
            _output.WriteLine($"true {trueWh:F1} Wh, saved {savedWh:F1} Wh, ev moved {wear} times");
            Assert.InRange(savedWh, trueWh - lostWhAtMost, trueWh);
            Assert.True(saved.Wear(world, "ev") >= 2);

            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromSeconds(40));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var node = observer.Node("test-1");
            double toldWh = node.State!.Value.GetProperty("circuits").GetProperty("supply").GetProperty("energy_import_wh").GetDouble();
            Assert.InRange(toldWh, savedWh, savedWh + (60 * 230 / 80.0));
            Assert.Equal(0, node.EventCount("counters_lost"));
            world.RunFor(s_period);
            Assert.True(SavedCounters.Read(world)!.ImportMws(world, "supply") > saved.ImportMws(world, "supply"));
            Assert.True(SavedCounters.Read(world)!.Wear(world, "ev") >= saved.Wear(world, "ev"));
        }

        [Fact]
        public void PowerCut_AtEveryFileOperationOfASave_LosesNoMoreThanThatSave()
        {
            var operations = new List<FlashOperation>();
            long first;
            using (var world = TestWorld.Running())
            {
                world.RunFor(s_period);
                world.Board.Flash.OperationFinished += operation =>
                {
                    // The outbox stores on a thread of its own; its cuts are OutboxTests'.
                    if (operation.Path.StartsWith(CounterStore.Path, StringComparison.Ordinal))
                    {
                        operations.Add(operation);
                    }
                };
                world.RunFor(s_period);
                first = SavedCounters.Read(world)!.ImportMws(world, "supply");
            }

            Assert.InRange(operations.Count, 4, 12);
            int runs = 0;
            for (int at = 0; at < operations.Count; at++)
            {
                bool commits = operations[at].Kind == FlashOperationKind.Commit;
                foreach (int left in commits ? new[] { -1, 0, 100 } : new[] { -1 })
                {
                    runs++;
                    CutAt(operations[at], left, first);
                }
            }

            _output.WriteLine($"{runs} cuts");
        }

        [Fact]
        public async Task BothCopiesDamaged_StartsFromZeroAndSaysSo()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = TestWorld.Running(broker);
            world.RunFor(s_period * 2);
            CutPower(world);
            foreach (string path in SavedCounters.Paths)
            {
                world.Board.Flash.FlipBits(path, 40, 1);
            }

            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromSeconds(40));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var node = observer.Node("test-1");
            Assert.Equal(1, node.EventCount("counters_lost"));
            Assert.InRange(node.State!.Value.GetProperty("circuits").GetProperty("supply").GetProperty("energy_import_wh").GetDouble(), 0, 200);
            world.RunFor(s_period);
            Assert.NotNull(SavedCounters.Read(world));
        }

        [Fact]
        public void SettingsInAnotherOrder_EveryCounterFindsItsName()
        {
            using var world = TestWorld.Running();
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(30));
            world.RunFor(s_period);
            string moved = world.SettingsText
                .Replace("\"ev\"", "\"x\"", StringComparison.Ordinal)
                .Replace("\"immersion\"", "\"ev\"", StringComparison.Ordinal)
                .Replace("\"x\"", "\"immersion\"", StringComparison.Ordinal);
            var settings = NodeSettings.Parse(moved);
            var before = SavedCounters.Read(world)!;
            var after = SavedCounters.Read(world, settings)!;
            Assert.NotEqual(settings.LoadIndex("ev"), world.Settings.LoadIndex("ev"));
            foreach (string name in new[] { "ev", "immersion" })
            {
                Assert.Equal(before.ImportMws(world, name), after.Readings.Energy[settings.CircuitIndex(name)].ImportMws);
                Assert.Equal(before.Wear(world, name), after.Control.Relays.Wear[settings.LoadIndex(name)]);
            }

            Assert.True(before.Wear(world, "ev") > before.Wear(world, "immersion"));
        }

        [Fact]
        public void LockOut_AfterThreeExcursions_SurvivesAPowerCutTenSecondsLater()
        {
            using var world = TestWorld.Create(settings: Limited());
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(10));
            Assert.True(world.Relay("immersion").ContactClosed);
            for (int i = 0; i < 3; i++)
            {
                Assert.True(world.Relay("router").ContactClosed);
                world.Home.SetContact("oven", true);
                world.RunFor(TimeSpan.FromSeconds(20));
                world.Home.SetContact("oven", false);
                world.RunFor(TimeSpan.FromSeconds(i < 2 ? 60 : 6));
            }

            Assert.False(world.Relay("immersion").ContactClosed);
            CutPower(world);
            Assert.True(SavedCounters.Read(world)!.Control.Limits.ImportScheme.IsLockedOut);
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromHours(3.9));
            Assert.False(world.Relay("immersion").ContactClosed);
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.True(world.Relay("router").ContactClosed);
            world.RunFor(TimeSpan.FromHours(0.3));
            Assert.True(world.Relay("immersion").ContactClosed);
        }

        [Fact]
        public void ContractWindow_SurvivesAPowerCut()
        {
            string settings = TestWorld.Settings.Replace("\"broker\"", "\"grid\": { \"contract_w\": 20000 }, \"broker\"", StringComparison.Ordinal);
            using var world = TestWorld.Running(null, 1, settings);
            world.RunFor(s_period + s_period);
            CutPower(world);
            int savedW = SavedCounters.Read(world)!.Control.Limits.Contract!.AverageW;
            _output.WriteLine("saved " + savedW + " W, true import " + world.Home.Circuit("supply").ImportWh + " Wh at " + world.Board.Scheduler.NowUs / 1000000 + " s");

            // An unknown past counts as the contract; ten minutes of 10.1 kW since.
            Assert.InRange(savedW, 16200, 16900);
            world.Board.PowerBack();
            world.RunFor(s_period + TimeSpan.FromSeconds(30));
            Assert.InRange(SavedCounters.Read(world)!.Control.Limits.Contract!.AverageW, 14300, 15400);
        }

        [Fact]
        public void SaveOfAnEarlierFirmware_IsConverted()
        {
            using var world = TestWorld.Running();
            world.RunFor(s_period + s_period);
            CutPower(world);
            long importMws = SavedCounters.Read(world)!.ImportMws(world, "supply");
            foreach (string path in SavedCounters.Paths)
            {
                // Without a contract the number of its buckets, 0, is all that version 2 has more.
                byte[] image = world.Board.Flash.ReadFile(path);
                int length = RecordFormat.Length(image) - 1;
                Assert.Equal(0, image[RecordFormat.HeaderBytes + length]);
                int size = new RecordFormat(new Crc32(), CounterStore.Kind).Seal(image, length, 1, RecordFormat.Sequence(image));
                world.Board.Flash.WriteFile(path, image[..size]);
            }

            world.Board.PowerBack();
            world.RunFor(s_period + TimeSpan.FromSeconds(30));
            Assert.True(SavedCounters.Read(world)!.ImportMws(world, "supply") > importMws);
        }

        [Fact]
        public void StartsOfTheDay_UsedUpBeforeAPowerCut_StayUsedUp()
        {
            using var world = TestWorld.Running(settings: With("\"name\": \"ev\", \"circuit\"", "\"starts_per_day\": 2, \"name\": \"ev\", \"circuit\""));
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(20));
            world.Home.SetContact("oven", false);
            world.RunFor(TimeSpan.FromMinutes(10));
            Assert.True(world.Relay("ev").ContactClosed);
            CutPower(world);
            int ev = world.Settings.LoadIndex("ev");
            var saved = SavedCounters.Read(world)!.Control.Equipment;
            Assert.Equal(2, saved.CountStarts(ev, 0));
            Assert.InRange(saved.StartAgeMs(ev, 1, 0), saved.StartAgeMs(ev, 0, 0), 600_000);
            world.Board.PowerBack();
            world.RunFor(TimeSpan.FromHours(2));
            Assert.False(world.Relay("ev").ContactClosed);
            Assert.True(world.Relay("immersion").ContactClosed);
        }

        [Fact]
        public async Task BudgetOfTheFuse_BeforeAPowerCut_IsNotForgotten()
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = TestWorld.Create(home: TestWorld.Home.Replace("\"power_w\": 10000", "\"power_w\": 20000", StringComparison.Ordinal));
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(20));
            world.Home.SetContact("oven", true);
            double told = 0;
            for (int i = 0; i < 60 && told < 30; i++)
            {
                world.RunFor(TimeSpan.FromSeconds(10));
                world.Board.Network.Settle();
                await observer.SettleAsync();
                told = observer.Node("test-1").State!.Value.GetProperty("supply").GetProperty("budget_percent").GetDouble();
            }

            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(1));
            int restored = SavedCounters.Read(world)!.Control.Supply.Guard(0).Budget.SharePermille;
            _output.WriteLine($"told {told} %, restored {restored} thousandths");
            Assert.InRange(told, 30, 100);
            Assert.InRange(restored, told * 10, (told * 10) + 200);
        }

        internal static string Limited()
        {
            // The load behind no relay goes above 40 A by itself; the supply's own limit is far away.
            return With("\"limit_a\": 60", "\"limit_a\": 100")
                .Replace("\"broker\":", "\"grid\": { \"import_limit_a\": 40 }, \"broker\":", StringComparison.Ordinal);
        }

        private static string With(string piece, string replacement)
        {
            return TestWorld.Settings.Replace(piece, replacement, StringComparison.Ordinal);
        }

        private static void CutPower(NodeWorld world)
        {
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(1));
        }

        /// <summary>Cuts the power at an operation of the second save, leaves a file as it is, empty or torn, and starts again.</summary>
        private static void CutAt(FlashOperation cut, int left, long secondMws)
        {
            using var world = TestWorld.Running();
            world.RunFor(s_period);
            long firstMws = SavedCounters.Read(world)!.ImportMws(world, "supply");
            bool isCut = false;
            world.Board.Flash.OperationStarting += operation =>
            {
                if (operation.Index == cut.Index)
                {
                    isCut = true;
                    world.Board.PowerOff();
                }
            };
            world.RunFor(s_period);
            Assert.True(isCut);
            if (left >= 0)
            {
                byte[] content = world.Board.Flash.HasFile(cut.Path) ? world.Board.Flash.ReadFile(cut.Path) : new byte[100];
                world.Board.Flash.WriteFile(cut.Path, content[..Math.Min(left, content.Length)]);
            }

            var found = SavedCounters.Read(world);
            Assert.NotNull(found);
            long foundMws = found.ImportMws(world, "supply");
            Assert.True(foundMws == firstMws || foundMws == secondMws, $"operation {cut.Index} ({cut.Kind}): {foundMws} of {firstMws} and {secondMws}");
            world.Board.PowerBack();
            world.RunFor(s_period + TimeSpan.FromSeconds(15));
            Assert.Equal(2, world.Board.Boots);
            var after = SavedCounters.Read(world)!;
            Assert.True(after.ImportMws(world, "supply") > foundMws);
            Assert.True(after.Wear(world, "ev") >= found.Wear(world, "ev"));
        }
    }
}
