using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests
{
    /// <summary>The assertion with a tolerance that the platform's framework lacks.</summary>
    internal static class Near
    {
        public static void AreEqual(double expected, double actual, double tolerance, string what)
        {
            double difference = actual - expected;
            bool near = difference <= tolerance && difference >= -tolerance;
            Assert.IsTrue(near, what + ": expected " + expected.ToString() + " within " + tolerance.ToString() + ", was " + actual.ToString());
        }
    }
}
