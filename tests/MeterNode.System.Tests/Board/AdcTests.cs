using System;
using System.Device.Adc;
using System.Linq;
using VirtualEsp32;
using VirtualEsp32.Peripherals;
using Xunit;

namespace MeterNode.System.Tests.Board
{
    public sealed class AdcTests
    {
        [Theory]
        [InlineData(0.0, 0, 20)]
        [InlineData(0.05, 0, 20)]
        [InlineData(1.65, 1_800, 2_200)]
        [InlineData(5.0, 4_095, 4_095)]
        public void Channel_WithAVoltage_ReadsWithinTheUncalibratedChipsLimits(double volts, int least, int most)
        {
            int[] raw = Read(volts, 6, _ => { });

            Assert.All(raw, value => Assert.InRange(value, least, most));
        }

        [Fact]
        public void Channel_ReadAgain_Flickers()
        {
            Assert.InRange(Read(1.65, 6, _ => { }).Distinct().Count(), 3, 30);
        }

        [Fact]
        public void Channel_OfAdc2_FailsWhileWifiHasIt()
        {
            Assert.Throws<Exception>(() => Read(1.65, 12, _ => { }));
            Assert.InRange(Read(1.65, 12, adc => adc.Adc2Free = true)[0], 1_800, 2_200);
        }

        [Theory]
        [InlineData(-1)]
        [InlineData(9)]
        [InlineData(20)]
        public void Channel_Missing_CannotBeOpened(int channel)
        {
            Exception? failure = null;

            Rig.NewBoard().Run(() => failure = Record.Exception(() => new AdcController().OpenChannel(channel)));

            Assert.IsType<ArgumentException>(failure);
        }

        private static int[] Read(double volts, int channel, Action<VirtualAdc> setUp)
        {
            var board = Rig.NewBoard();
            VirtualAdc.Of(board).Connect(channel, new ScriptedInput(0, volts));
            setUp(VirtualAdc.Of(board));
            var raw = new int[50];
            Exception? failure = null;
            board.Run(() => failure = Record.Exception(() =>
            {
                using var opened = new AdcController().OpenChannel(channel);
                for (int i = 0; i < raw.Length; i++)
                {
                    raw[i] = opened.ReadValue();
                }
            }));
            return failure is null ? raw : throw failure;
        }
    }
}
