using System;
using VirtualEsp32.Peripherals;
using VirtualHome.Waveforms;

namespace VirtualHome.Sensing
{
    /// <summary>
    /// The inputs of one INA219: the burden of a clamp across the shunt input, the biased mains reference at the bus input.
    /// </summary>
    public sealed class CtChannel : IAnalogInput
    {
        private readonly Signal _shunt;
        private readonly WindowMean _shuntMean;
        private readonly WindowMean _busMean;
        private readonly Action _changed;
        private CtFault _fault;

        internal CtChannel(Circuit circuit, CtProperties ct, MainsReference reference, CtFault fault, Action changed)
        {
            _fault = fault;
            Circuit = circuit;
            ClampedOn = circuit;
            Ct = ct;
            Reference = reference;
            _changed = changed;
            _shunt = new Signal(circuit.Current.Timeline);
            _shuntMean = new WindowMean(_shunt);
            _busMean = new WindowMean(reference.Output);
        }

        /// <summary>The circuit that the channel is meant to measure.</summary>
        public Circuit Circuit { get; }

        /// <summary>The circuit whose conductor the clamp is really around.</summary>
        public Circuit ClampedOn { get; private set; }

        /// <summary>The clamp and its burden.</summary>
        public CtProperties Ct { get; }

        /// <summary>The mains reference at the bus input.</summary>
        public MainsReference Reference { get; }

        /// <summary>What is wrong with the clamp; may be set at any time.</summary>
        public CtFault Fault
        {
            get => _fault;
            set
            {
                _fault = value;
                _changed();
            }
        }

        /// <summary>The voltage across the burden.</summary>
        public Signal Shunt => _shunt;

        /// <summary>Puts the clamp around the conductor of another circuit.</summary>
        /// <param name="circuit">That circuit; <see cref="Circuit"/> puts it right.</param>
        public void ClampOn(Circuit circuit)
        {
            ArgumentNullException.ThrowIfNull(circuit);
            ClampedOn = circuit;
            _changed();
        }

        /// <inheritdoc />
        public double MeanShuntVolts(double fromUs, double toUs)
        {
            return _shuntMean.Over(fromUs, toUs);
        }

        /// <inheritdoc />
        public double MeanBusVolts(double fromUs, double toUs)
        {
            return Reference.BiasV + _busMean.Over(fromUs, toUs);
        }

        internal void Update()
        {
            CurrentTransformer.Transform(Ct, _fault, ClampedOn.Current.Now, _shunt.Now);
            _shunt.Publish();
        }
    }
}
