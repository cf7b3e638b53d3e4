using MeterNode.Core.Supervision;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Supervision
{
    [TestClass]
    public class SupervisorTests
    {
        [TestMethod]
        public void Supervisor_BothMakeProgress_Beats()
        {
            var supervisor = new Supervisor();
            supervisor.Sampled();
            supervisor.Decided();
            Assert.IsTrue(supervisor.Beat());
        }

        [TestMethod]
        public void Supervisor_NoProgressSinceTheLastBeat_DoesNotBeat()
        {
            var supervisor = new Supervisor();
            supervisor.Sampled();
            supervisor.Decided();
            supervisor.Beat();
            Assert.IsFalse(supervisor.Beat());
        }

        [TestMethod]
        public void Supervisor_SamplingWithoutDeciding_DoesNotBeat()
        {
            var supervisor = new Supervisor();
            supervisor.Sampled();
            Assert.IsFalse(supervisor.Beat());
            supervisor.Sampled();
            Assert.IsFalse(supervisor.Beat());
            supervisor.Decided();
            Assert.IsTrue(supervisor.Beat());
        }

        [TestMethod]
        public void Supervisor_DecidingWithoutSampling_DoesNotBeat()
        {
            var supervisor = new Supervisor();
            supervisor.Decided();
            Assert.IsFalse(supervisor.Beat());
        }
    }
}
