using MeterNode.Core.Metering;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Metering
{
    [TestClass]
    public class ReferenceOscillatorTests
    {
        [TestMethod]
        public void Oscillator_OneHour_KeepsItsPhase()
        {
            var oscillator = new ReferenceOscillator(50);
            long hourUs = 3600L * 1000000;
            double turns = oscillator.PhaseAt(hourUs) / 4294967296.0;
            double error = turns > 0.5 ? turns - 1 : turns;

            // The step of one microsecond is a whole number of 2^-40 turns: half of one, 3.6e9 times, is 0.0016 turns.
            Near.AreEqual(0, error, 0.002, "phase after an hour, turns");
        }

        [TestMethod]
        public void Oscillator_Corrected_KeepsThePhaseOfTheMomentPlusTheCorrection()
        {
            var oscillator = new ReferenceOscillator(50);
            double before = oscillator.PhaseAt(123456) / 4294967296.0;
            oscillator.Correct(123456, 0.25, -0.5);
            double after = oscillator.PhaseAt(123456) / 4294967296.0;
            double moved = after - before;
            Near.AreEqual(0.25, moved < 0 ? moved + 1 : moved, 1e-6, "correction, turns");
            Near.AreEqual(49.5, oscillator.FrequencyHz, 1e-9, "frequency, Hz");
        }

        [TestMethod]
        public void Oscillator_AbsurdFrequency_IsBounded()
        {
            var oscillator = new ReferenceOscillator(50);
            oscillator.Correct(0, 0, 1000);
            Near.AreEqual(55, oscillator.FrequencyHz, 1e-9, "frequency, Hz");
            oscillator.Correct(0, -0.1, -1000);
            Near.AreEqual(45, oscillator.FrequencyHz, 1e-9, "frequency, Hz");
        }
    }
}
