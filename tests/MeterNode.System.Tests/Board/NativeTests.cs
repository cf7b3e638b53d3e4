using System;
using System.Collections.Generic;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;
using VirtualEsp32.Kernel;
using Xunit;
using BoardThread = VirtualEsp32.Shadow.Thread;

namespace MeterNode.System.Tests.Board
{
    public sealed class NativeTests
    {
        [Fact]
        public void HighResTimer_OverTime_CountsMicrosecondsSinceTheStart()
        {
            var board = Rig.NewBoard();
            ulong first = 0;
            ulong second = 0;

            board.Run(() =>
            {
                first = HighResTimer.GetCurrent();
                BoardThread.Sleep(1_000);
                second = HighResTimer.GetCurrent();
            });

            Assert.Equal((ulong)board.Timings.TimerReadUs, first);
            Assert.Equal(1_000_000UL + first, second - (ulong)board.Timings.TimerReadUs);
        }

        [Fact]
        public void HighResTimer_AfterAReset_StartsAnew()
        {
            var board = Rig.NewBoard();
            var readings = new List<ulong>();
            board.Run(() => readings.Add(HighResTimer.GetCurrent()));

            board.Reset(ResetCause.Software);
            board.RunFor(TimeSpan.FromSeconds(10));

            Assert.Equal(2, readings.Count);
            Assert.Equal(readings[0], readings[1]);
        }

        [Fact]
        public void Reboot_ByTheFirmware_DoesNotReturn()
        {
            var board = Rig.NewBoard();
            bool returned = false;

            board.Run(() =>
            {
                if (board.Boots < 3)
                {
                    Power.OnRebootEvent += () => throw new InvalidOperationException("ignored");
                    Power.RebootDevice();
                    returned = true;
                }
            });

            Assert.False(returned);
            Assert.Equal(3, board.Boots);
            Assert.Equal(ResetCause.Software, board.LastReset);
            Assert.Empty(board.UnhandledExceptions);
        }

        [Fact]
        public void RebootHandlers_OfAnEarlierStart_AreForgotten()
        {
            var board = Rig.NewBoard();
            var told = new List<int>();

            board.Run(() =>
            {
                int boot = board.Boots;
                Power.OnRebootEvent += () => told.Add(boot);
                if (boot < 3)
                {
                    Power.RebootDevice();
                }
            });

            Assert.Equal(new[] { 1, 2 }, told);
        }

        [Fact]
        public void Clock_WhenSet_GoesOnThroughAResetInWholeSeconds()
        {
            var board = Rig.NewBoard();
            board.Network.TimeServerReachable = false;
            var times = new List<DateTime>();
            board.Run(
                () =>
                {
                    if (board.Boots == 1)
                    {
                        Rtc.SetSystemTime(new DateTime(2026, 7, 1, 12, 0, 0).AddMilliseconds(700));
                    }

                    times.Add(VirtualEsp32.Shadow.DateTime.UtcNow);
                },
                10);

            board.Reset(ResetCause.Software);
            board.RunFor(TimeSpan.FromSeconds(10));

            Assert.Equal(new DateTime(2026, 7, 1, 12, 0, 0), times[0]);

            // 8.8 s after the first start, and a boot of 1.2 s.
            Assert.Equal(new DateTime(2026, 7, 1, 12, 0, 10), times[1]);
        }

        [Fact]
        public void Clock_WithoutPower_IsLost()
        {
            var board = Rig.NewBoard();
            DateTime last = default;
            board.Run(() =>
            {
                if (board.Boots == 1)
                {
                    Rtc.SetSystemTime(new DateTime(2026, 7, 1));
                }

                last = VirtualEsp32.Shadow.DateTime.UtcNow;
            });
            Assert.Equal(2026, last.Year);

            board.PowerOff();
            board.PowerBack();
            board.RunFor(TimeSpan.FromSeconds(10));

            Assert.Equal(1970, last.Year);
        }

        [Fact]
        public void Function_GivenToAPin_IsRememberedUntilTheReset()
        {
            var board = Rig.NewBoard();
            int asked = 0;
            board.Run(() =>
            {
                if (board.Boots == 1)
                {
                    Configuration.SetPinFunction(21, DeviceFunction.I2C1_DATA);
                    asked = Configuration.GetFunctionPin(DeviceFunction.I2C1_DATA);
                }
            });
            Assert.Equal(21, asked);
            Assert.Equal(21, board.Pins.PinOf(DeviceFunction.I2C1_DATA));

            board.Reset(ResetCause.Software);

            Assert.Equal(-1, board.Pins.PinOf(DeviceFunction.I2C1_DATA));
        }

        [Fact]
        public void Function_OfI2c_NeedsAPinThatCanDrive()
        {
            Exception? failure = null;

            Rig.NewBoard().Run(() => failure = Record.Exception(() => Configuration.SetPinFunction(34, DeviceFunction.I2C1_DATA)));

            Assert.IsType<ArgumentException>(failure);
        }

        [Fact]
        public void GarbageCollection_WhenAskedFor_TakesTime()
        {
            var board = Rig.NewBoard();
            long us = 0;

            board.Run(() =>
            {
                long begin = board.Scheduler.NowUs;
                nanoFramework.Runtime.Native.GC.Run(true);
                us = board.Scheduler.NowUs - begin;
            });

            Assert.Equal(board.Timings.GarbageCollectionUs, us);
        }
    }
}
