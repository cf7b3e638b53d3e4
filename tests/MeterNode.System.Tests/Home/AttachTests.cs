using System;
using VirtualEsp32;
using VirtualHome;
using VirtualHome.Description;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class AttachTests
    {
        [Fact]
        public void Attach_ToABoard_GivesTheSameHomeAsWithoutOne()
        {
            var board = new VirtualBoard(TestHomes.Winter, 1);
            var attached = new Home(HomeDescription.Default(), TestHomes.Winter, 3);
            var alone = new Home(HomeDescription.Default(), TestHomes.Winter, 3);
            attached.Attach(board.Scheduler);

            board.RunUntil(8 * TestHomes.HourUs);
            alone.AdvanceTo(8 * TestHomes.HourUs);

            Assert.Equal(alone.ImportWh, attached.ImportWh);
            Assert.Equal(alone.Circuit("supply").RmsA, attached.Circuit("supply").RmsA);
            Assert.Equal(alone.Timeline.PhaseAt(alone.NowUs), attached.Timeline.PhaseAt(attached.NowUs));
        }

        [Fact]
        public void SetContact_FromAnEventOfTheBoard_ActsAtTheTimeOfTheEvent()
        {
            var board = new VirtualBoard(TestHomes.Winter, 1);
            var home = TestHomes.Build(TestHomes.Steady("heater", 3600));
            home.Attach(board.Scheduler);
            board.Scheduler.At(1_234_567, () => home.SetContact("heater", false));

            board.RunUntil(2 * TestHomes.SecondUs);

            Assert.Equal(1.234567, home.ImportWh, 1e-9);
            Assert.NotEqual(0, home.Channel("a").MeanShuntVolts(1_230_000, 1_230_532));
            Assert.Equal(0, home.Channel("a").MeanShuntVolts(1_234_567, 1_235_000));
        }

        [Fact]
        public void Attach_ToABoardThatIsLate_CatchesUp()
        {
            var board = new VirtualBoard(TestHomes.Winter, 1);
            board.RunUntil(2_345_678);
            var home = TestHomes.Build(TestHomes.Steady("heater", 3600));

            home.Attach(board.Scheduler);
            double atOnce = home.ImportWh;
            board.RunUntil(5 * TestHomes.SecondUs);

            Assert.Equal(2.345678, atOnce, 1e-9);
            Assert.Equal(5, home.ImportWh, 1e-9);
        }

        [Fact]
        public void MainsPresenceChanged_WhenTheBoardLosesItsSupply_CanTakeThePower()
        {
            var board = new VirtualBoard(TestHomes.Winter, 1);
            var home = TestHomes.Build();
            home.Mains.ScheduleOutage(new VirtualHome.Mains.Outage(10, 2));
            home.Attach(board.Scheduler);
            home.MainsPresenceChanged += present =>
            {
                if (present)
                {
                    board.PowerBack();
                }
                else
                {
                    board.PowerOff();
                }
            };
            board.PowerOn(() => { });

            board.RunUntil(11 * TestHomes.SecondUs);
            bool powered = board.Powered;
            board.RunUntil(20 * TestHomes.SecondUs);

            Assert.False(powered);
            Assert.True(board.Powered);
            Assert.Equal(2, board.Boots);
        }
    }
}
