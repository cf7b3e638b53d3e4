using System;
using System.Threading.Tasks;
using VirtualEsp32;
using VirtualEsp32.Peripherals;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The whole firmware with what else it can measure with.</summary>
    public sealed class OtherSourcesTests
    {
        [Fact]
        public async Task DcChannel_InTheSettings_IsInTheState()
        {
            using var broker = EmbeddedBroker.Start();
            await using var observer = await NodeObserver.ConnectAsync(broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            string settings = TestWorld.Settings.Replace(
                "\"broker\":",
                "\"dc_channels\": [ { \"name\": \"battery\", \"bus\": 2, \"address\": 64, \"shunt_uohm\": 750, \"volts_per_volt\": 4, \"least_v\": 40, \"most_v\": 60 } ], \"broker\":",
                StringComparison.Ordinal);
            using var world = TestWorld.Create(settings: settings);
            world.Board.I2c(2).Attach(64, new Ina219Model(new Battery(), seed: 1, Ina219Errors.None));
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            world.RunFor(TimeSpan.FromSeconds(40));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            var battery = observer.Node("test-1").State!.Value.GetProperty("dc_channels").GetProperty("battery");
            Assert.InRange(battery.GetProperty("voltage_v").GetDouble(), 51.9, 52.1);
            Assert.InRange(battery.GetProperty("current_a").GetDouble(), 19.9, 20.1);
            Assert.InRange(battery.GetProperty("power_w").GetDouble(), 1030, 1050);
            world.Board.I2c(2).Unplug(64);
            world.RunFor(TimeSpan.FromSeconds(60));
            world.Board.Network.Settle();
            await observer.SettleAsync();
            battery = observer.Node("test-1").State!.Value.GetProperty("dc_channels").GetProperty("battery");
            Assert.Equal(global::System.Text.Json.JsonValueKind.Null, battery.GetProperty("power_w").ValueKind);
            Assert.True(world.Relay("ev").ContactClosed);
        }

        [Fact]
        public void Adc_InPlaceOfIna219s_MeasuresAndProtects()
        {
            const string settings = """
                {
                  "schema": 1, "id": "adc-1", "restart_delay_s": 0,
                  "supply": { "circuit": "supply", "limit_a": 60, "adc_voltage_channel": 6, "volts_per_volt": 460 },
                  "circuits": [ { "name": "supply", "adc_channel": 0, "burden_ohm": 22 } ],
                  "loads": [ { "name": "ev", "pin": 25, "power_w": 7000, "min_on_s": 0, "min_off_s": 0 } ]
                }
                """;
            var board = new VirtualBoard(new DateTime(2026, 1, 1), seed: 1);
            const double overFromUs = 20e6;
            VirtualAdc.Of(board).Connect(0, new AdcSine(us => (us > overFromUs ? 80 : 20) * 22 / 2000.0));
            VirtualAdc.Of(board).Connect(6, new AdcSine(_ => 0.5));
            board.Flash.WriteFile(NodeWorld.SettingsPath, global::System.Text.Encoding.UTF8.GetBytes(settings));
            board.PowerOn(Program.Main);
            board.RunUntil((long)overFromUs);
            Assert.True(board.Pins.IsOutputHigh(25));
            board.RunFor(TimeSpan.FromSeconds(1));
            Assert.False(board.Pins.IsOutputHigh(25));
            Assert.Empty(board.UnhandledExceptions);
            board.PowerOff();
            board.RunFor(TimeSpan.FromMilliseconds(1));
        }

        /// <summary>A sine on half of the ADC's range.</summary>
        private sealed class AdcSine : IAnalogInput
        {
            private readonly Func<double, double> _rmsVolts;

            public AdcSine(Func<double, double> rmsVolts)
            {
                _rmsVolts = rmsVolts;
            }

            public double MeanShuntVolts(double fromUs, double toUs)
            {
                return 0;
            }

            public double MeanBusVolts(double fromUs, double toUs)
            {
                double middleUs = (fromUs + toUs) / 2;
                return 1.6 + (_rmsVolts(middleUs) * Math.Sqrt(2) * Math.Cos(2 * Math.PI * 50 * middleUs / 1e6));
            }
        }

        /// <summary>52 V behind a divider of four, 20 A through 750 µΩ.</summary>
        private sealed class Battery : IAnalogInput
        {
            public double MeanShuntVolts(double fromUs, double toUs)
            {
                return 0.015;
            }

            public double MeanBusVolts(double fromUs, double toUs)
            {
                return 13;
            }
        }
    }
}
