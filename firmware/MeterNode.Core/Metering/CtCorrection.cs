using System;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// The correction of one current transformer from its calibration at one or two currents. Ratio and phase error of a
    /// transformer fall with the current as 1/(1 + I/Ih), since its magnetising current grows less than in proportion; Ih is about
    /// a tenth of the rated current. Two points fix the two ends of that law, one point fixes the large end.
    /// </summary>
    internal sealed class CtCorrection
    {
        private const double HalfWayShare = 0.1;

        private readonly double _halfWayA;
        private readonly double _gain;
        private readonly double _gainSlope;
        private readonly double _leadRad;
        private readonly double _leadSlope;

        /// <summary>Makes the correction of a circuit.</summary>
        /// <param name="circuit">Its settings.</param>
        public CtCorrection(CircuitSettings circuit)
        {
            _halfWayA = HalfWayShare * circuit.RatedA;
            _gain = 1;
            _leadRad = circuit.PhaseDeg * Math.PI / 180;
            if (circuit.LowCurrentA > 0)
            {
                // The law is linear in u = 1/(1 + I/Ih): the line through the two calibrated points.
                double high = Share(circuit.HighCurrentA);
                double span = Share(circuit.LowCurrentA) - high;
                _gainSlope = (circuit.LowGain - 1) / span;
                _gain = 1 - (_gainSlope * high);
                double low = circuit.LowPhaseDeg * Math.PI / 180;
                _leadSlope = (low - _leadRad) / span;
                _leadRad -= _leadSlope * high;
            }
        }

        /// <summary>Factor on the current beside the circuit's gain, found by the last <see cref="At"/>.</summary>
        public double Gain { get; private set; }

        /// <summary>How far the transformer's current leads the true one at the fundamental, rad, found by the last <see cref="At"/>.</summary>
        public double LeadRad { get; private set; }

        /// <summary>Finds the correction at a current.</summary>
        /// <param name="currentA">Rms current, A.</param>
        public void At(double currentA)
        {
            double share = Share(currentA);
            Gain = _gain + (_gainSlope * share);
            LeadRad = _leadRad + (_leadSlope * share);
        }

        private double Share(double currentA)
        {
            return _halfWayA / (_halfWayA + currentA);
        }
    }
}
