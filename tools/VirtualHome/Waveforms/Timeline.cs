using System;

namespace VirtualHome.Waveforms
{
    /// <summary>
    /// The mains phase over time, and the last few segments of constant electrical state. Within a segment frequency and
    /// amplitudes stand still; from one to the next the phase goes on without a jump. Older segments are kept because a
    /// converter asks for a window that ended a little while ago.
    /// </summary>
    public sealed class Timeline
    {
        /// <summary>How many segments are remembered; a window older than the oldest is answered by the oldest.</summary>
        internal const int Slots = 32;

        private readonly double[] _fromUs = new double[Slots];
        private readonly double[] _phaseRad = new double[Slots];
        private readonly double[] _omega = new double[Slots];
        private int _kept = 1;

        /// <summary>Begins at time 0 with phase 0.</summary>
        /// <param name="frequencyHz">The first frequency, Hz.</param>
        public Timeline(double frequencyHz)
        {
            FrequencyHz = frequencyHz;
            Omega = _omega[0] = RadPerUs(frequencyHz);
        }

        /// <summary>The frequency of the newest segment, Hz.</summary>
        public double FrequencyHz { get; private set; }

        /// <summary>Index of the newest segment.</summary>
        internal int Newest { get; private set; }

        /// <summary>Start of the newest segment, µs.</summary>
        internal double FromUs { get; private set; }

        /// <summary>Phase at the start of the newest segment, rad, 0 to 2π.</summary>
        internal double PhaseRad { get; private set; }

        /// <summary>Angular frequency of the newest segment, rad/µs.</summary>
        internal double Omega { get; private set; }

        /// <summary>The phase of the mains at a time, rad; counted from 0 to 2π at the start of each segment.</summary>
        /// <param name="timeUs">µs since the world began, in the newest segment or one that is remembered.</param>
        /// <returns>θ, rad.</returns>
        public double PhaseAt(double timeUs)
        {
            int slot = SlotAt(timeUs);
            return _phaseRad[slot] + (_omega[slot] * (timeUs - _fromUs[slot]));
        }

        /// <summary>Begins a segment; one that began at the same time is replaced.</summary>
        /// <param name="timeUs">Its start, µs; not before the start of the newest.</param>
        /// <param name="frequencyHz">Its frequency, Hz.</param>
        internal void Begin(double timeUs, double frequencyHz)
        {
            if (timeUs < FromUs)
            {
                throw new ArgumentOutOfRangeException(nameof(timeUs), timeUs, "not before " + FromUs);
            }

            if (timeUs > FromUs)
            {
                double phase = PhaseRad + (Omega * (timeUs - FromUs));
                PhaseRad = phase - (Math.Tau * Math.Floor(phase / Math.Tau));
                FromUs = timeUs;
                Newest = (Newest + 1) % Slots;
                _kept = Math.Min(_kept + 1, Slots);
            }

            FrequencyHz = frequencyHz;
            Omega = RadPerUs(frequencyHz);
            _fromUs[Newest] = FromUs;
            _phaseRad[Newest] = PhaseRad;
            _omega[Newest] = Omega;
        }

        /// <summary>The segment that holds at a time.</summary>
        internal int SlotAt(double timeUs)
        {
            int slot = Newest;
            for (int back = 1; back < _kept && timeUs < _fromUs[slot]; back++)
            {
                slot = (slot + Slots - 1) % Slots;
            }

            return slot;
        }

        internal double SlotFromUs(int slot)
        {
            return _fromUs[slot];
        }

        internal double SlotPhaseRad(int slot)
        {
            return _phaseRad[slot];
        }

        internal double SlotOmega(int slot)
        {
            return _omega[slot];
        }

        /// <summary>Whether a segment is the oldest that is remembered.</summary>
        internal bool IsOldest(int slot)
        {
            return slot == (Newest + Slots - _kept + 1) % Slots;
        }

        private static double RadPerUs(double frequencyHz)
        {
            return Math.Tau * frequencyHz * 1e-6;
        }
    }
}
