using MeterNode.Core.Metering;

namespace MeterNode.Services.Calibrating
{
    /// <summary>What ratio and phase have to be at one current.</summary>
    internal sealed class CalibrationPoint
    {
        internal CalibrationPoint(double currentMa, double gain, double phaseDeg)
        {
            CurrentMa = currentMa;
            Gain = gain;
            PhaseDeg = phaseDeg;
        }

        /// <summary>The nominal current without its leak, mA: what gain and phase are looked up by.</summary>
        internal double CurrentMa { get; }

        internal double Gain { get; }

        internal double PhaseDeg { get; }
    }
}
