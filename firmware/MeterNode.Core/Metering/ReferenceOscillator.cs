namespace MeterNode.Core.Metering
{
    /// <summary>
    /// A numerically controlled oscillator that is kept on the mains' phase. Its phase at any instant says where in the cycle a
    /// sample was taken, whatever the gaps between samples. A phase is a fraction of a turn in 64 bits that wrap around by
    /// themselves, so that one multiplication and one addition make the phase of an instant, exact after years.
    /// </summary>
    public sealed class ReferenceOscillator
    {
        private const double PhasesPerTurn = 18446744073709551616.0;
        private const double MostTurns = 0.499;
        private const double MostDeviation = 0.1;

        private readonly double _nominalHz;

        /// <summary>Makes an oscillator at the nominal frequency.</summary>
        /// <param name="nominalHz">50 or 60.</param>
        public ReferenceOscillator(int nominalHz)
        {
            _nominalHz = nominalHz;
            SetFrequency(nominalHz);
        }

        /// <summary>Its frequency, Hz.</summary>
        public double FrequencyHz { get; private set; }

        /// <summary>Phase steps for one µs, in 2^-64 turns.</summary>
        public long StepPerUs { get; private set; }

        /// <summary>The phase at instant 0, in 2^-64 turns: the phase of an instant is instant · step + this, wrapped.</summary>
        public long Offset { get; private set; }

        /// <summary>The phase at an instant.</summary>
        /// <param name="timeUs">µs of the board's monotonic timer.</param>
        /// <returns>The upper 32 bits of the phase.</returns>
        public uint PhaseAt(long timeUs)
        {
            return (uint)(((timeUs * StepPerUs) + Offset) >> 32);
        }

        /// <summary>Corrects phase and frequency as of an instant.</summary>
        /// <param name="timeUs">The instant, µs.</param>
        /// <param name="phaseTurns">By how much the phase is advanced, turns; taken as at most half a turn either way.</param>
        /// <param name="frequencyHz">By how much the frequency is raised, Hz; kept within 10 % of the nominal one.</param>
        public void Correct(long timeUs, double phaseTurns, double frequencyHz)
        {
            double turns = phaseTurns > MostTurns ? MostTurns : phaseTurns < -MostTurns ? -MostTurns : phaseTurns;
            long phase = (timeUs * StepPerUs) + Offset + (long)(turns * PhasesPerTurn);
            double frequency = FrequencyHz + frequencyHz;
            double most = _nominalHz * (1 + MostDeviation);
            double least = _nominalHz * (1 - MostDeviation);
            SetFrequency(frequency > most ? most : frequency < least ? least : frequency);
            Offset = phase - (timeUs * StepPerUs);
        }

        private void SetFrequency(double frequencyHz)
        {
            FrequencyHz = frequencyHz;
            StepPerUs = (long)(frequencyHz * (PhasesPerTurn / 1e6));
        }
    }
}
