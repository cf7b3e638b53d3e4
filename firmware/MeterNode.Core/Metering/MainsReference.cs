using System;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Keeps the reference oscillator on the mains' voltage: every fast window the fitted phase corrects it, and so does, more
    /// slowly, the drift of that phase. Says when it has no lock.
    /// </summary>
    public sealed class MainsReference
    {
        private const int WindowsToLock = 5;
        private const int MissesToUnlock = 10;
        private const double LockedWithinTurns = 0.08;
        private const double PhaseGain = 0.5;
        private const double AcquireFrequencyGain = 0.25;
        private const double TrackFrequencyGain = 0.06;
        private const double PublishedSmoothing = 0.15;

        private readonly ReferenceOscillator _oscillator;
        private readonly double _leastAmplitudeV;
        private readonly double _nominalHz;
        private double _smoothHz;
        private int _good;
        private int _missed;

        /// <summary>Makes the reference.</summary>
        /// <param name="oscillator">The oscillator that it keeps.</param>
        /// <param name="nominalV">Nominal rms voltage; below two fifths of it there is no lock.</param>
        public MainsReference(ReferenceOscillator oscillator, int nominalV)
        {
            _oscillator = oscillator;
            _leastAmplitudeV = 0.4 * nominalV * Math.Sqrt(2);
            _nominalHz = oscillator.FrequencyHz;
            _smoothHz = _nominalHz;
        }

        /// <summary>Whether the oscillator follows the mains.</summary>
        public bool IsLocked { get; private set; }

        /// <summary>Mains frequency, Hz, smoothed over about a second; meaningful while locked.</summary>
        public double FrequencyHz => _smoothHz;

        /// <summary>Takes the fit of one window of the voltage.</summary>
        /// <param name="cosineV">Amplitude of the cosine, V.</param>
        /// <param name="sineV">Amplitude of the sine, V.</param>
        /// <param name="endUs">End of the window, µs.</param>
        /// <param name="windowUs">Its length, µs.</param>
        public void Update(float cosineV, float sineV, long endUs, long windowUs)
        {
            double amplitude = Math.Sqrt(((double)cosineV * cosineV) + ((double)sineV * sineV));
            if (amplitude < _leastAmplitudeV)
            {
                Miss();
                return;
            }

            _missed = 0;
            double turns = Math.Atan2(-sineV, cosineV) / (2 * Math.PI);
            bool near = turns < LockedWithinTurns && turns > -LockedWithinTurns;
            _good = near ? _good + 1 : 0;
            if (_good >= WindowsToLock)
            {
                IsLocked = true;
            }
            else if (_good == 0)
            {
                IsLocked = false;
            }

            double frequencyGain = IsLocked ? TrackFrequencyGain : AcquireFrequencyGain;
            double phaseGain = IsLocked || near ? PhaseGain : 1;
            _oscillator.Correct(endUs, turns * phaseGain, turns * frequencyGain * 1e6 / windowUs);
            _smoothHz = IsLocked ? _smoothHz + (PublishedSmoothing * (_oscillator.FrequencyHz - _smoothHz)) : _oscillator.FrequencyHz;
        }

        /// <summary>Says that a window held no usable voltage; the oscillator runs on at its last frequency.</summary>
        public void Miss()
        {
            if (++_missed >= MissesToUnlock)
            {
                IsLocked = false;
                _good = 0;
            }
        }
    }
}
