using System;
using System.Numerics;

namespace MeterNode.System.Tests.Sensing
{
    /// <summary>
    /// Offset, cosine and sine by least squares, in double precision: a yardstick of the tests' own, so that they do not lean on
    /// the estimator of the firmware.
    /// </summary>
    internal sealed class PhasorFit
    {
        private double _n;
        private double _c;
        private double _s;
        private double _cc;
        private double _cs;
        private double _x;
        private double _xc;
        private double _xs;
        private double _xx;

        public int Count => (int)_n;

        /// <summary>Root mean square without the offset of the plain mean.</summary>
        public double Rms => _n == 0 ? 0 : Math.Sqrt(Math.Max(0, (_xx / _n) - (_x / _n * (_x / _n))));

        public void Add(double value, double phaseRad)
        {
            var (sin, cos) = Math.SinCos(phaseRad);
            _n++;
            _c += cos;
            _s += sin;
            _cc += cos * cos;
            _cs += cos * sin;
            _x += value;
            _xc += value * cos;
            _xs += value * sin;
            _xx += value * value;
        }

        public void Clear()
        {
            _n = _c = _s = _cc = _cs = _x = _xc = _xs = _xx = 0;
        }

        /// <summary>The peak phasor a - jb of a·cos + b·sin; a lagging one has a negative angle.</summary>
        public Complex Solve()
        {
            double vcc = _cc - (_c * _c / _n);
            double vss = _n - _cc - (_s * _s / _n);
            double vcs = _cs - (_c * _s / _n);
            double vxc = _xc - (_x * _c / _n);
            double vxs = _xs - (_x * _s / _n);
            double determinant = (vcc * vss) - (vcs * vcs);
            return new Complex(((vxc * vss) - (vxs * vcs)) / determinant, -((vxs * vcc) - (vxc * vcs)) / determinant);
        }
    }
}
