namespace MeterNode.Core.Metering
{
    /// <summary>The offset of one converter: a mean of the windows' estimates, quick after a start and steady later on.</summary>
    internal sealed class OffsetTracker
    {
        private const int Steady = 16;

        private int _windows;

        /// <summary>The offset, in the unit of the samples.</summary>
        public double Value { get; private set; }

        /// <summary>Begins anew: the range has changed.</summary>
        public void Restart()
        {
            _windows = 0;
        }

        /// <summary>Takes the estimate of a window.</summary>
        public void Take(double estimate)
        {
            if (_windows < Steady)
            {
                _windows++;
            }

            Value += (estimate - Value) / _windows;
        }
    }
}
