using System;

namespace VirtualHome.Chance
{
    /// <summary>
    /// A value that wanders about 0 and is drawn back to it: the Ornstein-Uhlenbeck process, stepped exactly (Gillespie 1996),
    /// so that its spread does not depend on the step.
    /// </summary>
    public sealed class OrnsteinUhlenbeck
    {
        private readonly SeededRandom _random;
        private readonly double _keep;
        private readonly double _kick;
        private readonly double _limit;

        /// <summary>Makes a process that begins somewhere in its usual range.</summary>
        /// <param name="deviation">Standard deviation in the long run; 0 stands still.</param>
        /// <param name="memoryS">How long it remembers, s: the correlation falls to 1/e in this time.</param>
        /// <param name="limit">The value is held within plus and minus this.</param>
        /// <param name="stepS">The time between two calls of <see cref="Step"/>, s.</param>
        /// <param name="seed">What it follows from.</param>
        public OrnsteinUhlenbeck(double deviation, double memoryS, double limit, double stepS, ulong seed)
        {
            _random = new SeededRandom(seed);
            _keep = Math.Exp(-stepS / memoryS);
            _kick = deviation * Math.Sqrt(1 - (_keep * _keep));
            _limit = limit;
            Value = Math.Clamp(deviation * _random.NextNormal(), -limit, limit);
        }

        /// <summary>Where it is now.</summary>
        public double Value { get; private set; }

        /// <summary>Goes one step on.</summary>
        /// <returns>The new value.</returns>
        public double Step()
        {
            Value = Math.Clamp((Value * _keep) + (_kick * _random.NextNormal()), -_limit, _limit);
            return Value;
        }
    }
}
