using MeterNode.Core.Metering;

namespace MeterNode.Services.Calibrating
{
    /// <summary>How far a calibration is.</summary>
    public enum CalibrationState
    {
        /// <summary>None was begun.</summary>
        Idle,

        /// <summary>Readings are being averaged.</summary>
        Averaging,

        /// <summary>The new calibration is there.</summary>
        Done,

        /// <summary>It was refused; the one in force stays.</summary>
        Refused,
    }
}
