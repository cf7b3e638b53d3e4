using MeterNode.Core.Metering;

namespace MeterNode.Services.Calibrating
{
    /// <summary>What a reference meter shows of the load that runs on the circuit while it is calibrated.</summary>
    public sealed class ReferenceLoad
    {
        /// <summary>Describes the load.</summary>
        /// <param name="currentMa">Its current, mA rms.</param>
        /// <param name="powerFactor">
        /// Its power factor, 0 to 1: 1 for a plain heating element, which has no other; otherwise 0.4 to 0.95.
        /// </param>
        /// <param name="leading">Whether its current leads (capacitive).</param>
        /// <param name="voltageMv">Its voltage, mV rms; 0 when only the current is to be calibrated.</param>
        public ReferenceLoad(int currentMa, double powerFactor, bool leading, int voltageMv)
        {
            CurrentMa = currentMa;
            PowerFactor = powerFactor;
            Leading = leading;
            VoltageMv = voltageMv;
        }

        /// <summary>Current, mA rms.</summary>
        public int CurrentMa { get; }

        /// <summary>Power factor, 0 to 1.</summary>
        public double PowerFactor { get; }

        /// <summary>Whether the current leads.</summary>
        public bool Leading { get; }

        /// <summary>Voltage, mV rms; 0 when it is not given.</summary>
        public int VoltageMv { get; }
    }
}
