using MeterNode.Core.Metering;

namespace MeterNode.Services.Calibrating
{
    /// <summary>Why a calibration was refused; the one in force stays.</summary>
    public enum CalibrationRefusal
    {
        /// <summary>It was not.</summary>
        None,

        /// <summary>The averaging time is outside 10 to 600 s.</summary>
        DurationOutOfRange,

        /// <summary>The reference current is below 1 % of the clamp's rating: noise and leak would be calibrated in.</summary>
        CurrentTooSmall,

        /// <summary>The reference current is above 120 % of the clamp's rating.</summary>
        CurrentTooLarge,

        /// <summary>The power factor is below 0.4 or above 1.</summary>
        PowerFactorOutOfRange,

        /// <summary>
        /// The power factor is between 0.95 and 1, where a last digit is degrees: 0.999 is 2.6 degrees. A heating element is 1;
        /// a motor for the phase has 0.95 at most.
        /// </summary>
        PowerFactorTooVague,

        /// <summary>The reference voltage is more than 20 % from what is measured.</summary>
        VoltageOutOfRange,

        /// <summary>Too many seconds without a usable reading: chip lost, saturated, or no mains reference.</summary>
        NoReading,

        /// <summary>The current or the voltage moved by more than 1 % while it was averaged.</summary>
        Unstable,

        /// <summary>More than 10 % of the current is harmonics: ratio and phase of the fundamental cannot be had from it.</summary>
        Distorted,

        /// <summary>The current flows the wrong way: turn the clamp round, or set <c>reversed</c>.</summary>
        Reversed,

        /// <summary>The ratio would have to be corrected by more than 20 %: wrong clamp type, clamp not closed, or a wrong figure.</summary>
        RatioBeyondLimit,

        /// <summary>The phase would have to be corrected by more than 10 degrees: wrong phase, clamp not closed, or a wrong figure.</summary>
        PhaseBeyondLimit,

        /// <summary>Two points contradict each other: no clamp changes that much with its current.</summary>
        PointsDisagree,

        /// <summary>There is a current where there should be no load.</summary>
        LoadPresent,
    }
}
