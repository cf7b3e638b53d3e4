using System;
using System.Threading.Tasks;
using MeterNode.Cli;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    public sealed class MonitorTests
    {
        private const string State = """
            {"time":"2026-01-14T12:00:00Z","uptime_s":60,"mode":"normal","supply":{"limit_a":60,"voltage_v":230.1,"frequency_hz":50.01},
            "circuits":{"supply":{"power_w":1234.5,"current_a":5.67,"energy_import_wh":10.0,"energy_export_wh":0.0,"faults":["saturated"]}},
            "loads":{"ev":{"on":false,"power_w":0,"rank":"protection","reason":"supply_limit","operations":3}},"link":{"reconnects":0},"later":[1]}
            """;

        private const string Event = """
            {"sequence":1,"time":null,"uptime_s":5,"event":"over_limit","circuit":"supply","current_a":70.5}
            """;

        [Fact]
        public void Monitor_OfANode_ShowsWhatItPublishes()
        {
            using var broker = EmbeddedBroker.Start();
            broker.Publish("meternode/demo/status", "online", retain: true);
            broker.Publish("meternode/demo/state", State, retain: true);
            broker.Publish("meternode/demo/event", Event, retain: true);
            broker.Publish("meternode/other/status", "online", retain: true);

            var run = Cli.Run("monitor", "--broker", "127.0.0.1:" + broker.Endpoint.Port, "--id", "demo", "--for", "0.7");

            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.Contains("demo  online\n", run.Output, StringComparison.Ordinal);
            Assert.Contains("supply 1234.5 W 5.67 A (saturated); ev off (protection, supply_limit)", run.Output, StringComparison.Ordinal);
            Assert.Contains("up 5 s  over limit: supply, current 70.5 A", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("other", run.Output, StringComparison.Ordinal);
        }

        [Fact]
        public void Monitor_OfAStateWithoutAnything_ShowsIt()
        {
            using var broker = EmbeddedBroker.Start();
            broker.Publish("meternode/odd/state", "{\"circuits\":[],\"loads\":{\"x\":5}}", retain: true);

            var run = Cli.Run("monitor", "--broker", "127.0.0.1:" + broker.Endpoint.Port, "--for", "0.5");

            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.Contains("odd  state  no clock", run.Output, StringComparison.Ordinal);
        }

        [Fact]
        public void Monitor_WithNothingToHear_Fails()
        {
            using var broker = EmbeddedBroker.Start();

            var run = Cli.Run("monitor", "--broker", "127.0.0.1:" + broker.Endpoint.Port, "--id", "demo", "--for", "0.3");

            Assert.Equal(ExitCode.Failed, run.ExitCode);
            Assert.Matches("^meternode: [^\n]*'demo'[^\n]*\n$", run.Error);
        }

        [Fact]
        public async Task Monitor_WhenTheBrokerGoes_IsOneLineAndExitCode2()
        {
            using var broker = EmbeddedBroker.Start();
            var running = Task.Run(() => Cli.Run("monitor", "--broker", "127.0.0.1:" + broker.Endpoint.Port, "--for", "20"), TestContext.Current.CancellationToken);
            await Task.Delay(500, TestContext.Current.CancellationToken);

            broker.Stop();

            var run = await running;
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Matches("^meternode: --broker: [^\n]*closed[^\n]*\n$", run.Error);
        }
    }
}
