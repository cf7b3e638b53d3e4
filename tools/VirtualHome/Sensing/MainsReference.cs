using System;
using System.Numerics;
using VirtualHome.Waveforms;

namespace VirtualHome.Sensing
{
    /// <summary>The mains reference of one phase: what the bus inputs of its channels see.</summary>
    public sealed class MainsReference
    {
        private readonly Phasors _voltage;
        private readonly Action _changed;
        private ReferenceFault _fault;

        internal MainsReference(ReferenceProperties properties, Signal voltage, Action changed)
        {
            Properties = properties;
            _voltage = voltage.Now;
            _changed = changed;
            Output = new Signal(voltage.Timeline);
        }

        /// <summary>The part.</summary>
        public ReferenceProperties Properties { get; }

        /// <summary>The alternating part at the bus input, V; <see cref="BiasV"/> comes on top.</summary>
        public Signal Output { get; }

        /// <summary>The constant part at the bus input, V.</summary>
        public double BiasV => _fault == ReferenceFault.NoBias ? 0 : Properties.BiasV;

        /// <summary>What is wrong with it; may be set at any time.</summary>
        public ReferenceFault Fault
        {
            get => _fault;
            set
            {
                _fault = value;
                _changed();
            }
        }

        internal void Update()
        {
            var output = Output.Now;
            output.Clear();
            if (_fault != ReferenceFault.Unplugged)
            {
                double gain = Properties.VoltsPerMainsVolt * (1 + Properties.RatioError);
                gain = _fault == ReferenceFault.Reversed ? -gain : gain;
                double peakV = Math.Sqrt(2) * FrontEnd.MainsRatedV;
                var fundamental = _voltage[0];
                double share = ((fundamental.Real * fundamental.Real) + (fundamental.Imaginary * fundamental.Imaginary)) / (peakV * peakV);

                // v - c·v³ for a sine: the fundamental loses three times what the third harmonic gets. The loss at the rated
                // voltage is part of the ratio that the part is rated with.
                double s = Properties.SaturationShare;
                for (int i = 0; i < Harmonics.Count; i++)
                {
                    var input = i switch
                    {
                        0 => fundamental * (1 - (3 * s * (share - 1))),
                        1 => _voltage[1] - (s / (peakV * peakV) * (fundamental * fundamental * fundamental)),
                        _ => _voltage[i],
                    };
                    double degrees = Properties.PhaseErrorDegrees / Harmonics.Order(i);
                    output[i] = gain * input * Complex.FromPolarCoordinates(1, degrees * Math.PI / 180);
                }
            }

            Output.Publish();
        }
    }
}
