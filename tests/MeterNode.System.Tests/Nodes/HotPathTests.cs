using System;
using System.Device.Gpio;
using MeterNode.Board;
using MeterNode.Board.Counters;
using MeterNode.Board.Outputs;
using MeterNode.Board.Sensing;
using MeterNode.Core;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using nanoFramework.Hardware.Esp32;
using VirtualEsp32;
using VirtualEsp32.Peripherals;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The path from sample to relay, with the real I2C and GPIO adapters on the virtual board.</summary>
    public sealed class HotPathTests
    {
        private const int WarmUpSteps = 2_000;
        private const int Steps = 10_000;
        private const double OverFromUs = 30e6;
        private const double OverToUs = 35e6;

        [Fact]
        public void SamplesToRelays_TenThousandStepsWithShedsInThem_AllocateNothing()
        {
            var board = new VirtualBoard(new DateTime(2026, 1, 1), seed: 1);
            var settings = NodeSettings.Parse(TestWorld.Settings);
            for (int i = 0; i < settings.Circuits.Length; i++)
            {
                // The supply goes over its limit for five seconds, so that shedding and restoring are part of what is measured.
                bool isSupply = i == settings.SupplyCircuit;
                var input = new SineInput(us => !isSupply ? 20 : us is > OverFromUs and < OverToUs ? 80 : 20);
                board.I2c(settings.Circuits[i].Bus).Attach(settings.Circuits[i].Address, new Ina219Model(input, seed: i));
            }

            long allocated = -1;
            int sheds = 0;
            int waveforms = 0;
            bool restored = false;
            board.PowerOn(() =>
            {
                Configuration.SetPinFunction(BoardPins.I2c1Data, DeviceFunction.I2C1_DATA);
                Configuration.SetPinFunction(BoardPins.I2c1Clock, DeviceFunction.I2C1_CLOCK);
                var relays = new RelayBank(new GpioController(), settings.Loads);
                var node = new Node(settings, new Ina219SampleSource(settings), new SampleBlock(NodeHost.SamplesPerStep), relays, false, 1);
                var counters = new CounterSnapshot(node.Readings, node.Control);
                for (int i = 0; i < WarmUpSteps; i++)
                {
                    Step(node, counters);
                }

                int shedsBefore = node.ShedEvents;
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Steps; i++)
                {
                    Step(node, counters);
                    waveforms += node.Waveform.TryAsk(i % settings.Circuits.Length) ? 1 : 0;
                }

                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                sheds = node.ShedEvents - shedsBefore;
                restored = board.Pins.IsOutputHigh(settings.Loads[0].Pin);
            });
            board.RunFor(TimeSpan.FromMinutes(5));
            Assert.Equal(0, allocated);
            Assert.True(waveforms > 10, "no waveform was copied");
            Assert.True(sheds > 0, "no load was shed: the path to the relays was not taken");
            Assert.True(restored, "no load was given back: the path to the relays was not taken");
        }

        private static void Step(Node node, CounterSnapshot counters)
        {
            node.Step();
            counters.Request();
            counters.Step(BoardClock.NowMs);
        }
    }
}
