namespace MeterNode.Core.Metering
{
    /// <summary>Slope of the regression line through phases at any instants: a frequency.</summary>
    internal sealed class PhaseSlope
    {
        private const int LeastPoints = 5;

        private long _originUs;
        private double _originTurns;
        private double _n;
        private double _t;
        private double _tt;
        private double _x;
        private double _tx;

        /// <summary>The slope found by the last <see cref="Solve"/>, turns a second.</summary>
        public double TurnsPerSecond { get; private set; }

        /// <summary>Forgets the points.</summary>
        public void Clear()
        {
            _n = 0;
            _t = 0;
            _tt = 0;
            _x = 0;
            _tx = 0;
        }

        /// <summary>Takes a point.</summary>
        /// <param name="timeUs">µs.</param>
        /// <param name="turns">Phase, turns, not wrapped.</param>
        public void Add(long timeUs, double turns)
        {
            if (_n == 0)
            {
                _originUs = timeUs;
                _originTurns = turns;
            }

            double t = (timeUs - _originUs) * 1e-6;
            double x = turns - _originTurns;
            _n += 1;
            _t += t;
            _tt += t * t;
            _x += x;
            _tx += t * x;
        }

        /// <summary>Fits the line.</summary>
        /// <returns>Whether there are points enough.</returns>
        public bool Solve()
        {
            double spread = (_n * _tt) - (_t * _t);
            if (_n < LeastPoints || spread <= 0)
            {
                return false;
            }

            TurnsPerSecond = ((_n * _tx) - (_t * _x)) / spread;
            return true;
        }
    }
}
