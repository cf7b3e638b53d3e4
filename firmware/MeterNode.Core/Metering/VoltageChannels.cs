using System;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Metering
{
    /// <summary>The voltages of a node: that of the supply, and one more for each further phase with a reference of its own.</summary>
    internal sealed class VoltageChannels
    {
        /// <summary>Makes the channels that the settings call for.</summary>
        /// <param name="settings">Circuits and supply.</param>
        /// <param name="source">Where the samples come from.</param>
        public VoltageChannels(NodeSettings settings, ISampleSource source)
        {
            // The supply's own first; further ones where a circuit of another phase has a reference at its bus input.
            int count = 1;
            var found = new VoltageChannel[Readings.Phases];
            OfCircuit = new VoltageChannel?[settings.Circuits.Length];
            found[0] = Channel(settings, settings.SupplyCircuit, source);
            OfCircuit[settings.SupplyCircuit] = found[0];
            for (int i = 0; i < settings.Circuits.Length; i++)
            {
                bool isNew = settings.Circuits[i].Reference;
                for (int k = 0; k < count; k++)
                {
                    isNew &= found[k].Phase != settings.Circuits[i].Phase - 1;
                }

                if (isNew)
                {
                    found[count] = Channel(settings, i, source);
                    OfCircuit[i] = found[count++];
                }
            }

            All = new VoltageChannel[count];
            Array.Copy(found, All, count);
        }

        /// <summary>All of them, the supply's first.</summary>
        public VoltageChannel[] All { get; }

        /// <summary>By the circuit whose chip carries it, null for the others.</summary>
        public VoltageChannel?[] OfCircuit { get; }

        /// <summary>The one of a phase, or the supply's, from which a phase without is derived.</summary>
        /// <param name="phase">0 to 2.</param>
        public VoltageChannel OfPhase(int phase)
        {
            for (int i = 0; i < All.Length; i++)
            {
                if (All[i].Phase == phase)
                {
                    return All[i];
                }
            }

            return All[0];
        }

        private static VoltageChannel Channel(NodeSettings settings, int circuit, ISampleSource source)
        {
            var own = settings.Circuits[circuit];
            double voltsPerVolt = own.ReferenceVoltsPerVolt > 0 ? own.ReferenceVoltsPerVolt : settings.Supply.VoltsPerVolt;
            float response = source.WindowFactor(circuit) * source.ScatterFactor(circuit);
            return new VoltageChannel(circuit, own.Phase - 1, voltsPerVolt, settings.Supply.ReferencePhaseDeg, settings.Supply.NominalV, response);
        }
    }
}
