using System;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MeterNode.Board.Files;
using MeterNode.System.Tests.Nodes;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>
    /// What the settings no longer have disappears from every Home Assistant: from one that is there all the time, and from one that is
    /// away when it is taken back and starts later.
    /// </summary>
    public sealed class TakenBackTests
    {
        private const string Topic = "homeassistant/device/meternode-test-1/config";
        private const string Birth = "homeassistant/status";
        private const int All = 71;
        private const int OfImmersion = 15;

        // Every run is like every other, so that the moments are found once.
        private static readonly Lazy<Task<int>> s_announcedMs = new Lazy<Task<int>>(() => MomentAsync(false));
        private static readonly Lazy<Task<int>> s_settledMs = new Lazy<Task<int>>(() => MomentAsync(true));

        private readonly ITestOutputHelper _output;

        public TakenBackTests(ITestOutputHelper output)
        {
            _output = output;
        }

        /// <summary>
        /// The power goes before, while and after the node announces what is left, or tells a Home Assistant of it that has started
        /// since; ms from the moment at which the broker has it, or at which the node has it on flash that all is told.
        /// </summary>
        [Theory]
        [InlineData(false, -1000)]
        [InlineData(false, -20)]
        [InlineData(false, 0)]
        [InlineData(false, 20)]
        [InlineData(false, 1000)]
        [InlineData(true, -200)]
        [InlineData(true, -20)]
        [InlineData(true, -10)]
        [InlineData(true, 0)]
        [InlineData(true, 1000)]
        public async Task SettingsDropACircuitAndALoad_TheyAreTakenBackWheneverThePowerGoes(bool isAtBirth, int cutMs)
        {
            using var broker = EmbeddedBroker.Start();
            await using var always = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = await StartedAsync(broker, always);
            var away = new HomeAssistantRegistry();
            away.Run(always);
            Restart(world, WithoutImmersion(world));
            if (!isAtBirth)
            {
                world.RunFor(TimeSpan.FromMilliseconds(await s_announcedMs.Value + cutMs));
                Cut(world);
            }

            world.RunFor(TimeSpan.FromSeconds(20));
            await using (var back = await MessageLog.ConnectAsync(broker.Endpoint))
            {
                await back.SettleAsync(world);
                await back.PublishAsync(Birth, "online");
                world.Board.Network.Settle();
                if (isAtBirth)
                {
                    world.RunFor(TimeSpan.FromMilliseconds(await s_settledMs.Value + cutMs));
                    Cut(world);
                }

                world.RunFor(TimeSpan.FromSeconds(20));
                await back.SettleAsync(world);
                away.Run(back);
            }

            await always.SettleAsync(world);
            var there = new HomeAssistantRegistry();
            there.Run(always);
            _output.WriteLine(always.Of(Topic).Count + " messages");
            Assert.DoesNotContain(away.Entities, each => each.Contains("_immersion_", StringComparison.Ordinal));
            Assert.Equal(All - OfImmersion, away.Entities.Count);
            Assert.Equal(away.Entities, there.Entities);

            // The power went before the node had it on flash that all is told: it tells the next one too.
            await using (var next = await MessageLog.ConnectAsync(broker.Endpoint))
            {
                await next.AskAsync(world, Birth, "online", 5);
                away.Run(next);
                Assert.Equal(there.Entities, away.Entities);
            }

            // What stays with the broker in the end speaks of the dropped ones no more, and neither does the node.
            world.RunFor(TimeSpan.FromMinutes(11));
            await using var later = await MessageLog.ConnectAsync(broker.Endpoint);
            await later.SettleAsync(world);
            await later.AskAsync(world, Birth, "online", 5);
            Assert.Equal(2, later.Of(Topic).Count);
            Assert.DoesNotContain(later.Of(Topic), each => each.Contains("immersion", StringComparison.Ordinal));
            Assert.Equal([], DiscoveryCheck.Run(later.Last(Topic), "meternode/test-1/state", later.Last("meternode/test-1/state")));
            away.Run(later);
            Assert.Equal(there.Entities, away.Entities);
        }

        /// <summary>It starts together with its broker, before the node is back: its birth is not heard.</summary>
        [Fact]
        public async Task HomeAssistantStartsWhileTheNodeIsCutOff_IsToldAtTheNextConnection()
        {
            using var broker = EmbeddedBroker.Start();
            await using var always = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = await StartedAsync(broker, always);
            var away = new HomeAssistantRegistry();
            away.Run(always);
            Restart(world, WithoutImmersion(world));
            world.RunFor(TimeSpan.FromMinutes(12));
            world.Board.Network.WifiUp = false;
            world.RunFor(TimeSpan.FromMinutes(3));
            await using var back = await MessageLog.ConnectAsync(broker.Endpoint);
            await back.SettleAsync(world);
            await back.PublishAsync(Birth, "online");
            world.Board.Network.WifiUp = true;
            world.RunFor(TimeSpan.FromMinutes(3));
            await back.SettleAsync(world);
            away.Run(back);
            Assert.Equal(All - OfImmersion, away.Entities.Count);
        }

        [Fact]
        public async Task OtherId_TheOldDeviceIsTakenBackFromWhoeverKnowsIt()
        {
            using var broker = EmbeddedBroker.Start();
            await using var always = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = await StartedAsync(broker, always);
            var away = new HomeAssistantRegistry();
            away.Run(always);
            Restart(world, world.SettingsText.Replace("\"test-1\"", "\"test-2\"", StringComparison.Ordinal));
            world.RunFor(TimeSpan.FromSeconds(20));
            await using (var back = await MessageLog.ConnectAsync(broker.Endpoint))
            {
                await back.AskAsync(world, Birth, "online", 5);
                Assert.DoesNotContain(back.Messages, each => each.Topic == Topic && each.IsKept);
                away.Run(back);
            }

            Assert.Equal(All, away.Entities.Count);
            Assert.All(away.Entities, each => Assert.StartsWith("meternode-test-2_", each, StringComparison.Ordinal));
            await always.SettleAsync(world);
            var there = new HomeAssistantRegistry();
            there.Run(always);
            Assert.Equal(away.Entities, there.Entities);

            int messages = always.Of(Topic).Count;
            await always.AskAsync(world, Birth, "online", 5);
            Assert.Equal(messages, always.Of(Topic).Count);
        }

        [Fact]
        public async Task DiscoverySwitchedOff_TheDeviceIsTakenBack()
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = await StartedAsync(broker, log);
            Restart(world, world.SettingsText.Replace("\"schema\":", "\"home_assistant\": false, \"schema\":", StringComparison.Ordinal));
            world.RunFor(TimeSpan.FromSeconds(20));
            await log.SettleAsync(world);
            Assert.Equal(string.Empty, log.Of(Topic)[^1]);
            var there = new HomeAssistantRegistry();
            there.Run(log);
            Assert.Empty(there.Entities);
            await using var later = await MessageLog.ConnectAsync(broker.Endpoint);
            await later.SettleAsync(world);
            Assert.Empty(later.Of(Topic));
        }

        /// <summary>A world whose node has announced everything.</summary>
        private static async Task<NodeWorld> StartedAsync(EmbeddedBroker broker, MessageLog log)
        {
            var world = TestWorld.Running(broker);
            await log.SettleAsync(world);
            var registry = new HomeAssistantRegistry();
            registry.Run(log);
            Assert.Equal(All, registry.Entities.Count);
            Assert.Equal(OfImmersion, registry.Entities.Count(each => each.Contains("_immersion_", StringComparison.Ordinal)));
            return world;
        }

        private static void Restart(NodeWorld world, string settings)
        {
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(1));
            world.Board.Flash.WriteFile(NodeWorld.SettingsPath, Encoding.UTF8.GetBytes(settings));
            world.Board.PowerBack();
        }

        private static void Cut(NodeWorld world)
        {
            world.Board.PowerOff();
            world.RunFor(TimeSpan.FromSeconds(1));
            world.Board.PowerBack();
        }

        private static string WithoutImmersion(NodeWorld world)
        {
            var document = JsonNode.Parse(world.SettingsText)!;
            foreach (string list in new[] { "circuits", "loads" })
            {
                var entries = document[list]!.AsArray();
                entries.Remove(entries.Single(each => (string)each!["name"]! == "immersion"));
            }

            return document.ToJsonString();
        }

        /// <summary>How long after its start the broker has the node's announcement, or after a birth the node has on flash that all is told; ms.</summary>
        private static async Task<int> MomentAsync(bool isAtBirth)
        {
            using var broker = EmbeddedBroker.Start();
            await using var log = await MessageLog.ConnectAsync(broker.Endpoint);
            using var world = await StartedAsync(broker, log);
            Restart(world, WithoutImmersion(world));
            int before = log.Of(Topic).Count;
            if (isAtBirth)
            {
                world.RunFor(TimeSpan.FromSeconds(20));
                await log.PublishAsync(Birth, "online");
                world.Board.Network.Settle();
            }

            // The record's first save was into its first file: this is its second.
            string second = AnnouncementFile.Path + ".b";
            Assert.DoesNotContain(world.Board.Flash.ListFiles(), each => each == second);
            for (int ms = 10; ms < 20000; ms += 10)
            {
                world.RunFor(TimeSpan.FromMilliseconds(10));
                if (!isAtBirth && ms % 100 == 0)
                {
                    await log.SettleAsync(world);
                }

                if (isAtBirth ? world.Board.Flash.ListFiles().Contains(second) : log.Of(Topic).Count == before + 2)
                {
                    return ms;
                }
            }

            throw new InvalidOperationException("nothing was announced");
        }
    }
}
