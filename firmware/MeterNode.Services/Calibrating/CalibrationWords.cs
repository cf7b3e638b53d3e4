using MeterNode.Core.Metering;

namespace MeterNode.Services.Calibrating
{
    /// <summary>The words by which calibrations are answered (the platform prints an enum as its number).</summary>
    public static class CalibrationWords
    {
        /// <summary>The word for a state.</summary>
        public static string Of(CalibrationState state)
        {
            switch (state)
            {
                case CalibrationState.Averaging: return "averaging";
                case CalibrationState.Done: return "done";
                case CalibrationState.Refused: return "refused";
                default: return "idle";
            }
        }

        /// <summary>The word for a refusal.</summary>
        public static string Of(CalibrationRefusal refusal)
        {
            switch (refusal)
            {
                case CalibrationRefusal.DurationOutOfRange: return "duration_out_of_range";
                case CalibrationRefusal.CurrentTooSmall: return "current_too_small";
                case CalibrationRefusal.CurrentTooLarge: return "current_too_large";
                case CalibrationRefusal.PowerFactorOutOfRange: return "power_factor_out_of_range";
                case CalibrationRefusal.PowerFactorTooVague: return "power_factor_too_vague";
                case CalibrationRefusal.VoltageOutOfRange: return "voltage_out_of_range";
                case CalibrationRefusal.NoReading: return "no_reading";
                case CalibrationRefusal.Unstable: return "unstable";
                case CalibrationRefusal.Distorted: return "distorted";
                case CalibrationRefusal.Reversed: return "reversed";
                case CalibrationRefusal.RatioBeyondLimit: return "ratio_beyond_limit";
                case CalibrationRefusal.PhaseBeyondLimit: return "phase_beyond_limit";
                case CalibrationRefusal.PointsDisagree: return "points_disagree";
                case CalibrationRefusal.LoadPresent: return "load_present";
                default: return "none";
            }
        }
    }
}
