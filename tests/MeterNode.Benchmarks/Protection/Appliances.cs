using System;
using VirtualHome.Chance;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>Single uses of uncontrolled appliances; every length and power is drawn anew.</summary>
    internal static class Appliances
    {
        private const double Minute = 60_000;
        private const double MotorPowerFactor = 0.8;
        private const double InrushPowerFactor = 0.5;

        /// <summary>Router, standby, many small things: a level that wanders all day.</summary>
        public static ApplianceRun Base(SeededRandom random, int phase)
        {
            double meanW = random.Between(80, 450);
            var wander = new OrnsteinUhlenbeck(0.25 * meanW, 1800, 0.6 * meanW, 20, random.NextBits());
            var run = new ApplianceRun(phase, stays: true);
            for (double ms = 0; ms < Mains.DayMs; ms += 20_000)
            {
                run.From(ms == 0 ? 0 : ms + random.Between(0, 19_000), meanW + wander.Step(), 0.95);
            }

            return run;
        }

        /// <summary>A lamp circuit for an evening.</summary>
        public static ApplianceRun Lamps(SeededRandom random, int phase)
        {
            var run = new ApplianceRun(phase);
            double start = random.Between(15.5, 18.5) * 60 * Minute;
            double end = random.Between(21, 23.8) * 60 * Minute;
            for (double ms = start; ms < end; ms += random.Between(5, 40) * Minute)
            {
                run.From(ms, random.Between(50, 600));
            }

            run.From(end + (40 * Minute), 0);
            return run;
        }

        /// <summary>An electric shower, 7 to 10.8 kW for 3 to 12 minutes.</summary>
        public static ApplianceRun Shower(SeededRandom random, int phase, double startMs)
        {
            return Steady(phase, startMs, random.Between(3, 12) * Minute, random.Between(7000, 10_800));
        }

        /// <summary>A kettle.</summary>
        public static ApplianceRun Kettle(SeededRandom random, int phase, double startMs)
        {
            return Steady(phase, startMs, random.Between(1.5, 4) * Minute, random.Between(2000, 3000));
        }

        /// <summary>A fan heater.</summary>
        public static ApplianceRun FanHeater(SeededRandom random, int phase, double startMs)
        {
            return Steady(phase, startMs, random.Between(15, 120) * Minute, random.Between(1500, 2500));
        }

        /// <summary>A vacuum cleaner.</summary>
        public static ApplianceRun Vacuum(SeededRandom random, int phase, double startMs)
        {
            var run = new ApplianceRun(phase);
            double end = startMs + (random.Between(10, 40) * Minute);
            double watts = random.Between(700, 1600);
            for (double ms = startMs; ms < end; ms += random.Between(20, 90) * 1000)
            {
                Motor(run, random, ms, watts, 4);
                ms += random.Between(60, 400) * 1000;
                run.From(ms, 0);
            }

            return run;
        }

        /// <summary>One zone of a hob, which its energy regulator switches on and off.</summary>
        public static ApplianceRun HobZone(SeededRandom random, int phase, double startMs)
        {
            double watts = random.Between(1200, 2600);
            double boostMs = random.Between(2, 7) * Minute;
            return Cycled(random, phase, startMs, watts, boostMs, random.Between(12, 45) * Minute, random.Between(10, 40) * 1000, random.Between(0.2, 0.8));
        }

        /// <summary>An oven: heats up, then keeps its temperature.</summary>
        public static ApplianceRun Oven(SeededRandom random, int phase, double startMs)
        {
            double watts = random.Between(2000, 3200);
            double heatUpMs = random.Between(7, 15) * Minute;
            return Cycled(random, phase, startMs, watts, heatUpMs, random.Between(20, 90) * Minute, random.Between(60, 150) * 1000, random.Between(0.25, 0.5));
        }

        /// <summary>A tumble dryer.</summary>
        public static ApplianceRun Dryer(SeededRandom random, int phase, double startMs)
        {
            double watts = random.Between(2000, 2700);
            return Cycled(random, phase, startMs, watts, random.Between(20, 40) * Minute, random.Between(20, 50) * Minute, random.Between(60, 240) * 1000, random.Between(0.4, 0.8));
        }

        /// <summary>A washing machine: heats, turns, spins.</summary>
        public static ApplianceRun Washer(SeededRandom random, int phase, double startMs)
        {
            var run = new ApplianceRun(phase);
            double ms = startMs;
            run.From(ms, random.Between(1800, 2200));
            ms += random.Between(8, 18) * Minute;
            double end = ms + (random.Between(25, 70) * Minute);
            while (ms < end)
            {
                run.From(ms, random.Between(150, 300), MotorPowerFactor);
                ms += random.Between(10, 20) * 1000;
                run.From(ms, 10);
                ms += random.Between(3, 8) * 1000;
            }

            Motor(run, random, ms, random.Between(500, 800), 3);
            run.From(ms + (random.Between(4, 9) * Minute), 0);
            return run;
        }

        /// <summary>A dishwasher: heats twice.</summary>
        public static ApplianceRun Dishwasher(SeededRandom random, int phase, double startMs)
        {
            var run = new ApplianceRun(phase);
            double ms = startMs;
            for (int i = 0; i < 2; i++)
            {
                run.From(ms, random.Between(1800, 2200));
                ms += random.Between(10, 20) * Minute;
                run.From(ms, 80, MotorPowerFactor);
                ms += random.Between(15, 35) * Minute;
            }

            run.From(ms, 0);
            return run;
        }

        /// <summary>A workshop: a motor that is started again and again.</summary>
        public static ApplianceRun Workshop(SeededRandom random, int phase, double startMs)
        {
            var run = new ApplianceRun(phase, stays: true);
            double watts = random.Between(1200, 2200);
            double factor = random.Between(4, 6);
            int starts = 10 + random.NextCount(20);
            double ms = startMs;
            for (int i = 0; i < starts; i++)
            {
                Motor(run, random, ms, watts, factor);
                ms += random.Between(2, 25) * 1000;
                run.From(ms, 0);
                ms += random.Between(1, 30) * 1000;
            }

            return run;
        }

        /// <summary>One level for one time.</summary>
        public static ApplianceRun Steady(int phase, double startMs, double lengthMs, double watts, bool stays = false)
        {
            var run = new ApplianceRun(phase, stays);
            run.From(startMs, watts);
            run.From(startMs + lengthMs, 0);
            return run;
        }

        /// <summary>Panels under passing clouds; delivers, so its power is below 0.</summary>
        public static ApplianceRun Panels(SeededRandom random, int phase, double mostW)
        {
            var run = new ApplianceRun(phase, stays: true);
            double rise = random.Between(5, 8) * 60 * Minute;
            double set = random.Between(16, 20) * 60 * Minute;
            double clear = random.Between(0.3, 1);
            var clouds = new OrnsteinUhlenbeck(random.Between(0, 0.4), 240, 0.9, 20, random.NextBits());
            for (double ms = rise; ms < set; ms += 20_000)
            {
                double sky = Math.Sin(Math.PI * (ms - rise) / (set - rise));
                run.From(ms, -mostW * Math.Pow(sky, 1.3) * Math.Clamp(clear + clouds.Step(), 0.05, 1));
            }

            run.From(set, 0);
            return run;
        }

        private static void Motor(ApplianceRun run, SeededRandom random, double ms, double watts, double factor)
        {
            run.From(ms, watts / MotorPowerFactor * factor * InrushPowerFactor, InrushPowerFactor);
            run.From(ms + random.Between(120, 300), watts, MotorPowerFactor);
        }

        private static ApplianceRun Cycled(SeededRandom random, int phase, double startMs, double watts, double firstMs, double thenMs, double periodMs, double duty)
        {
            var run = new ApplianceRun(phase);
            run.From(startMs, watts);
            double ms = startMs + firstMs;
            double end = ms + thenMs;
            while (ms < end)
            {
                run.From(ms, 0);
                ms += periodMs * (1 - duty) * random.Between(0.8, 1.2);
                run.From(ms, watts);
                ms += periodMs * duty * random.Between(0.8, 1.2);
            }

            run.From(ms, 0);
            return run;
        }
    }
}
