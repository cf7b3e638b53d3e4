using System;
using System.Numerics;
using VirtualEsp32.Peripherals;
using VirtualHome.Sensing;
using VirtualHome.Waveforms;

namespace MeterNode.Benchmarks.Metering.Rig
{
    /// <summary>The parts of one node, with the errors that a seed gives them, and what they make of true waveforms.</summary>
    public sealed class NodeParts
    {
        /// <summary>Mains volts that the reference is rated at.</summary>
        private const double RatedV = 230;

        /// <summary>Draws the parts.</summary>
        /// <param name="seed">What their errors follow from.</param>
        /// <param name="circuits">How many circuits.</param>
        /// <param name="ideal">Whether they have none.</param>
        public NodeParts(int seed, int circuits, bool ideal = false)
        {
            Seed = seed;
            OscillatorError = ideal ? 0 : null;
            Cts = new CtProperties[circuits];
            Chips = new Ina219Errors[circuits];
            Reference = ideal ? Parts.IdealReference() : Parts.TypicalReference((ulong)seed + 77);
            for (int i = 0; i < circuits; i++)
            {
                Cts[i] = ideal ? Parts.IdealCt() : Parts.TypicalCt(100, ((ulong)seed * 100) + (ulong)i);
                Chips[i] = ideal ? Ina219Errors.None : Ina219Errors.Typical(unchecked((seed * 131) + i));
            }
        }

        /// <summary>The seed.</summary>
        public int Seed { get; }

        /// <summary>Clamps by circuit.</summary>
        public CtProperties[] Cts { get; }

        /// <summary>Converters by circuit.</summary>
        public Ina219Errors[] Chips { get; }

        /// <summary>The reference transformer.</summary>
        public ReferenceProperties Reference { get; }

        /// <summary>Relative error of the converters' clocks; null is a random one within 3 % for each.</summary>
        public double? OscillatorError { get; set; }

        /// <summary>Largest deviation of a transfer from its time stamp, µs.</summary>
        public int JitterUs { get; set; } = 20;

        /// <summary>Whether other work stalls the loop for up to 60 ms.</summary>
        public bool HasGaps { get; set; } = true;

        /// <summary>How much longer interpreted code takes than is reckoned with.</summary>
        public double Slowness { get; set; } = 1;

        /// <summary>Puts true waveforms through clamp and reference.</summary>
        /// <param name="circuit">The circuit.</param>
        /// <param name="load">Voltage and current, true.</param>
        /// <returns>The inputs of its chip.</returns>
        public WaveInput Input(int circuit, TrueLoad load)
        {
            var input = new WaveInput(load.FrequencyHz) { BiasV = Reference.BiasV };
            CurrentTransformer.Transform(Cts[circuit], CtFault.None, load.Current, input.Shunt);
            ReferenceOutput(load.Voltage, input.Bus);
            return input;
        }

        /// <summary>Puts a second current behind a step.</summary>
        public void StepTo(WaveInput input, int circuit, TrueLoad load, double stepUs)
        {
            CurrentTransformer.Transform(Cts[circuit], CtFault.None, load.Current, input.ShuntAfter);
            input.StepUs = stepUs;
        }

        private void ReferenceOutput(Phasors voltage, Phasors output)
        {
            // As VirtualHome's MainsReference: a core that adds a third harmonic and loses three times as much gain.
            double peakV = Math.Sqrt(2) * RatedV;
            var fundamental = voltage[0];
            double share = fundamental.Magnitude * fundamental.Magnitude / (peakV * peakV);
            double s = Reference.SaturationShare;
            for (int i = 0; i < Harmonics.Count; i++)
            {
                var wave = i == 0 ? fundamental * (1 - (3 * s * (share - 1)))
                    : i == 1 ? voltage[1] - (s / (peakV * peakV) * fundamental * fundamental * fundamental)
                    : voltage[i];
                double lead = Reference.PhaseErrorDegrees / Harmonics.Order(i) * Math.PI / 180;
                output[i] = Reference.VoltsPerMainsVolt * (1 + Reference.RatioError) * wave * Complex.FromPolarCoordinates(1, lead);
            }
        }
    }
}
