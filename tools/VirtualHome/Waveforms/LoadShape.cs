using System;
using System.Numerics;

namespace VirtualHome.Waveforms
{
    /// <summary>
    /// The form of a load's current: how far its fundamental lags the voltage, which harmonics it has beside it, and how it
    /// follows the voltage. Turns a demand into a current waveform.
    /// </summary>
    public sealed class LoadShape
    {
        // Regulated converters let go well before this; it also keeps constant-power loads from drawing without bound.
        private const double LeastVoltageShare = 0.3;

        private readonly Complex[] _perUnit;

        /// <summary>Makes a shape.</summary>
        /// <param name="law">How the current follows the voltage.</param>
        /// <param name="lagRad">How far the fundamental of the current lags that of the voltage, rad; negative when it leads. Within plus and minus 1.5.</param>
        /// <param name="harmonics">
        /// Amplitudes of the orders 3, 5, 7 ... per unit of the fundamental current's, with their angles against the voltage:
        /// real and positive adds to the crest of the voltage.
        /// </param>
        public LoadShape(LoadLaw law, double lagRad, params Complex[] harmonics)
        {
            ArgumentNullException.ThrowIfNull(harmonics);
            if (Math.Abs(lagRad) > 1.5)
            {
                throw new ArgumentOutOfRangeException(nameof(lagRad), lagRad, "-1.5 to 1.5 rad");
            }

            if (harmonics.Length >= Harmonics.Count)
            {
                throw new ArgumentException("at most " + (Harmonics.Count - 1) + " harmonics", nameof(harmonics));
            }

            Law = law;
            DisplacementFactor = Math.Cos(lagRad);
            _perUnit = new Complex[harmonics.Length + 1];
            _perUnit[0] = Complex.FromPolarCoordinates(1, -lagRad);
            harmonics.CopyTo(_perUnit, 1);
        }

        /// <summary>How the current follows the voltage.</summary>
        public LoadLaw Law { get; }

        /// <summary>Cosine of the angle between the fundamentals of voltage and current.</summary>
        public double DisplacementFactor { get; }

        /// <summary>Adds the current of a load to a circuit's.</summary>
        /// <param name="voltage">The voltage at the load.</param>
        /// <param name="nominalV">The voltage for which the demand of a load that follows the voltage is stated, V rms.</param>
        /// <param name="demandW">The demand, W; negative when it delivers.</param>
        /// <param name="current">What to add the current to.</param>
        public void AddCurrent(Phasors voltage, double nominalV, double demandW, Phasors current)
        {
            ArgumentNullException.ThrowIfNull(voltage);
            ArgumentNullException.ThrowIfNull(current);
            var fundamental = voltage[0];
            double peakV = fundamental.Magnitude;
            if (peakV == 0 || demandW == 0)
            {
                return;
            }

            if (Law == LoadLaw.Resistance)
            {
                current.Add(voltage, demandW / (nominalV * nominalV));
                return;
            }

            double peakA = PeakA(peakV, nominalV, demandW);
            var turn = fundamental / peakV;
            var turnSquared = turn * turn;
            var factor = peakA * turn;
            for (int i = 0; i < _perUnit.Length; i++)
            {
                current[i] += factor * _perUnit[i];
                factor *= turnSquared;
            }
        }

        private double PeakA(double peakV, double nominalV, double demandW)
        {
            double nominalPeakV = Math.Sqrt(2) * nominalV;
            double nominalPeakA = 2 * demandW / (nominalPeakV * DisplacementFactor);
            switch (Law)
            {
                case LoadLaw.Impedance:
                    return nominalPeakA * peakV / nominalPeakV;
                case LoadLaw.Current:
                    return peakV < LeastVoltageShare * nominalPeakV ? 0 : nominalPeakA;
                default:
                    return peakV < LeastVoltageShare * nominalPeakV ? 0 : nominalPeakA * nominalPeakV / peakV;
            }
        }
    }
}
