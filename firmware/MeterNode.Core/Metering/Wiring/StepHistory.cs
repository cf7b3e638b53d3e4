namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>
    /// The last six seconds of every circuit's current as a phasor, and the steps in it. A step is the difference between two
    /// quiet seconds and the two quiet seconds that follow two more: the seconds between may hold any part of the change, and an
    /// inrush, without spoiling it.
    /// </summary>
    internal sealed class StepHistory
    {
        /// <summary>Seconds that are kept.</summary>
        internal const int Depth = 6;

        private readonly WiringPlan _plan;
        private readonly double[][] _real = new double[Depth][];
        private readonly double[][] _imaginary = new double[Depth][];
        private readonly bool[][] _known = new bool[Depth][];

        internal StepHistory(WiringPlan plan)
        {
            _plan = plan;
            for (int i = 0; i < Depth; i++)
            {
                _real[i] = new double[plan.Circuits];
                _imaginary[i] = new double[plan.Circuits];
                _known[i] = new bool[plan.Circuits];
            }
        }

        internal void Add(WiringSecond second)
        {
            // The oldest second's arrays take the newest: nothing is allocated. Index 0 is the newest.
            var real = _real[Depth - 1];
            var imaginary = _imaginary[Depth - 1];
            var known = _known[Depth - 1];
            for (int i = Depth - 1; i > 0; i--)
            {
                _real[i] = _real[i - 1];
                _imaginary[i] = _imaginary[i - 1];
                _known[i] = _known[i - 1];
            }

            _real[0] = real;
            _imaginary[0] = imaginary;
            _known[0] = known;
            for (int i = 0; i < _plan.Circuits; i++)
            {
                // A lagging current has a negative imaginary part.
                real[i] = second.ActiveMa[i];
                imaginary[i] = -second.ReactiveMa[i];
                known[i] = second.IsKnown[i] && second.IsLocked[_plan.Phase[i]];
            }
        }

        /// <summary>Whether a circuit was quiet, within a tolerance, before and after; the two seconds between do not count.</summary>
        internal bool IsQuiet(int circuit, double toleranceMa)
        {
            return _known[0][circuit] && _known[1][circuit] && _known[4][circuit] && _known[5][circuit]
                && Distance(circuit, 0, 1) <= toleranceMa && Distance(circuit, 4, 5) <= toleranceMa;
        }

        /// <summary>Whether a circuit's current is known now.</summary>
        internal bool IsKnown(int circuit)
        {
            return _known[0][circuit];
        }

        /// <summary>Change of the real part over the step, mA.</summary>
        internal double Real(int circuit)
        {
            return RealAfter(circuit) - RealBefore(circuit);
        }

        /// <summary>Change of the imaginary part over the step, mA.</summary>
        internal double Imaginary(int circuit)
        {
            return ImaginaryAfter(circuit) - ImaginaryBefore(circuit);
        }

        /// <summary>Size of the change, mA.</summary>
        internal double Size(int circuit)
        {
            return Phasor.Magnitude(Real(circuit), Imaginary(circuit));
        }

        /// <summary>The larger of the currents before and after, mA.</summary>
        internal double Level(int circuit)
        {
            double before = Before(circuit);
            double after = After(circuit);
            return before > after ? before : after;
        }

        /// <summary>By how much the magnitude grew, mA; negative when it shrank.</summary>
        internal double Growth(int circuit)
        {
            return After(circuit) - Before(circuit);
        }

        /// <summary>Whether a circuit carried more than some current in any of the seconds, those of the change included.</summary>
        internal bool EverAbove(int circuit, int thresholdMa)
        {
            for (int i = 0; i < Depth; i++)
            {
                if (!_known[i][circuit] || Phasor.Magnitude(_real[i][circuit], _imaginary[i][circuit]) >= thresholdMa)
                {
                    return true;
                }
            }

            return false;
        }

        private double Before(int circuit)
        {
            return Phasor.Magnitude(RealBefore(circuit), ImaginaryBefore(circuit));
        }

        private double After(int circuit)
        {
            return Phasor.Magnitude(RealAfter(circuit), ImaginaryAfter(circuit));
        }

        private double RealBefore(int circuit)
        {
            return (_real[4][circuit] + _real[5][circuit]) / 2;
        }

        private double RealAfter(int circuit)
        {
            return (_real[0][circuit] + _real[1][circuit]) / 2;
        }

        private double ImaginaryBefore(int circuit)
        {
            return (_imaginary[4][circuit] + _imaginary[5][circuit]) / 2;
        }

        private double ImaginaryAfter(int circuit)
        {
            return (_imaginary[0][circuit] + _imaginary[1][circuit]) / 2;
        }

        private double Distance(int circuit, int one, int other)
        {
            return Phasor.Magnitude(_real[one][circuit] - _real[other][circuit], _imaginary[one][circuit] - _imaginary[other][circuit]);
        }
    }
}
