using System;
using System.Collections.Generic;
using System.Device.I2c;
using System.Linq;
using MeterNode.Board;
using MeterNode.Board.Sensing;
using MeterNode.System.Tests.Board;
using VirtualEsp32;
using VirtualEsp32.Peripherals;
using Xunit;

namespace MeterNode.System.Tests.Sensing
{
    /// <summary>The slow channels, over the binding with all its defects.</summary>
    public sealed class DcChannelTests
    {
        private const int Address = 0x4A;

        // 100 A : 75 mV.
        private const int ShuntMicroOhm = 750;

        private double _shuntV;
        private double _busV = 13.2;

        [Fact]
        public void Channel_WithABattery_ReadsVoltageAndCurrent()
        {
            _shuntV = -0.030;
            var seen = Run(Settings(), seconds: 6);

            Assert.Equal(13200, seen.VoltageMv);
            Assert.Equal(-40000, seen.CurrentMa);
            Assert.Equal(-528000, seen.PowerMw);
            Assert.Equal(DcFlags.None, seen.Flags);
        }

        [Fact]
        public void Channel_BehindADivider_ReadsPanelsOf60Volts()
        {
            _busV = 15;
            var seen = Run(new DcChannelSettings("pv", 1, Address, ShuntMicroOhm, 4), seconds: 6);

            Assert.Equal(60000, seen.VoltageMv);
            Assert.Equal(DcFlags.None, seen.Flags);
        }

        [Theory]
        [InlineData(16.2)]
        [InlineData(20.0)]
        [InlineData(25.9)]
        public void Channel_AboveItsRange_SaysSoAndNeverReadsNegative(double volts)
        {
            var lowest = int.MaxValue;
            var seen = Run(Settings(), seconds: 10, each: (channel, second) =>
            {
                lowest = Math.Min(lowest, channel.VoltageMv);
                _busV = second < 4 ? 13.2 : volts;
            });

            Assert.True(seen.Flags.HasFlag(DcFlags.VoltageOutOfRange));
            Assert.Equal(13200, seen.VoltageMv);
            Assert.True(lowest >= 0);
        }

        [Fact]
        public void Channel_WithoutAChip_NeverShowsThePhantoms()
        {
            var channelSettings = new DcChannelSettings("pv", 1, Address, ShuntMicroOhm, 1);
            var seen = Run(channelSettings, seconds: 10, plugged: false);

            Assert.True(seen.Flags.HasFlag(DcFlags.NoAnswer));
            Assert.True(seen.Flags.HasFlag(DcFlags.Stale));
            Assert.Equal(0, seen.VoltageMv);
            Assert.Equal(0, seen.CurrentMa);
        }

        [Fact]
        public void Channel_UnpluggedAndPluggedAgain_KeepsItsLastValuesAndRecovers()
        {
            _shuntV = 0.015;
            var flags = new List<DcFlags>();
            var voltages = new HashSet<int>();
            var currents = new HashSet<int>();
            VirtualBoard? board = null;
            Run(Settings(), seconds: 30, start: b => board = b, each: (channel, second) =>
            {
                if (second == 8)
                {
                    board!.I2c(1).Unplug(Address);
                }
                else if (second == 18)
                {
                    board!.I2c(1).Replug(Address);
                }

                flags.Add(channel.FlagsAt(BoardClock.NowMs));
                voltages.Add(channel.VoltageMv);
                currents.Add(channel.CurrentMa);
            });

            Assert.True(flags[12].HasFlag(DcFlags.NoAnswer));
            Assert.Equal(DcFlags.None, flags[^1]);
            Assert.True(voltages.IsSubsetOf(new[] { 0, 13200 }), string.Join(' ', voltages));
            Assert.True(currents.IsSubsetOf(new[] { 0, 20000 }), string.Join(' ', currents));
        }

        /// <summary>Every transfer may fail, so that phantoms come at every place of the sequence.</summary>
        [Theory]
        [InlineData(2)]
        [InlineData(3)]
        [InlineData(4)]
        [InlineData(5)]
        [InlineData(6)]
        [InlineData(7)]
        [InlineData(8)]
        [InlineData(9)]
        [InlineData(10)]
        [InlineData(11)]
        [InlineData(12)]
        [InlineData(13)]
        public void Channel_WithEveryNthTransferLost_ShowsNothingButTheTruth(int every)
        {
            // A voltage and a current that are no multiples of anything the binding makes up.
            _shuntV = 0.021;
            var voltages = new HashSet<int>();
            var currents = new HashSet<int>();
            Run(Settings(), seconds: 120, start: b => b.I2c(1).NackEvery(Address, every), each: (channel, _) =>
            {
                voltages.Add(channel.VoltageMv);
                currents.Add(channel.CurrentMa);
            });

            Assert.True(voltages.IsSubsetOf(new[] { 0, 13200 }), string.Join(' ', voltages));
            Assert.True(currents.IsSubsetOf(new[] { 0, 28000 }), string.Join(' ', currents));
        }

        [Fact]
        public void Channel_ThatReallyStandsAtThePhantomValues_IsBelieved()
        {
            _busV = 0.256;
            _shuntV = 0.00256;
            var seen = Run(new DcChannelSettings("pv", 1, Address, ShuntMicroOhm, 1), seconds: 6);

            Assert.Equal(256, seen.VoltageMv);
            Assert.Equal(3413, seen.CurrentMa);
            Assert.Equal(0, seen.Phantoms);
        }

        [Fact]
        public void Channel_WhoseChipLostItsPower_IsSetUpAgain()
        {
            var flags = new List<DcFlags>();
            Ina219Model? chip = null;
            Run(Settings(), seconds: 20, chipMade: made => chip = made, each: (channel, second) =>
            {
                if (second == 8)
                {
                    chip!.PowerLost(VirtualBoard.Current.Scheduler.NowUs);
                }

                flags.Add(channel.FlagsAt(BoardClock.NowMs));
            });

            Assert.Contains(flags, each => each.HasFlag(DcFlags.SetUpAgain));
            Assert.Equal(DcFlags.None, flags[^1]);
            Assert.Equal(0, chip!.Configuration & 0x2000);
        }

        [Theory]
        [InlineData(3.0, 0.0, DcFlags.VoltageImplausible)]
        [InlineData(13.2, 0.2, DcFlags.CurrentImplausible)]
        [InlineData(13.2, 0.32, DcFlags.CurrentOutOfRange)]
        public void Channel_BeyondItsPlausibleLimits_IsFlaggedAndNotShown(double busV, double shuntV, DcFlags flag)
        {
            var seen = Run(Settings(), seconds: 12, each: (_, second) =>
            {
                _busV = second < 4 ? 13.2 : busV;
                _shuntV = second < 4 ? 0 : shuntV;
            });

            Assert.True(seen.Flags.HasFlag(flag), seen.Flags.ToString());
            Assert.Equal(13200, seen.VoltageMv);
            Assert.Equal(0, seen.CurrentMa);
        }

        [Fact]
        public void Poller_WithThreeChannels_TakesOneValueASecondAndFewMilliseconds()
        {
            var times = new List<long>();
            long longestUs = 0;
            var board = Rig.NewBoard();
            for (int i = 0; i < 3; i++)
            {
                board.I2c(1).Attach(Address + i, new Ina219Model(Input(), i, Ina219Errors.None));
            }

            board.Run(
                () =>
                {
                    Rig.Open(Address);
                    var channels = Enumerable.Range(0, 3).Select(i => new DcChannel(new DcChannelSettings("dc" + i, 1, Address + i, ShuntMicroOhm, 1))).ToArray();
                    var poller = new DcPoller(channels);
                    for (int step = 0; step < 2000; step++)
                    {
                        long beforeUs = BoardClock.NowUs;
                        if (poller.Step(BoardClock.NowMs))
                        {
                            times.Add(beforeUs);

                            // The first visit sets a chip up, which happens at the start of the node.
                            longestUs = times.Count > 3 ? Math.Max(longestUs, BoardClock.NowUs - beforeUs) : longestUs;
                        }

                        global::System.Threading.Thread.Sleep(0);
                        VirtualBoard.Current.Scheduler.Advance(10_000);
                    }

                    Assert.All(channels, each => Assert.True(each.IsKnown(BoardClock.NowMs)));
                },
                60);

            Assert.Empty(board.UnhandledExceptions);
            Assert.InRange(times.Count, 18, 21);
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 999_000));
            Assert.True(longestUs <= 16_000, longestUs + " us");
        }

        private static DcChannelSettings Settings()
        {
            return new DcChannelSettings("battery", 1, Address, ShuntMicroOhm, 1) { LeastMv = 9000, MostMv = 15900, MostMa = 150000 };
        }

        private ScriptedInput Input()
        {
            return new ScriptedInput((_, _) => _shuntV, (_, _) => _busV);
        }

        private Seen Run(
            DcChannelSettings settings,
            int seconds,
            bool plugged = true,
            Action<VirtualBoard>? start = null,
            Action<Ina219Model>? chipMade = null,
            Action<DcChannel, int>? each = null)
        {
            var board = Rig.NewBoard();
            var chip = new Ina219Model(Input(), 1, Ina219Errors.None);
            chipMade?.Invoke(chip);
            board.I2c(1).Attach(Address, chip);
            if (!plugged)
            {
                board.I2c(1).Unplug(Address);
            }

            start?.Invoke(board);
            Seen? seen = null;
            board.Run(
                () =>
                {
                    Rig.Open(Address);
                    var channel = new DcChannel(settings);
                    var poller = new DcPoller(new[] { channel });
                    for (int second = 0; second < seconds; second++)
                    {
                        poller.Step(BoardClock.NowMs);
                        each?.Invoke(channel, second);
                        VirtualBoard.Current.Scheduler.Advance(1_000_000);
                    }

                    seen = new Seen(channel.VoltageMv, channel.CurrentMa, channel.PowerMw, channel.FlagsAt(BoardClock.NowMs), channel.Phantoms);
                },
                (2 * seconds) + 10);
            Assert.Empty(board.UnhandledExceptions);
            return seen!;
        }

        private sealed record Seen(int VoltageMv, int CurrentMa, long PowerMw, DcFlags Flags, int Phantoms);
    }
}
