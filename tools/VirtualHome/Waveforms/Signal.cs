using System;

namespace VirtualHome.Waveforms
{
    /// <summary>
    /// One quantity of the home (the current of a circuit, the voltage of a phase, what stands at a converter's input) over the
    /// segments of a <see cref="Timeline"/>.
    /// </summary>
    public sealed class Signal
    {
        internal const int Stride = 2 * Harmonics.Count;

        private readonly double[] _parts = new double[Timeline.Slots * Stride];
        private readonly int[] _used = new int[Timeline.Slots];

        /// <summary>Makes a signal that is 0.</summary>
        /// <param name="timeline">The segments.</param>
        public Signal(Timeline timeline)
        {
            Timeline = timeline;
        }

        /// <summary>The segments that the signal is defined over.</summary>
        public Timeline Timeline { get; }

        /// <summary>The waveform of the newest segment. Changes count from <see cref="Publish"/> on.</summary>
        public Phasors Now { get; } = new Phasors();

        /// <summary>Real and imaginary parts, slot after slot; for the evaluators, which must be quick.</summary>
        internal double[] Parts => _parts;

        /// <summary>How many orders of the newest segment are in use.</summary>
        internal int NewestUsed { get; private set; }

        /// <summary>Makes <see cref="Now"/> the waveform of the newest segment.</summary>
        internal void Publish()
        {
            int slot = Timeline.Newest;
            int at = slot * Stride;
            int used = Now.Used;
            for (int i = 0; i < used; i++)
            {
                var peak = Now[i];
                _parts[at + (2 * i)] = peak.Real;
                _parts[at + (2 * i) + 1] = peak.Imaginary;
            }

            _used[slot] = used;
            NewestUsed = used;
        }

        /// <summary>The mean over a window, whatever segments it lies in.</summary>
        /// <param name="fromUs">Start, µs.</param>
        /// <param name="toUs">End, µs; not before the start.</param>
        /// <returns>The mean.</returns>
        public double Mean(double fromUs, double toUs)
        {
            double endUs = toUs;
            double sum = 0;
            int slot = Timeline.SlotAt(toUs);
            while (fromUs < Timeline.SlotFromUs(slot) && !Timeline.IsOldest(slot))
            {
                double startUs = Timeline.SlotFromUs(slot);
                sum += MeanIn(slot, startUs, endUs) * (endUs - startUs);
                endUs = startUs;
                slot = (slot + Timeline.Slots - 1) % Timeline.Slots;
            }

            double rest = MeanIn(slot, fromUs, endUs);
            return endUs == toUs ? rest : (sum + (rest * (endUs - fromUs))) / (toUs - fromUs);
        }

        private double MeanIn(int slot, double fromUs, double toUs)
        {
            double omega = Timeline.SlotOmega(slot);
            double half = 0.5 * omega * (toUs - fromUs);
            double phase = Timeline.SlotPhaseRad(slot) + (omega * ((0.5 * (fromUs + toUs)) - Timeline.SlotFromUs(slot)));
            int at = slot * Stride;
            double sum = 0;
            for (int i = 0; i < _used[slot]; i++)
            {
                int order = Harmonics.Order(i);
                var (sin, cos) = Math.SinCos(order * phase);
                sum += ((_parts[at + (2 * i)] * cos) - (_parts[at + (2 * i) + 1] * sin)) * WindowMean.Sinc(order * half);
            }

            return sum;
        }
    }
}
