using MeterNode.Core.Metering;
using MeterNode.Services.Calibrating;

namespace MeterNode.Cli.Calibrating
{
    /// <summary>What a refusal means for the person at the consumer unit.</summary>
    internal static class RefusalText
    {
        /// <summary>The refusal's word and what to do about it.</summary>
        internal static string Of(CalibrationRefusal refusal, CtType type)
        {
            return CalibrationWords.Of(refusal) + ": " + Reason(refusal, type);
        }

        private static string Reason(CalibrationRefusal refusal, CtType type)
        {
            return refusal switch
            {
                CalibrationRefusal.DurationOutOfRange => "allowed are " + Calibrator.ShortestS + " to " + Calibrator.LongestS + " s",
                CalibrationRefusal.CurrentTooSmall => "below 1 % of the clamp's " + type.RatedA + " A; take a larger load",
                CalibrationRefusal.CurrentTooLarge => "above 120 % of the clamp's " + type.RatedA + " A",
                CalibrationRefusal.PowerFactorOutOfRange => "allowed are 0.4 to 1",
                CalibrationRefusal.PowerFactorTooVague => "between 0.95 and 1 a last digit is degrees; take a plain heater (1), or a motor",
                CalibrationRefusal.VoltageOutOfRange => "more than 20 % from what the node measures",
                CalibrationRefusal.NoReading => "too many seconds without a usable reading",
                CalibrationRefusal.Unstable => "current or voltage moved by more than 1 %; let the load settle, and switch off what cycles",
                CalibrationRefusal.Distorted => "more than 10 % of the current is harmonics; take a plain heater",
                CalibrationRefusal.Reversed => "the current flows the wrong way: turn the clamp round, or set \"reversed\"",
                CalibrationRefusal.RatioBeyondLimit => "the ratio is off by more than 20 %: another clamp type, a clamp that is not closed, another circuit, or a wrong figure",
                CalibrationRefusal.PhaseBeyondLimit => "the phase is off by more than 10 degrees: another phase, a clamp that is not closed, or a wrong figure",
                CalibrationRefusal.PointsDisagree => "no clamp changes that much between this current and that of the run before",
                CalibrationRefusal.LoadPresent => "there is a current where there should be no load; switch the circuit's breaker off",
                _ => "no reason",
            };
        }
    }
}
