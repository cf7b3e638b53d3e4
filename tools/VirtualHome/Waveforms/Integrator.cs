namespace VirtualHome.Waveforms
{
    /// <summary>Integrates a rate that stands still between changes: exact, however seldom it is asked.</summary>
    public sealed class Integrator
    {
        private double _sum;
        private double _rate;
        private double _sinceUs;

        /// <summary>Sets the rate from a time on.</summary>
        /// <param name="timeUs">The time, µs; not before the last one.</param>
        /// <param name="rate">The new rate, units a second.</param>
        public void SetRate(double timeUs, double rate)
        {
            _sum = At(timeUs);
            _sinceUs = timeUs;
            _rate = rate;
        }

        /// <summary>The integral.</summary>
        /// <param name="timeUs">Up to when, µs; not before the last change.</param>
        /// <returns>Unit seconds.</returns>
        public double At(double timeUs)
        {
            return _sum + (_rate * (timeUs - _sinceUs) * 1e-6);
        }
    }
}
