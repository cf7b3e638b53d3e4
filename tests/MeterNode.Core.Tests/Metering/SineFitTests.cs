using System;
using MeterNode.Core.Metering;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Metering
{
    [TestClass]
    public class SineFitTests
    {
        [TestMethod]
        public void SineFit_SamplesFromHalfTheCycleOnly_StillFindsTheSine()
        {
            var fit = new SineFit(1);
            for (int i = 0; i < 40; i++)
            {
                double turn = Math.PI * i / 40;
                fit.Add(0, (float)(3 + (5 * Math.Cos(turn)) - (2 * Math.Sin(turn))), (float)Math.Cos(turn), (float)Math.Sin(turn));
            }

            Assert.IsTrue(fit.Solve(0));
            Near.AreEqual(3, fit.Offset, 0.01, "offset");
            Near.AreEqual(5, fit.Cosine, 0.01, "cosine");
            Near.AreEqual(-2, fit.Sine, 0.01, "sine");
            Near.AreEqual(0, fit.ResidualMeanSquare, 0.001, "residual");
        }

        [TestMethod]
        public void SineFit_AllSamplesAtTwoPlacesInTheCycle_Refuses()
        {
            var fit = new SineFit(1);
            for (int i = 0; i < 40; i++)
            {
                fit.Add(0, i % 2 == 0 ? 1 : -1, i % 2 == 0 ? 1 : -1, 0);
            }

            Assert.IsFalse(fit.Solve(0));
        }

        [TestMethod]
        public void SineFit_ThirdHarmonic_IsInTheResidual()
        {
            var fit = new SineFit(1);
            for (int i = 0; i < 300; i++)
            {
                double turn = 2 * Math.PI * i / 100;
                fit.Add(0, (float)((10 * Math.Cos(turn)) + (4 * Math.Cos(3 * turn))), (float)Math.Cos(turn), (float)Math.Sin(turn));
            }

            Assert.IsTrue(fit.Solve(0));
            Near.AreEqual(10, fit.Cosine, 0.01, "cosine");
            Near.AreEqual(8, fit.ResidualMeanSquare, 0.1, "residual mean square");
        }

        [TestMethod]
        public void SineFit_Accumulated_EqualsTheFitOfAllSamples()
        {
            var part = new SineFit(2);
            var whole = new SineFit(2);
            for (int window = 0; window < 3; window++)
            {
                part.Clear(1);
                for (int i = 0; i < 20; i++)
                {
                    double turn = 0.7 * ((20 * window) + i);
                    part.Add(1, (float)(7 * Math.Sin(turn)), (float)Math.Cos(turn), (float)Math.Sin(turn));
                }

                whole.Accumulate(part, 1);
            }

            Assert.AreEqual(60, whole.Count(1));
            Assert.IsTrue(whole.Solve(1));
            Near.AreEqual(7, whole.Sine, 0.001, "sine");
            Near.AreEqual(0, whole.Cosine, 0.001, "cosine");
        }
    }
}
