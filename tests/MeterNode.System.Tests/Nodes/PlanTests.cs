using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MeterNode.Board.Planning;
using MeterNode.System.Tests.Orchestrators;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>Prices that come over the link, and what the whole firmware makes of them.</summary>
    public sealed class PlanTests
    {
        private const string Root = "meternode/test-1/";
        private const string Prices = "{\"start\":\"2026-03-01T00:00:00Z\",\"slot_min\":15,\"import_per_kwh\":[0.3,0.1,0.3,0.2,0.3,0.25,0.3,0.3]}";

        private static readonly string s_settings = TestWorld.Settings
            .Replace("\"priority\": 50,", "\"priority\": 50, \"plan\": { \"run_min\": 30, \"ready_by\": \"08:00\" },", StringComparison.Ordinal)
            .Replace("\"broker\":", "\"grid\": { \"random_delay_s\": 60 }, \"currency\": \"EUR\", \"time_zone\": \"CET-1CEST,M3.5.0,M10.5.0/3\", \"broker\":", StringComparison.Ordinal);

        private readonly ITestOutputHelper _output;

        public PlanTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public async Task APlan_IsKeptOverAPowerCutWithNobodyToTalkTo()
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            await log.PublishAsync(Root + "prices", Prices, retain: true);
            using var world = TestWorld.Create(settings: s_settings);
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            var closed = new List<int>();
            Run(world, closed, 5);
            await log.SettleAsync(world);
            var load = log.Last(Root + "state").GetProperty("loads").GetProperty("immersion");
            Assert.Equal("wait", load.GetProperty("plan").GetString());
            Assert.Equal("plan", load.GetProperty("rank").GetString());
            Assert.Equal("cheaper_later", load.GetProperty("reason").GetString());
            var start = load.GetProperty("plan_start").GetDateTime();
            Assert.InRange(start, new DateTime(2026, 3, 1, 0, 15, 0, DateTimeKind.Utc), new DateTime(2026, 3, 1, 0, 16, 0, DateTimeKind.Utc));
            var price = log.Last(Root + "state").GetProperty("price");
            Assert.Equal(0.3, price.GetProperty("import_per_kwh").GetDouble());
            Assert.Equal(0.1, price.GetProperty("next_import_per_kwh").GetDouble());
            Assert.Equal(JsonValueKind.Null, price.GetProperty("next_export_per_kwh").ValueKind);
            Assert.Equal(JsonValueKind.Null, log.Last(Root + "state").GetProperty("loads").GetProperty("ev").GetProperty("plan").ValueKind);

            // In the midst of the cheap slot the power goes, and the broker with it. A save may be a quarter of an hour old.
            Run(world, closed, 22 - closed.Count);
            broker.Stop();
            world.Board.PowerOff();
            Run(world, closed, 3);
            world.Board.PowerBack();
            Run(world, closed, 105 - closed.Count);
            _output.WriteLine("on in minutes " + string.Join(' ', Stretches(closed)));
            var on = closed.Select((minute, i) => (minute, i)).Where(each => each.minute == 1 && each.i >= 5).Select(each => each.i).ToArray();
            Assert.All(on, i => Assert.True(i is >= 15 and <= 31 or >= 45 and <= 61 or >= 75 and <= 91, "on in minute " + i));

            // 30 minutes less the forgiven five, and at most 15 more that were not saved yet.
            Assert.InRange(on.Length, 24, 47);
            Assert.Contains(on, i => i is > 26 and < 31);
            Assert.Contains(on, i => i is > 45 and < 61);
        }

        /// <summary>Somebody wants hot water now, although it is cheaper later.</summary>
        [Fact]
        public async Task ABoost_RunsForItsMinutesAndThenThePlanGoesOn()
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            await log.PublishAsync(Root + "prices", Prices, retain: true);
            using var world = TestWorld.Create(settings: s_settings);
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromMinutes(4));
            Assert.False(world.Relay("immersion").ContactClosed);
            await log.AskAsync(world, Root + "load/immersion/set", "3min", 2);
            Assert.True(world.Relay("immersion").ContactClosed);
            world.RunFor(TimeSpan.FromSeconds(70));
            await log.SettleAsync(world);
            var load = log.Last(Root + "state").GetProperty("loads").GetProperty("immersion");
            Assert.Equal("on", load.GetProperty("request").GetString());
            Assert.Equal(2, load.GetProperty("boost_min").GetInt32());
            world.RunFor(TimeSpan.FromSeconds(100));
            Assert.True(world.Relay("immersion").ContactClosed);
            world.RunFor(TimeSpan.FromSeconds(20));
            Assert.False(world.Relay("immersion").ContactClosed);
            await log.SettleAsync(world);
            load = log.Last(Root + "state").GetProperty("loads").GetProperty("immersion");
            Assert.Equal("auto", load.GetProperty("request").GetString());
            Assert.Equal("cheaper_later", load.GetProperty("reason").GetString());
            Assert.Equal(0, load.GetProperty("boost_min").GetInt32());
        }

        [Fact]
        public async Task Prices_OfAnAttacker_WearTheFlashNoMoreThanAllowed()
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = TestWorld.Create(settings: s_settings);
            world.ConnectBroker(broker.Endpoint);
            int saves = 0;
            world.Board.Flash.OperationFinished += operation => saves += operation.Kind == VirtualEsp32.Storage.FlashOperationKind.Commit
                && operation.Path.StartsWith(PlanStore.PricesPath, StringComparison.Ordinal) ? 1 : 0;
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(20));
            for (int i = 0; i < 60; i++)
            {
                broker.Publish(Root + "prices", "{\"start\":\"2026-03-01T00:00Z\",\"import_per_kwh\":[" + i + "]}");
                world.Board.Network.Settle();
                world.RunFor(TimeSpan.FromSeconds(10));
            }

            // The last one is in a state by then, whenever in their periods the two came.
            world.RunFor(TimeSpan.FromSeconds(20));
            await log.SettleAsync(world);
            Assert.Equal(59, log.Last(Root + "state").GetProperty("price").GetProperty("import_per_kwh").GetDouble());
            Assert.Equal(PlanStore.MostPriceSavesAtOnce, saves);
        }

        private static void Run(NodeWorld world, List<int> closed, int minutes)
        {
            for (int i = 0; i < minutes; i++)
            {
                world.RunFor(TimeSpan.FromMinutes(1));
                closed.Add(world.Relay("immersion").ContactClosed ? 1 : 0);
            }
        }

        private static IEnumerable<string> Stretches(List<int> closed)
        {
            for (int i = 0; i < closed.Count; i++)
            {
                if (closed[i] == 1 && (i == 0 || closed[i - 1] == 0))
                {
                    int end = closed.FindIndex(i, each => each == 0);
                    yield return i + "-" + (end < 0 ? closed.Count : end);
                }
            }
        }
    }
}
