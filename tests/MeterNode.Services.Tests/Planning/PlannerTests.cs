using System;
using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Core.Tests;
using MeterNode.Core.Tests.Loads;
using MeterNode.Core.Tests.Metering;
using MeterNode.Services.Planning;
using MeterNode.Services.Storage;
using MeterNode.Services.Tariffs;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Planning
{
    /// <summary>The planner over a day of its own clock; what the load does is put into the node's state by hand.</summary>
    [TestClass]
    public class PlannerTests
    {
        // 2026-10-24, 22:00 UTC: midnight of a day of 25 hours in Paris.
        private const int Midnight = 29881320;
        private const int Pump = TestHome.HeatPump;
        private const long MinMs = 60000;

        [TestMethod]
        public void ADay_RunsInItsCheapestHoursAndIsDoneByItsDeadline()
        {
            var bench = new Bench("{\"run_min\":180,\"ready_by\":\"20:00\"}");
            bench.Prices(60, "9 9 9 2 9 9 9 9 9 9 9 9 9 1 1 9 9 9 9 9 9 9 9 9 9");

            // The third hour by UTC is 04:00 on the home's clocks, for 02:00 comes twice.
            string runs = bench.Runs(Midnight, 24 * 60);
            Assert.AreEqual("180-240 780-900", runs);
            Assert.AreEqual(Midnight + (21 * 60) + (24 * 60), bench.Plan.DeadlineMin);
        }

        [TestMethod]
        public void ADay_OfADelayedNode_IsLaterAndStillReadyInTime()
        {
            var bench = new Bench("{\"run_min\":180,\"ready_by\":\"06:00\"}", "\"random_delay_s\":1800,", 5);
            bench.Prices(60, "9 9 9 9 1 1 1 1 1");
            int late = (int)((bench.Plan.DelayMs + MinMs - 1) / MinMs);
            Assert.IsTrue(late > 5 && late <= 30, late.ToString());

            // The last cheap slot is cut off by the deadline, and what it lacks is had in the first.
            string runs = bench.Runs(Midnight, 7 * 60);
            Assert.IsTrue(bench.LastRunMin >= Midnight + (7 * 60) - 2 && bench.LastRunMin <= Midnight + (7 * 60), runs);
            Assert.IsTrue(bench.RunMinutes >= 180 - 1 && bench.RunMinutes <= 181, runs);
        }

        [TestMethod]
        public void ALoadThatWasShed_GetsItsTimeLater()
        {
            var bench = new Bench("{\"run_min\":120,\"ready_by\":\"20:00\"}");
            bench.Prices(60, "9 1 9 2 9 3 9 4 9");
            bench.IsShedFromMin = Midnight + 60;
            bench.IsShedToMin = Midnight + 150;
            Assert.AreEqual("180-240 300-360", bench.Runs(Midnight, 9 * 60));
        }

        [TestMethod]
        public void AnEnergy_IsCountedByItsCircuit()
        {
            // 3 kW by its rating would take one hour; it draws 1.5 kW.
            var bench = new Bench("{\"energy_wh\":3000,\"ready_by\":\"20:00\"}");
            bench.Prices(60, "9 1 2 9 9 9 9");
            bench.DrawnW = 1500;
            Assert.AreEqual("60-180", bench.Runs(Midnight, 7 * 60));
        }

        [TestMethod]
        public void NewPrices_ChangeThePlan()
        {
            var bench = new Bench("{\"run_min\":60,\"ready_by\":\"20:00\"}");
            bench.Prices(60, "9 9 5 9 9 9");
            bench.Runs(Midnight, 60);
            Assert.AreEqual(Midnight + 120, bench.Plan.NextStartMin);
            bench.Prices(60, "9 9 5 9 1 9");
            bench.Runs(Midnight + 60, 1);
            Assert.AreEqual(Midnight + 240, bench.Plan.NextStartMin);
        }

        [TestMethod]
        public void NothingKnown_NothingWished()
        {
            var bench = new Bench("{\"run_min\":60}");
            bench.Runs(Midnight, 10);
            Assert.AreEqual((int)PlanWish.None, (int)bench.Node.Control.Plans.Of(Pump, bench.NowMs));
            bench.Prices(60, "9 9 5 9 9 9");
            bench.Runs(Midnight + 10, 10);
            Assert.AreEqual((int)PlanWish.Wait, (int)bench.Node.Control.Plans.Of(Pump, bench.NowMs));
            Assert.AreEqual((int)PlanWish.None, (int)bench.Node.Control.Plans.Of(TestHome.Ev, bench.NowMs));
            Assert.AreEqual((int)PlanWish.None, (int)bench.Node.Control.Plans.Of(Pump, bench.NowMs + Planner.WishLastsMs));

            // Nor with prices and without a clock.
            var lost = new Bench("{\"run_min\":60}");
            lost.Prices(60, "9 9 5 9 9 9");
            lost.Pricing.Planner.Step(1000);
            Assert.AreEqual((int)PlanWish.None, (int)lost.Node.Control.Plans.Of(Pump, 1000));
        }

        [TestMethod]
        public void Record_OfTheSameDayCounts_OfAnotherDoesNot()
        {
            var bench = new Bench("{\"run_min\":180,\"ready_by\":\"20:00\"}");
            bench.Prices(60, "1 1 9 9 9 1 9 9 9 9 9 9");
            Assert.AreEqual("0-120", bench.Runs(Midnight, 180));
            Assert.IsTrue(bench.Pricing.Planner.IsUnsaved);
            var bytes = new byte[Planner.MostBytes];
            var writer = new ByteWriter(bytes);
            bench.Pricing.Planner.Write(writer);
            bench.Pricing.Planner.Saved();
            Assert.IsFalse(bench.Pricing.Planner.IsUnsaved);

            // An hour is left after a restart, and all three a day later.
            var again = new Bench("{\"run_min\":180,\"ready_by\":\"20:00\"}");
            again.Prices(60, "1 1 9 9 9 1 9 9 9 9 9 9");
            again.Restore(bytes, writer.Length);
            Assert.AreEqual("300-360", again.Runs(Midnight + 180, 9 * 60));
            var later = new Bench("{\"run_min\":180,\"ready_by\":\"20:00\"}");
            later.Prices(60, "1 1 9 9 9 1 9 9 9 9 9 9");
            later.Restore(bytes, writer.Length);
            later.Runs(Midnight + (22 * 60), 1);
            Assert.AreEqual(180, later.Plan.LeftMin);

            // What is cut off changes nothing that it does not reach.
            for (int length = 0; length < writer.Length; length++)
            {
                var cut = new Bench("{\"run_min\":180,\"ready_by\":\"20:00\"}");
                cut.Restore(bytes, length);
                Assert.AreEqual(0L, cut.Plan.Done);
            }
        }

        private sealed class Bench
        {
            private readonly Tariff _tariff;

            public Bench(string plan, string more = "", int entropy = 1)
            {
                string text = TestHome.Replaced("\"priority\":50,", "\"priority\":50," + more + "\"plan\":" + plan + ",");
                var settings = NodeSettings.Parse("{\"time_zone\":\"CET-1CEST,M3.5.0,M10.5.0/3\",\"grid\":{\"random_delay_s\":0}," + text.Substring(1));
                Node = new Node(settings, new WaveSource(4), new SampleBlock(12), new RecordingRelays(3), false, entropy);
                Pricing = new Pricing(settings, Node);
                _tariff = Pricing.Tariff;
            }

            public Node Node { get; }

            public Pricing Pricing { get; }

            public LoadPlan Plan => Pricing.Planner.Of(Pump)!;

            public int IsShedFromMin { get; set; }

            public int IsShedToMin { get; set; }

            public int DrawnW { get; set; } = 3000;

            public long NowMs { get; private set; }

            public int RunMinutes { get; private set; }

            public int LastRunMin { get; private set; }

            public void Prices(int slotMin, string prices)
            {
                var table = new PriceTable();
                table.Begin(Midnight, slotMin);
                foreach (string price in prices.Split(' '))
                {
                    table.Add(int.Parse(price), PriceTable.Unknown);
                }

                _tariff.Take(table);
            }

            public void Restore(byte[] bytes, int length)
            {
                var reader = new ByteReader(bytes);
                reader.Reset(bytes, 0, length);
                Pricing.Planner.Read(reader);
            }

            /// <summary>Lets time go by, the load doing what is wished.</summary>
            /// <returns>From when to when it ran, min after midnight.</returns>
            public string Runs(int fromMin, int minutes)
            {
                Node.Clock.Set(new DateTime(1970, 1, 1).Ticks + (fromMin * 600000000L), NowMs);
                string text = "";
                int since = -1;
                for (int min = fromMin; min < fromMin + minutes; min++)
                {
                    for (int part = 0; part < 4; part++)
                    {
                        while (Pricing.Planner.Step(NowMs))
                        {
                            NowMs++;
                        }

                        NowMs = (NowMs / 15000 * 15000) + 15000;
                        bool isWished = Node.Control.Plans.Of(Pump, NowMs) == PlanWish.Run;
                        bool isOn = isWished && (min < IsShedFromMin || min >= IsShedToMin);
                        Node.Snapshot.IsOn[Pump] = isOn;
                        Node.Snapshot.TargetW[Pump] = isWished ? 3000 : 0;
                        Node.Snapshot.ImportMws[Pump + 1] += isOn ? DrawnW * 15000L : 0;
                    }

                    bool runs = Node.Snapshot.IsOn[Pump];
                    if (runs)
                    {
                        RunMinutes++;
                        LastRunMin = min + 1;
                    }

                    if (runs && since < 0)
                    {
                        since = min;
                    }
                    else if (!runs && since >= 0)
                    {
                        text += (text.Length > 0 ? " " : "") + (since - Midnight) + "-" + (min - Midnight);
                        since = -1;
                    }
                }

                return since < 0 ? text : text + (text.Length > 0 ? " " : "") + (since - Midnight) + "-";
            }
        }
    }
}
