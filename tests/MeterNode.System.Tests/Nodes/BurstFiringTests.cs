using System;
using System.Threading.Tasks;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware with a heater behind a solid-state relay.</summary>
    public sealed class BurstFiringTests
    {
        private const int RatedW = 3000;

        private readonly ITestOutputHelper _output;

        public BurstFiringTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(30)]
        [InlineData(40)]
        [InlineData(70)]
        public async Task Heater_AskedForAShare_HasItInTheMeanOfTenSeconds(int percent)
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            string settings = TestWorld.Settings.Replace(
                "\"pin\": 26, \"power_w\": 3000,", "\"pin\": 26, \"power_w\": 3000, \"kind\": \"heater\", \"burst_fire\": true,", StringComparison.Ordinal);
            using var world = TestWorld.Running(broker, settings: settings);
            double fullW = world.Home.Circuit("immersion").PowerW;
            int wantedW = RatedW * percent / 100;
            broker.Publish("meternode/test-1/load/immersion/set", wantedW.ToString(global::System.Globalization.CultureInfo.InvariantCulture));
            world.Board.Network.Settle();
            world.RunFor(TimeSpan.FromSeconds(3));
            world.Board.Network.Settle();
            for (int i = 0; i < 3; i++)
            {
                double beforeWh = world.Home.Circuit("immersion").ImportWh;
                world.RunFor(TimeSpan.FromSeconds(10));
                double meanW = (world.Home.Circuit("immersion").ImportWh - beforeWh) * 360;
                _output.WriteLine($"{meanW:F0} W of {fullW * percent / 100:F0} W");
                Assert.InRange(meanW / (fullW * percent / 100), 0.97, 1.03);
            }

            world.RunFor(TimeSpan.FromSeconds(15));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var load = observer.Node("test-1").State!.Value.GetProperty("loads").GetProperty("immersion");
            _output.WriteLine(load.ToString());
            Assert.True(load.GetProperty("on").GetBoolean());
            Assert.Equal(wantedW, load.GetProperty("power_w").GetInt32());
            Assert.InRange(load.GetProperty("operations").GetInt32(), 0, 1);
            Assert.True(world.Relay("immersion").Operations > 20);
            Assert.True(world.Relay("ev").ContactClosed);
        }
    }
}
