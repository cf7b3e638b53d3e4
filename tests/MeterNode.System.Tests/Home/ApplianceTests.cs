using System;
using System.Linq;
using VirtualHome;
using VirtualHome.Appliances;
using Xunit;

namespace MeterNode.System.Tests.Homes
{
    public sealed class ApplianceTests
    {
        private static readonly string[] s_on = { "a" };

        [Fact]
        public void Fridge_OverADay_CyclesByItsThermostat()
        {
            var home = TestHomes.Build(new FridgeSettings { Name = "fridge", Circuits = s_on });
            var fridge = TestHomes.Find<Fridge>(home);
            home.AdvanceTo(3 * TestHomes.HourUs);
            int starts = fridge.Starts;
            double energy = fridge.EnergyWh;

            var inside = TestHomes.Follow(home, 86400, () => fridge.InsideC);

            Assert.InRange(inside.Min(), 2.9, 3.1);
            Assert.InRange(inside.Max(), 4.9, 5.1);
            Assert.InRange(fridge.Starts - starts, 20, 45);
            Assert.InRange(fridge.EnergyWh - energy, 500, 900);
        }

        [Fact]
        public void Fridge_WithoutSupply_WarmsAndStartsWithAnInrush()
        {
            var home = TestHomes.Build(new FridgeSettings { Name = "fridge", Circuits = s_on });
            home.SetContact("fridge", false);
            home.AdvanceTo(5 * TestHomes.HourUs);
            double warm = TestHomes.Find<Fridge>(home).InsideC;

            home.SetContact("fridge", true);
            double inrush = home.Circuit("a").RmsA;
            home.AdvanceTo(home.NowUs + 500_000);

            Assert.True(warm > 8);
            Assert.InRange(inrush / home.Circuit("a").RmsA, 5.8, 6.2);
        }

        [Fact]
        public void Kettle_OverAWeek_DrawsThreeKilowattsForMinutes()
        {
            var home = TestHomes.Build(Timed("kettle", 3000, 6, 120, 240, UsagePattern.Drinks));

            var power = TestHomes.Follow(home, 7 * 86400, () => home.PowerW);

            int starts = home.Appliance("kettle").Starts;
            double onS = power.Count(each => each > 0);
            Assert.InRange(starts, 20, 65);
            Assert.InRange(onS / starts, 110, 250);
            Assert.All(power, each => Assert.True(each == 0 || Math.Abs(each - 3000) < 1e-6));
        }

        [Fact]
        public void Shower_OverAMonth_IsTakenMostlyInTheMorningAndNeverAtNight()
        {
            var home = TestHomes.Build(Timed("shower", 9500, 2.5, 240, 600, UsagePattern.Washing));
            var byHour = new double[24];
            TestHomes.Follow(home, 30 * 86400, () => byHour[(int)home.Context.LocalHour] += home.PowerW > 0 ? 10 : 0, 10);

            double total = byHour.Sum();
            Assert.InRange(total / 30, 300, 2400);
            Assert.InRange(byHour.Skip(6).Take(3).Sum() / total, 0.25, 0.75);
            Assert.True(byHour.Take(4).Sum() / total < 0.03);
        }

        [Fact]
        public void Oven_InUse_HeatsUpAndThenSwitches()
        {
            var home = TestHomes.Build(new OvenSettings { Name = "oven", Circuits = s_on, UsesADay = 8 });
            var oven = TestHomes.Find<Oven>(home);

            var inside = TestHomes.Follow(home, 86400, () => oven.InsideC, 5);

            Assert.InRange(inside.Max(), 160, 230);
            Assert.True(oven.Starts > 20, "switches often: " + oven.Starts);
            Assert.Equal(2400, home.Circuit("a").PeakRmsA * 230, 1e-6);
        }

        [Fact]
        public void Hob_WhileSimmering_WorksPartOfEverySixSeconds()
        {
            var home = TestHomes.Build(new HobSettings { Name = "hob", Circuits = s_on, UsesADay = 6 });

            TestHomes.Follow(home, 86400, () => 0, 60);

            Assert.True(home.Appliance("hob").Starts > 100);
            Assert.InRange(home.Circuit("a").PeakRmsA, 1800 / 230.0, 1.05 * 3600 / 230.0 / 0.98);
        }

        [Fact]
        public void Immersion_OverADay_KeepsItsWaterHot()
        {
            var home = TestHomes.Build(new ImmersionHeaterSettings { Name = "immersion", Circuits = s_on });
            var tank = TestHomes.Find<ImmersionHeater>(home);
            home.AdvanceTo(4 * TestHomes.HourUs);

            var water = TestHomes.Follow(home, 2 * 86400, () => tank.TankC, 10);

            Assert.InRange(water.Max(), 59, 60.5);
            Assert.InRange(water.Min(), 30, 56);
            Assert.InRange(home.ImportWh / 2, 3000, 15000);
        }

        [Fact]
        public void Immersion_WithoutSupplyOrDrawOffs_LosesItsStandingLoss()
        {
            var settings = new ImmersionHeaterSettings { Name = "immersion", Circuits = s_on, DrawOffsADay = 0, LossKWhADay = 2 };
            var home = TestHomes.Build(settings);
            var tank = TestHomes.Find<ImmersionHeater>(home);
            home.AdvanceTo(6 * TestHomes.HourUs);
            home.SetContact("immersion", false);
            double before = tank.TankC;

            home.AdvanceTo(home.NowUs + TestHomes.HourUs);

            double lostWh = (before - tank.TankC) * 180 * 4186 / 3600;
            double expected = 2000 / 24.0 * (before - 20) / 40;
            Assert.Equal(expected, lostWh, 0.5);
        }

        [Fact]
        public void HeatPump_InWinter_KeepsTheRoomsAndItsOwnMinimumTimes()
        {
            var home = TestHomes.Build(new HeatPumpSettings { Name = "heatpump", Circuits = s_on });
            var pump = TestHomes.Find<HeatPump>(home);

            var rooms = TestHomes.Follow(home, 3 * 86400, () => pump.RoomC, 30);

            Assert.InRange(rooms.Min(), 19, 21);
            Assert.InRange(rooms.Max(), 20, 22.5);
            Assert.InRange(home.ImportWh / 3, 8_000, 40_000);
            Assert.True(pump.Starts < 3 * 24);
        }

        [Fact]
        public void HeatPump_Locked_StopsAndComesBackAfterItsPause()
        {
            var home = TestHomes.Build(new HeatPumpSettings { Name = "heatpump", Circuits = s_on });
            var pump = TestHomes.Find<HeatPump>(home);
            TestHomes.Follow(home, 86400, () => pump.Running ? 1 : 0, 60);
            Until(home, () => pump.Running && pump.RoomC < 20.5);

            home.SetContact("heatpump/sg1", true);
            double locked = home.PowerW;
            home.AdvanceTo(home.NowUs + (90 * 60 * TestHomes.SecondUs));
            bool stillLocked = !pump.Running;
            home.SetContact("heatpump/sg1", false);
            home.AdvanceTo(home.NowUs + (30 * 60 * TestHomes.SecondUs));

            Assert.Equal(SgReady.Normal, pump.State);
            Assert.InRange(locked, 10, 15);
            Assert.True(stillLocked);
            Assert.True(pump.Running);
        }

        [Fact]
        public void HeatPump_Forced_TakesWhatItCan()
        {
            var home = TestHomes.Build(new HeatPumpSettings { Name = "heatpump", Circuits = s_on });
            home.AdvanceTo(TestHomes.HourUs);

            home.SetContact("heatpump/sg1", true);
            home.SetContact("heatpump/sg2", true);
            home.AdvanceTo(home.NowUs + (20 * 60 * TestHomes.SecondUs));

            Assert.Equal(3012, home.PowerW, 60.0);
        }

        [Fact]
        public void HeatPump_WithALimit_StaysUnderIt()
        {
            var home = TestHomes.Build(new HeatPumpSettings { Name = "heatpump", Circuits = s_on });
            home.SetContact("heatpump/sg1", true);
            home.SetContact("heatpump/sg2", true);
            home.AdvanceTo(TestHomes.HourUs);

            home.SetPoint("heatpump", 1500);
            home.AdvanceTo(home.NowUs + (20 * TestHomes.SecondUs));

            Assert.InRange(home.PowerW, 1400, 1550);
        }

        [Fact]
        public void Battery_ChargedAndDischarged_GivesBackItsRoundTrip()
        {
            var settings = new BatterySettings { Name = "battery", Circuits = s_on, CapacityKWh = 10, FirstChargeShare = 0.4 };
            var home = TestHomes.Build(settings);
            var battery = TestHomes.Find<Battery>(home);

            home.SetPoint("battery", 2000);
            home.AdvanceTo(TestHomes.HourUs);
            double inWh = home.ImportWh;
            home.SetPoint("battery", -2000);
            while (battery.ChargeShare > 0.4)
            {
                home.AdvanceTo(home.NowUs + TestHomes.SecondUs);
            }

            Assert.Equal(2000, inWh, 3.0);
            Assert.Equal(0.9 * inWh, home.ExportWh, 5.0);
        }

        [Fact]
        public void Battery_AtItsReserve_StopsDischarging()
        {
            var settings = new BatterySettings { Name = "battery", Circuits = s_on, CapacityKWh = 2, FirstChargeShare = 0.5, ReserveShare = 0.3 };
            var home = TestHomes.Build(settings);

            home.SetPoint("battery", -1000);
            home.AdvanceTo(2 * TestHomes.HourUs);

            Assert.Equal(0, home.PowerW);
            Assert.Equal(0.3, TestHomes.Find<Battery>(home).ChargeShare, 0.001);
        }

        [Fact]
        public void Panels_OnASummersDay_DeliverByDayAndFollowTheirLimit()
        {
            var panels = new SolarPanelsSettings { Name = "pv", Circuits = s_on };
            var home = new Home(TestHomes.Still(panels), TestHomes.Summer, 1);

            home.AdvanceTo(TestHomes.HourUs);
            double night = home.PowerW;
            home.AdvanceTo(12 * TestHomes.HourUs);
            double noon = home.PowerW;
            home.SetPoint("pv", 200);
            double limited = home.PowerW;
            home.AdvanceTo(TestHomes.DayUs);

            Assert.Equal(0, night);
            Assert.InRange(noon, -3700, -300);
            Assert.Equal(-200, limited, 1.0);
            Assert.InRange(home.ExportWh, 1000, 30_000);
        }

        [Fact]
        public void Panels_AfterAnOutage_WaitAMinute()
        {
            var panels = new SolarPanelsSettings { Name = "pv", Circuits = s_on };
            var home = new Home(TestHomes.Still(panels), TestHomes.Summer, 1);
            home.Mains.ScheduleOutage(new VirtualHome.Mains.Outage(12 * 3600, 10));

            home.AdvanceTo((12 * TestHomes.HourUs) + (60 * TestHomes.SecondUs));
            double waiting = home.PowerW;
            home.AdvanceTo((12 * TestHomes.HourUs) + (75 * TestHomes.SecondUs));

            Assert.Equal(0, waiting);
            Assert.True(home.PowerW < -100);
        }

        [Fact]
        public void ComputeRig_WithABudget_StaysInItAndSuspendsBelowItsFloor()
        {
            var home = TestHomes.Build(new ComputeRigSettings { Name = "rig", Circuits = s_on, JobsADay = 50 });
            Until(home, () => home.PowerW > 1000);

            home.SetPoint("rig", 600);
            home.AdvanceTo(home.NowUs + (5 * TestHomes.SecondUs));
            double budgeted = home.PowerW;
            home.SetPoint("rig", 200);
            home.AdvanceTo(home.NowUs + (5 * TestHomes.SecondUs));
            double suspended = home.PowerW;
            home.SetPoint("rig", double.NaN);
            home.AdvanceTo(home.NowUs + (10 * TestHomes.SecondUs));

            Assert.Equal(600, budgeted, 1.0);
            Assert.Equal(15, suspended, 1.0);
            Assert.True(home.PowerW > 900);
        }

        [Fact]
        public void DailyUse_OfADate_DoesNotDependOnTheStartOfTheRun()
        {
            var kettle = Timed("kettle", 3000, 6, 120, 240, UsagePattern.Drinks);
            var early = new Home(TestHomes.Still(kettle), TestHomes.Winter, 1);
            var late = new Home(TestHomes.Still(kettle), TestHomes.Winter.AddDays(1), 1);
            early.AdvanceTo(TestHomes.DayUs);

            var first = TestHomes.Follow(early, 86400, () => early.PowerW);
            var second = TestHomes.Follow(late, 86400, () => late.PowerW);

            Assert.Equal(first, second);
        }

        private static TimedHeaterSettings Timed(string name, double powerW, double usesADay, double leastS, double mostS, ReadOnlySpan<double> hours)
        {
            return new TimedHeaterSettings
            {
                Name = name,
                Circuits = s_on,
                PowerW = powerW,
                UsesADay = usesADay,
                LeastS = leastS,
                MostS = mostS,
                Hours = hours.ToArray(),
            };
        }

        private static void Until(Home home, Func<bool> when)
        {
            long latestUs = home.NowUs + (2 * TestHomes.DayUs);
            while (!when())
            {
                Assert.True(home.NowUs < latestUs, "it did not happen in two days");
                home.AdvanceTo(home.NowUs + (10 * TestHomes.SecondUs));
            }
        }
    }
}
