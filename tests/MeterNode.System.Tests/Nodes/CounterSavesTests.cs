using System;
using System.Linq;
using System.Threading.Tasks;
using MeterNode.Board.Counters;
using MeterNode.Core.Settings;
using MeterNode.Services.Storage;
using VirtualEsp32.Storage;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>What saving the counters costs: the control loop's time, and the flash's life.</summary>
    public sealed class CounterSavesTests
    {
        private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(CounterStore.PeriodMs);

        private readonly ITestOutputHelper _output;

        public CounterSavesTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public async Task FullFlash_IsToldAndChangesNoDecision()
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using var world = TestWorld.Running(broker);
            world.Board.Flash.OperationStarting += operation =>
            {
                if (operation.Kind == FlashOperationKind.Write)
                {
                    throw new global::System.IO.IOException("full");
                }
            };
            world.RunFor(s_period * 3);
            world.Home.SetContact("oven", true);
            world.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(world.Relay("ev").ContactClosed);
            world.Board.Network.Settle();
            await observer.SettleAsync();
            Assert.Equal(1, observer.Node("test-1").EventCount("counters_unsaved"));
        }

        [Fact]
        public void Excursions_WithoutEnd_AreSavedFromAnAllowance()
        {
            using var world = TestWorld.Create(settings: CountersTests.Limited());
            world.Start();
            int saves = 0;
            world.Board.Flash.OperationFinished += operation =>
                saves += operation.Kind == FlashOperationKind.Commit && operation.Path.StartsWith(CounterStore.Path, StringComparison.Ordinal) ? 1 : 0;
            for (int i = 0; i < 360; i++)
            {
                world.Home.SetContact("oven", true);
                world.RunFor(TimeSpan.FromSeconds(8));
                world.Home.SetContact("oven", false);
                world.RunFor(TimeSpan.FromSeconds(12));
            }

            _output.WriteLine($"{saves} saves in 2 h");
            Assert.InRange(saves, 24, 24 + 24 + CounterStore.MostAllowance);
        }

        [Fact]
        public void ThreeHours_OfSaves_StallTheLoopShortly()
        {
            using var world = TestWorld.Running();
            int saves = 0;
            int operations = 0;
            long beganUs = 0;
            long mostUs = 0;
            long sumUs = 0;
            long lastBeatUs = world.Board.Scheduler.NowUs;
            long longestUs = 0;
            world.Board.Pins.OutputChanged += (pin, _, timeUs) =>
            {
                if (pin == BoardPins.Heartbeat)
                {
                    longestUs = Math.Max(longestUs, timeUs - lastBeatUs);
                    lastBeatUs = timeUs;
                }
            };
            world.Board.Flash.OperationStarting += operation => beganUs = world.Board.Scheduler.NowUs;
            world.Board.Flash.OperationFinished += operation =>
            {
                bool isCounters = operation.Path.StartsWith(CounterStore.Path, StringComparison.Ordinal);
                saves += isCounters && operation.Kind == FlashOperationKind.Commit ? 1 : 0;
                operations += isCounters ? 1 : 0;
                mostUs = Math.Max(mostUs, world.Board.Scheduler.NowUs - beganUs);
                sumUs += world.Board.Scheduler.NowUs - beganUs;
            };
            long erases = world.Board.Flash.TotalErases;
            world.RunFor(TimeSpan.FromHours(3));
            int bytes = SavedCounters.Paths.Max(path => world.Board.Flash.ReadFile(path).Length);
            _output.WriteLine(
                $"{saves} saves in 3 h of {bytes} bytes, {operations / saves} operations each; {sumUs / 1000.0 / saves:F1} ms of stall each with those of the outbox, longest operation {mostUs / 1000.0:F1} ms, "
                + $"longest step {longestUs / 1000.0:F1} ms, {world.Board.Flash.TotalErases - erases} erases");
            Assert.InRange(saves, 35, 37);
            Assert.InRange(longestUs, 0, 150_000);
        }
    }
}
