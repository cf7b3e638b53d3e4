using System;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// A numerically controlled oscillator that is kept on the mains' phase. Its phase at any instant says where in the cycle a
    /// sample was taken, whatever the gaps between samples. Phases are fractions of a turn in the upper bits of 32.
    /// </summary>
    public sealed class ReferenceOscillator
    {
        /// <summary>Bits of the table index: 1024 entries, 0.35 degrees.</summary>
        public const int TableBits = 10;

        /// <summary>How far a phase is shifted right to index the tables.</summary>
        public const int TableShift = 32 - TableBits;

        // Phase steps carry eight bits more than phases, so that 0.001 Hz is still several steps.
        private const int FractionBits = 8;
        private const double StepsPerHz = 4294967296.0 * (1 << FractionBits) / 1e6;

        private readonly float[] _cos = new float[1 << TableBits];
        private readonly float[] _sin = new float[1 << TableBits];
        private readonly double _nominalHz;
        private long _originUs;
        private uint _originPhase;

        /// <summary>Makes an oscillator at the nominal frequency.</summary>
        /// <param name="nominalHz">50 or 60.</param>
        public ReferenceOscillator(int nominalHz)
        {
            _nominalHz = nominalHz;
            for (int i = 0; i < _cos.Length; i++)
            {
                double turn = 2 * Math.PI * (i + 0.5) / _cos.Length;
                _cos[i] = (float)Math.Cos(turn);
                _sin[i] = (float)Math.Sin(turn);
            }

            SetFrequency(nominalHz);
        }

        /// <summary>Cosine by table index.</summary>
        public float[] Cos => _cos;

        /// <summary>Sine by table index.</summary>
        public float[] Sin => _sin;

        /// <summary>Its frequency, Hz.</summary>
        public double FrequencyHz { get; private set; }

        /// <summary>Phase steps for one µs, with eight bits of fraction.</summary>
        public long StepPerUs { get; private set; }

        /// <summary>The instant from which phases count, µs.</summary>
        public long OriginUs => _originUs;

        /// <summary>The phase at <see cref="OriginUs"/>.</summary>
        public uint OriginPhase => _originPhase;

        /// <summary>The phase at an instant.</summary>
        /// <param name="timeUs">µs; any distance from the origin up to about 50 days.</param>
        public uint PhaseAt(long timeUs)
        {
            return _originPhase + (uint)(((timeUs - _originUs) * StepPerUs) >> FractionBits);
        }

        /// <summary>Corrects phase and frequency as of an instant; the phase before it stays as it was.</summary>
        /// <param name="timeUs">The instant, µs; not before the origin.</param>
        /// <param name="phaseTurns">By how much the phase is advanced, turns.</param>
        /// <param name="frequencyHz">By how much the frequency is raised, Hz; kept within 10 % of the nominal one.</param>
        public void Correct(long timeUs, double phaseTurns, double frequencyHz)
        {
            _originPhase = PhaseAt(timeUs) + (uint)(long)(phaseTurns * 4294967296.0);
            _originUs = timeUs;
            double frequency = FrequencyHz + frequencyHz;
            if (frequency > _nominalHz * 1.1)
            {
                frequency = _nominalHz * 1.1;
            }
            else if (frequency < _nominalHz * 0.9)
            {
                frequency = _nominalHz * 0.9;
            }

            SetFrequency(frequency);
        }

        private void SetFrequency(double frequencyHz)
        {
            FrequencyHz = frequencyHz;
            StepPerUs = (long)((frequencyHz * StepsPerHz) + 0.5);
        }
    }
}
