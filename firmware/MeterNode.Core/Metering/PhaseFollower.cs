namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Feeds the mains reference: gathers the voltage's samples of one or more blocks, and hands their fit on when they are
    /// enough for a phase that is worth having.
    /// </summary>
    internal sealed class PhaseFollower
    {
        private const int LeastSamples = 6;
        private const double LeastSpread = 0.05;

        // Samples times spread, which the variance of a phase goes with.
        private const double LeastWeight = 0.7;
        private const long LongestUs = 120000;

        // So many fits with the bias as an unknown make one that is good to a percent of the wave.
        private const int FitsForBias = 5;
        private const int MostFits = 16;

        private readonly MainsReference _reference;
        private readonly VoltageChannel _voltage;
        private readonly Readings _readings;
        private readonly FastFit _fit;
        private long _sinceUs;
        private int _biasFits;

        /// <summary>Makes the follower.</summary>
        /// <param name="reference">What is kept on the mains.</param>
        /// <param name="voltage">The supply's voltage.</param>
        /// <param name="tables">The tables that its sums are made with.</param>
        /// <param name="readings">Where the frequency goes.</param>
        public PhaseFollower(MainsReference reference, VoltageChannel voltage, PhaseTables tables, Readings readings)
        {
            _reference = reference;
            _voltage = voltage;
            _fit = new FastFit(tables);
            _readings = readings;
        }

        /// <summary>Begins.</summary>
        /// <param name="nowUs">Now, µs.</param>
        public void Start(long nowUs)
        {
            _sinceUs = nowUs;
        }

        /// <summary>Ends a block. The oscillator moves only here, between two blocks.</summary>
        /// <param name="nowUs">Now, µs.</param>
        public void CloseBlock(long nowUs)
        {
            var sums = _voltage.Sums;
            if (!_fit.Add(sums.Product, sums.Gram))
            {
                _fit.Begin();
                _voltage.Sum = 0;
            }

            sums.CloseBlock();
            if (nowUs - _sinceUs < Meter.FastWindowUs)
            {
                return;
            }

            // Until the bias is known it is an unknown of the fit, for which blocks that all lie in the same half of the cycle do not do.
            bool good = (_voltage.HasBias ? _fit.Solve(0) : _fit.SolveWithOffset(_voltage.Sum)) && IsWorthHaving();
            if (!good && nowUs - _sinceUs < LongestUs)
            {
                // After a gap: a few samples more make a phase that is worth having.
                return;
            }

            if (good)
            {
                double scale = _voltage.VoltsPerMv;
                bool isMains = _reference.Update(_fit.Cosine * scale, _fit.Sine * scale, nowUs, nowUs - _sinceUs);
                if (isMains && !_reference.IsLocked && _fit.SolveWithOffset(_voltage.Sum) && IsWorthHaving())
                {
                    // The mean of all fits until there is a lock, when whole seconds tell it better.
                    _biasFits = _biasFits < MostFits ? _biasFits + 1 : MostFits;
                    _voltage.Approach(_fit.Offset / _biasFits, _biasFits >= FitsForBias);
                }
            }
            else
            {
                _reference.Miss();
            }

            _readings.FastFrequencyMhz = _reference.IsLocked ? (int)((_reference.FastFrequencyHz * 1000) + 0.5) : 0;
            _fit.Begin();
            _voltage.Sum = 0;
            _sinceUs = nowUs;
        }

        private bool IsWorthHaving()
        {
            return _fit.Count >= LeastSamples && _fit.Spread >= LeastSpread && _fit.Spread * _fit.Count >= LeastWeight;
        }
    }
}
