using System;
using System.Threading.Tasks;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware in a home with three phases.</summary>
    public sealed class ThreePhaseTests
    {
        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public async Task CircuitsOfThreePhases_AreMeasuredAgainstTheirOwnVoltage(bool ownReferences)
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            const string otherSupplies =
                "{ \"name\": \"supply2\", \"kind\": \"supply\", \"phase\": 2, \"measured\": false }, "
                + "{ \"name\": \"supply3\", \"kind\": \"supply\", \"phase\": 3, \"measured\": false }, ";
            string home = TestWorld.Home
                .Replace("\"phases\": 1", "\"phases\": 3", StringComparison.Ordinal)
                .Replace("{ \"name\": \"ev\" }", otherSupplies + "{ \"name\": \"ev\", \"phase\": 2 }", StringComparison.Ordinal)
                .Replace("{ \"name\": \"immersion\" }", "{ \"name\": \"immersion\", \"phase\": 3 }", StringComparison.Ordinal);
            string reference = ownReferences ? ", \"reference\": true" : string.Empty;
            string settings = TestWorld.Settings
                .Replace("\"name\": \"ev\", \"address\": 65", "\"name\": \"ev\", \"address\": 65, \"phase\": 2" + reference, StringComparison.Ordinal)
                .Replace("\"name\": \"immersion\", \"address\": 66", "\"name\": \"immersion\", \"address\": 66, \"phase\": 3" + reference, StringComparison.Ordinal);
            using var world = TestWorld.Create(settings: settings, home: home);
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(60));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var circuits = observer.Node("test-1").State!.Value.GetProperty("circuits");
            foreach (string name in new[] { "ev", "immersion", "router" })
            {
                // A reference of the circuit's own sees its voltage sag under the load; the supply's, shifted, does not.
                double trueW = world.Home.Circuit(name).PowerW;
                double tolerance = ownReferences ? 0.01 : 0.04;
                Assert.InRange(circuits.GetProperty(name).GetProperty("power_w").GetDouble(), trueW * (1 - tolerance), trueW * (1 + tolerance));
                Assert.InRange(circuits.GetProperty(name).GetProperty("power_factor").GetDouble(), 0.99, 1.0);
            }

            Assert.Equal(0, observer.Node("test-1").EventCount("wiring_fault"));
        }
    }
}
