using MeterNode.Core.Grid;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Grid
{
    [TestClass]
    public class PriceRuleTests
    {
        private const long HalfHourMs = 1800000;

        [TestMethod]
        public void PriceRule_NoPrice_AsksForNothing()
        {
            var rule = new PriceRule(3600000);
            rule.Step(0);
            CheckNothing(rule);
            Assert.AreEqual(0, rule.ChangeCount);
        }

        [TestMethod]
        public void PriceRule_ZeroOrPositive_AsksForNothing()
        {
            var rule = new PriceRule(3600000);
            rule.SetImport(0, HalfHourMs, 0);
            rule.SetExport(0, HalfHourMs, 0);
            rule.Step(1);
            CheckNothing(rule);
            rule.SetImport(250, HalfHourMs, 2);
            rule.SetExport(150, HalfHourMs, 2);
            rule.Step(3);
            CheckNothing(rule);
        }

        [TestMethod]
        public void PriceRule_NegativeImport_WantsConsumptionOnly()
        {
            var rule = new PriceRule(3600000);
            rule.SetImport(-1, HalfHourMs, 0);
            rule.Step(0);
            Assert.IsTrue(rule.WantsConsumption);
            Assert.AreEqual(PriceRule.Unlimited, rule.ExportLimitW);
            Assert.AreEqual(1, rule.ChangeCount);
        }

        [TestMethod]
        public void PriceRule_NegativeExport_LimitsExportToNothing()
        {
            var rule = new PriceRule(3600000);
            rule.SetExport(-30, HalfHourMs, 0);
            rule.Step(0);
            Assert.IsFalse(rule.WantsConsumption);
            Assert.AreEqual(0, rule.ExportLimitW);
        }

        [TestMethod]
        public void PriceRule_SlotIsOver_AsksForNothing()
        {
            var rule = new PriceRule(3600000);
            rule.SetImport(-30, HalfHourMs, 100);
            rule.Step(100 + HalfHourMs - 1);
            Assert.IsTrue(rule.WantsConsumption);
            rule.Step(100 + HalfHourMs);
            CheckNothing(rule);
            Assert.AreEqual(2, rule.ChangeCount);
        }

        [TestMethod]
        public void PriceRule_PriceThatHoldsForEver_AgesAllTheSame()
        {
            var rule = new PriceRule(3600000);
            rule.SetExport(-30, long.MaxValue, 0);
            rule.Step(3599999);
            Assert.AreEqual(0, rule.ExportLimitW);
            rule.Step(3600000);
            CheckNothing(rule);
        }

        [TestMethod]
        public void PriceRule_PriceOfThePast_AsksForNothing()
        {
            var rule = new PriceRule(3600000);
            rule.SetImport(-30, -5, 1000);
            rule.Step(1000);
            CheckNothing(rule);
        }

        [TestMethod]
        public void PriceRule_Forgotten_AsksForNothing()
        {
            var rule = new PriceRule(3600000);
            rule.SetImport(-30, HalfHourMs, 0);
            rule.SetExport(-30, HalfHourMs, 0);
            rule.Step(0);
            rule.Forget();
            rule.Step(1);
            CheckNothing(rule);
        }

        private static void CheckNothing(PriceRule rule)
        {
            Assert.IsFalse(rule.WantsConsumption);
            Assert.AreEqual(PriceRule.Unlimited, rule.ExportLimitW);
        }
    }
}
