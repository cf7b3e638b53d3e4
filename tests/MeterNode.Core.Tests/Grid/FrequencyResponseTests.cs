using MeterNode.Core.Grid;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Grid
{
    [TestClass]
    public class FrequencyResponseTests
    {
        [TestMethod]
        public void FrequencyCurve_DynamicContainment_HasItsKneeAndItsEnd()
        {
            var curve = FrequencyCurve.DynamicContainment();
            Assert.AreEqual(0, curve.PermilleAt(-500));
            Assert.AreEqual(0, curve.PermilleAt(14));
            Assert.AreEqual(0, curve.PermilleAt(15));
            Assert.AreEqual(25, curve.PermilleAt(108));
            Assert.AreEqual(49, curve.PermilleAt(199));
            Assert.AreEqual(50, curve.PermilleAt(200));
            Assert.AreEqual(525, curve.PermilleAt(350));
            Assert.AreEqual(996, curve.PermilleAt(499));
            Assert.AreEqual(1000, curve.PermilleAt(500));
            Assert.AreEqual(1000, curve.PermilleAt(3000));
        }

        [TestMethod]
        public void FrequencyCurve_LowFrequencySteps_BeginAt48p8AndEndAt47p8()
        {
            var curve = FrequencyCurve.LowFrequencySteps();
            Assert.AreEqual(0, curve.PermilleAt(1199));
            Assert.AreEqual(83, curve.PermilleAt(1200));
            Assert.AreEqual(83, curve.PermilleAt(1249));
            Assert.AreEqual(166, curve.PermilleAt(1250));
            Assert.AreEqual(916, curve.PermilleAt(2199));
            Assert.AreEqual(1000, curve.PermilleAt(2200));
        }

        [TestMethod]
        public void FrequencyResponse_Off_NeverAnswers()
        {
            var response = new FrequencyResponse(FrequencyCurve.Off(), 2, 0, 0, new RandomDelay(1));
            Run(response, 0, 5000, 47000);
            Assert.AreEqual((int)FrequencyState.Normal, (int)response.State);
            Assert.AreEqual(0, response.ShedPermille);
            Assert.IsFalse(response.IsShed(0));
        }

        [TestMethod]
        public void FrequencyResponse_InsideTheDeadband_NeverAnswers()
        {
            var response = Contained(1);
            long nowMs = Run(response, 0, 10000, 49985);
            Run(response, nowMs, 10000, 50015);
            Assert.AreEqual(0, response.ChangeCount);
        }

        [TestMethod]
        public void FrequencyResponse_Step_AnswersWithinASecond()
        {
            var response = Contained(1);
            Run(response, 0, 1000, 50000);

            // The measurement is 0.1 s behind and the step comes 0.1 s later at worst.
            long sinceMs = 1000;
            long nowMs = sinceMs + 200;
            while (response.ShedPermille < 1000)
            {
                response.Step(nowMs, 49500);
                Assert.IsTrue(nowMs - sinceMs <= 1000, "no answer in 1 s");
                nowMs += 100;
            }

            Assert.IsTrue(nowMs - 100 - sinceMs <= 400, "answered after " + (nowMs - 100 - sinceMs) + " ms");
        }

        [TestMethod]
        public void FrequencyResponse_FallingFrequency_FollowsWithinASecond()
        {
            var response = Contained(1);
            var curve = FrequencyCurve.DynamicContainment();

            // 0.5 Hz/s: faster than any loss that GB secures against.
            for (int ms = 0; ms <= 1000; ms += 100)
            {
                response.Step(ms, 50000 - (ms / 2));
                if (ms >= 500)
                {
                    Assert.IsTrue(response.ShedPermille >= curve.PermilleAt((ms - 500) / 2), "at " + ms);
                }
            }

            Assert.IsTrue(response.ShedPermille >= curve.PermilleAt(350), "at the end " + response.ShedPermille);
        }

        [TestMethod]
        public void FrequencyResponse_OneWrongReading_IsNotAnswered()
        {
            var response = Contained(1);
            Run(response, 0, 1000, 50000);
            response.Step(1000, 49400);
            response.Step(1100, 49400);
            response.Step(1200, 50000);
            Run(response, 1300, 1000, 50000);
            response.Step(2400, 40000);
            response.Step(2500, 60000);
            Assert.AreEqual(0, response.ChangeCount);
        }

        [TestMethod]
        public void FrequencyResponse_High_AsksForMoreLoadAndLessGeneration()
        {
            var response = Contained(1);
            Run(response, 0, 1000, 50350);
            Assert.AreEqual((int)FrequencyState.High, (int)response.State);
            Assert.AreEqual(525, response.RaisePermille);
            Assert.AreEqual(0, response.ShedPermille);
            Assert.AreEqual(response.ThresholdPermille(0) <= 525, response.IsRaised(0));
            Assert.IsFalse(response.IsShed(0));
        }

        [TestMethod]
        public void FrequencyResponse_LowStepsAndHighFrequency_DoesNotAnswer()
        {
            var response = new FrequencyResponse(FrequencyCurve.LowFrequencySteps(), 1, 30, 60, new RandomDelay(1));
            Run(response, 0, 5000, 51500);
            Assert.AreEqual((int)FrequencyState.Normal, (int)response.State);
        }

        [TestMethod]
        public void FrequencyResponse_FromHighToLow_TurnsAtOnce()
        {
            var response = Contained(1);
            Run(response, 0, 1000, 50500);
            Assert.AreEqual(1000, response.RaisePermille);
            Run(response, 1000, 300, 49650);
            Assert.AreEqual(0, response.RaisePermille);
            Assert.AreEqual(525, response.ShedPermille);
        }

        [TestMethod]
        public void FrequencyResponse_PartialRecovery_KeepsWhatAnswered()
        {
            var response = Contained(3);
            Run(response, 0, 1000, 49500);
            Run(response, 1000, 3600000, 49984, 1000);
            Assert.AreEqual(1000, response.ShedPermille);
            Assert.IsTrue(response.IsShed(0));
        }

        [TestMethod]
        public void FrequencyResponse_Recovered_ReleasesAfterHoldAndWithinTheJitter()
        {
            int earliest = int.MaxValue;
            int latest = 0;
            for (int seed = 1; seed <= 100; seed++)
            {
                var response = Contained(seed);
                Run(response, 0, 1000, 49500);
                int releasedS = -1;
                for (int s = 0; s <= 91 && releasedS < 0; s++)
                {
                    response.Step(1000 + (s * 1000), 50000);
                    releasedS = response.IsShed(0) ? -1 : s;
                }

                Assert.IsTrue(releasedS >= 30 && releasedS <= 90, "released after " + releasedS);
                earliest = releasedS < earliest ? releasedS : earliest;
                latest = releasedS > latest ? releasedS : latest;
            }

            Assert.IsTrue(latest - earliest > 50, "from " + earliest + " to " + latest);
        }

        [TestMethod]
        public void FrequencyResponse_SecondDipWhileReleasing_HoldsAgain()
        {
            var response = Contained(5);
            long nowMs = Run(response, 0, 1000, 49500);
            nowMs = Run(response, nowMs, 29000, 50000);
            nowMs = Run(response, nowMs, 200, 49980);
            nowMs = Run(response, nowMs, 29000, 50000);
            Assert.IsTrue(response.IsShed(0) && response.ShedPermille == 1000);
            nowMs = Run(response, nowMs, 62000, 50000);
            Assert.AreEqual((int)FrequencyState.Normal, (int)response.State);
            Run(response, nowMs, 300, 49500);
            Assert.IsTrue(response.IsShed(0));
        }

        [TestMethod]
        public void FrequencyResponse_FrequencyLost_HoldsThenReleases()
        {
            var response = Contained(5);
            long nowMs = Run(response, 0, 1000, 49500);
            nowMs = Run(response, nowMs, FrequencyResponse.UnknownHoldMs + 29000, 0);
            Assert.IsTrue(response.IsShed(0));
            Run(response, nowMs, 62000, 0);
            Assert.AreEqual((int)FrequencyState.Normal, (int)response.State);
            Assert.AreEqual(0, response.ShedPermille);
        }

        [TestMethod]
        public void FrequencyResponse_FrequencyLostTwice_EachTimeHolds()
        {
            var response = new FrequencyResponse(FrequencyCurve.DynamicContainment(), 1, 30, 0, new RandomDelay(5));
            long nowMs = Run(response, 0, 1000, 49500);
            nowMs = Run(response, nowMs, 1000, 0);
            nowMs = Run(response, nowMs, 60000, 49500);
            nowMs = Run(response, nowMs, FrequencyResponse.UnknownHoldMs + 30000, 0);
            Assert.IsTrue(response.IsShed(0));
            response.Step(nowMs, 0);
            Assert.IsFalse(response.IsShed(0));
        }

        [TestMethod]
        public void FrequencyResponse_DeepForAnInstant_AnswersTheLeastOfTheConfirmTime()
        {
            var response = Contained(1);
            response.Step(0, 49500);
            response.Step(100, 49800);
            response.Step(200, 49600);
            Assert.AreEqual(50, response.ShedPermille);
        }

        [TestMethod]
        public void FrequencyResponse_NeverKnown_DoesNothing()
        {
            var response = Contained(5);
            Run(response, 0, 60000, 0);
            Assert.AreEqual(0, response.ChangeCount);
        }

        [TestMethod]
        public void FrequencyResponse_StreetOfThousand_DropsOutInProportion()
        {
            var curve = FrequencyCurve.DynamicContainment();
            var frequencies = new[] { 49800, 49725, 49650, 49575, 49500 };
            for (int f = 0; f < frequencies.Length; f++)
            {
                int shed = 0;
                for (int node = 0; node < 1000; node++)
                {
                    var response = new FrequencyResponse(curve, 1, 30, 60, new RandomDelay(RandomDelay.SeedOf("node-" + node, 7)));
                    Run(response, 0, 300, frequencies[f]);
                    shed += response.IsShed(0) ? 1 : 0;
                }

                int wanted = curve.PermilleAt(50000 - frequencies[f]);
                int off = shed > wanted ? shed - wanted : wanted - shed;
                Assert.IsTrue(off <= 40, "at " + frequencies[f] + " mHz " + shed + " of 1000 for " + wanted);
                OutputHelper.WriteLine(frequencies[f] + " mHz: " + shed + " of 1000 nodes, curve " + wanted);
            }
        }

        private static FrequencyResponse Contained(int seed)
        {
            return new FrequencyResponse(FrequencyCurve.DynamicContainment(), 2, 30, 60, new RandomDelay(seed));
        }

        private static long Run(FrequencyResponse response, long fromMs, int lengthMs, int frequencyMhz, int everyMs = 100)
        {
            for (int ms = 0; ms < lengthMs; ms += everyMs)
            {
                response.Step(fromMs + ms, frequencyMhz);
            }

            return fromMs + lengthMs;
        }
    }
}
