using System;

namespace VirtualHome.Appliances
{
    /// <summary>A quantity that goes towards its target with a limited slope.</summary>
    internal sealed class Ramp
    {
        private readonly double _upPerS;
        private readonly double _downPerS;

        internal Ramp(double upPerS, double downPerS)
        {
            _upPerS = upPerS;
            _downPerS = downPerS;
        }

        /// <summary>Where it is.</summary>
        internal double Value { get; private set; }

        /// <summary>Whether it has not reached its target.</summary>
        internal bool Moving { get; private set; }

        /// <summary>Puts it somewhere, at rest.</summary>
        internal double Set(double value)
        {
            Value = value;
            Moving = false;
            return value;
        }

        /// <summary>Goes towards a target for a time.</summary>
        internal double Step(double target, double dtS)
        {
            Value = Math.Clamp(target, Value - (_downPerS * dtS), Value + (_upPerS * dtS));
            Moving = Value != target;
            return Value;
        }
    }
}
