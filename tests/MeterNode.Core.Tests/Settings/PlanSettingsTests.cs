using MeterNode.Core.Settings;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Settings
{
    /// <summary>What a load needs in a day: what is taken, and what is refused with what words.</summary>
    [TestClass]
    public class PlanSettingsTests
    {
        [TestMethod]
        public void Plan_IsReadAndHasItsDefaults()
        {
            Assert.IsTrue(TestHome.Settings().Loads[TestHome.HeatPump].Plan == null);
            var plan = WithPlan("{\"run_min\":180}").Loads[TestHome.HeatPump].Plan!;
            Assert.AreEqual(180, plan.RunMin);
            Assert.AreEqual(0, plan.EnergyWh);
            Assert.AreEqual(420, plan.ReadyByMin);
            Assert.IsFalse(plan.IsSingleRun);
            plan = WithPlan("{\"energy_wh\":12000,\"ready_by\":\"23:59\",\"single_run\":true}").Loads[TestHome.HeatPump].Plan!;
            Assert.AreEqual(12000, plan.EnergyWh);
            Assert.AreEqual(1439, plan.ReadyByMin);
            Assert.IsTrue(plan.IsSingleRun);
        }

        [TestMethod]
        [DataRow("{}", "loads[1].plan.run_min: is missing; allowed is run_min or energy_wh")]
        [DataRow("{\"run_min\":60,\"energy_wh\":1000}", "loads[1].plan.run_min: is given beside energy_wh; allowed is one of them")]
        [DataRow("{\"run_min\":14}", "loads[1].plan.run_min: is 14; allowed is a whole number from 15 to 1440")]
        [DataRow("{\"energy_wh\":99}", "loads[1].plan.energy_wh: is 99; allowed is a whole number from 100 to 200000")]
        [DataRow("{\"run_min\":60,\"ready_by\":\"24:00\"}", "loads[1].plan.ready_by: is \"24:00\"; allowed is a time from 00:00 to 23:59")]
        [DataRow("{\"run_min\":60,\"ready_by\":\"12:60\"}", "loads[1].plan.ready_by: is \"12:60\"; allowed is a time from 00:00 to 23:59")]
        [DataRow("{\"run_min\":60,\"ready_by\":\"7:00\"}", "loads[1].plan.ready_by: is \"7:00\"; allowed is a time from 00:00 to 23:59")]
        [DataRow("{\"run_min\":60,\"ready_by\":\"0x:00\"}", "loads[1].plan.ready_by: is \"0x:00\"; allowed is a time from 00:00 to 23:59")]
        [DataRow("{\"run_min\":60,\"days\":1}", "loads[1].plan.days: is no known key here; allowed are run_min, energy_wh, ready_by, single_run")]
        [DataRow("7", "loads[1].plan: is 7; allowed is an object")]
        [DataRow("{\"run_min\":60},\"critical\":true", "loads[1].plan: is given; allowed only for a load that is not critical, no battery and no inverter")]
        public void Plan_Bad_NamesKeyValueAndWhatIsAllowed(string plan, string message)
        {
            try
            {
                WithPlan(plan);
            }
            catch (SettingsException refused)
            {
                Assert.AreEqual(message, refused.Message);
                return;
            }

            Assert.IsTrue(false, plan + " was taken");
        }

        [TestMethod]
        [DataRow("EUR", true)]
        [DataRow("eur", false)]
        [DataRow("EURO", false)]
        [DataRow("E1R", false)]
        public void Currency_IsThreeCapitalLetters(string code, bool isGood)
        {
            try
            {
                var settings = TestHome.With("\"broker\":", "\"currency\":\"" + code + "\",\"broker\":");
                Assert.AreEqual(code, settings.Currency);
                Assert.IsTrue(isGood);
            }
            catch (SettingsException refused)
            {
                Assert.IsFalse(isGood);
                Assert.AreEqual("currency: is \"" + code + "\"; allowed is an ISO 4217 code of three capital letters, such as EUR", refused.Message);
            }
        }

        private static NodeSettings WithPlan(string plan)
        {
            return TestHome.With("\"priority\":50,", "\"priority\":50,\"plan\":" + plan + ",");
        }
    }
}
