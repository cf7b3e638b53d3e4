using System;
using MeterNode.Core.Metering;

namespace MeterNode.Services.Calibrating
{
    /// <summary>Averages the readings of one circuit over some seconds, and knows how much they moved meanwhile.</summary>
    internal sealed class ReadingAverage
    {
        private double _active;
        private double _reactive;
        private double _current;
        private double _voltage;
        private double _leastMa;
        private double _mostMa;
        private int _leastMv;
        private int _mostMv;

        /// <summary>Usable seconds so far.</summary>
        internal int Count { get; private set; }

        /// <summary>Seconds without a usable reading.</summary>
        internal int Missed { get; private set; }

        /// <summary>Mean active part, mA; not to be asked before the first usable second, as all means.</summary>
        internal double ActiveMa => _active / Count;

        /// <summary>Mean reactive part, mA.</summary>
        internal double ReactiveMa => _reactive / Count;

        /// <summary>Mean rms current, mA.</summary>
        internal double CurrentMa => _current / Count;

        /// <summary>Mean voltage, mV.</summary>
        internal double VoltageMv => _voltage / Count;

        /// <summary>Size of the mean phasor, mA.</summary>
        internal double FundamentalMa => Math.Sqrt((ActiveMa * ActiveMa) + (ReactiveMa * ReactiveMa));

        internal void Clear()
        {
            _active = 0;
            _reactive = 0;
            _current = 0;
            _voltage = 0;
            Count = 0;
            Missed = 0;
        }

        internal void Miss()
        {
            Missed++;
        }

        internal void Add(double currentMa, double activeMa, double reactiveMa, int voltageMv)
        {
            _active += activeMa;
            _reactive += reactiveMa;
            _current += currentMa;
            _voltage += voltageMv;
            _leastMa = Count == 0 || currentMa < _leastMa ? currentMa : _leastMa;
            _mostMa = Count == 0 || currentMa > _mostMa ? currentMa : _mostMa;
            _leastMv = Count == 0 || voltageMv < _leastMv ? voltageMv : _leastMv;
            _mostMv = Count == 0 || voltageMv > _mostMv ? voltageMv : _mostMv;
            Count++;
        }

        /// <summary>Whether current and voltage stayed within a share of their means, from least to most.</summary>
        internal bool IsSteady(double share)
        {
            return _mostMa - _leastMa <= share * CurrentMa && IsVoltageSteady(share);
        }

        /// <summary>Whether the voltage did.</summary>
        internal bool IsVoltageSteady(double share)
        {
            return _mostMv - _leastMv <= share * VoltageMv;
        }
    }
}
