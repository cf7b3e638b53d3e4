using System;

namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Keeps the reference oscillator on the mains' voltage: every 30 ms the phase of a least-squares sine fit (IEEE 1057)
    /// corrects it, an alpha-beta tracker whose frequency follows a ramp within an eighth of a second. Frequency over one and ten
    /// seconds is the slope of the regression line through the same phases. Says when it has no lock.
    /// </summary>
    public sealed class MainsReference
    {
        private const int UpdatesToLock = 8;
        private const int MissesToUnlock = 15;
        private const int FarToUnlock = 5;
        private const double NearTurns = 0.03;
        private const double JumpTurns = 0.15;
        private const double PhaseGain = 0.4;
        private const double FrequencyGain = 0.14;
        private const double AcquireFrequencyGain = 0.25;

        private readonly ReferenceOscillator _oscillator;
        private readonly double _leastAmplitudeV;
        private readonly double _nominalHz;
        private readonly PhaseSlope _second = new PhaseSlope();
        private readonly PhaseSlope _tenSeconds = new PhaseSlope();
        private double _turnsAhead;
        private long _lastUs;
        private int _near;
        private int _far;
        private int _missed;
        private int _seconds;

        /// <summary>Makes the reference.</summary>
        /// <param name="oscillator">The oscillator that it keeps.</param>
        /// <param name="nominalV">Nominal rms voltage; below two fifths of it there is no lock.</param>
        public MainsReference(ReferenceOscillator oscillator, int nominalV)
        {
            _oscillator = oscillator;
            _leastAmplitudeV = 0.4 * nominalV * Math.Sqrt(2);
            _nominalHz = oscillator.FrequencyHz;
            FrequencyHz = _nominalHz;
        }

        /// <summary>Whether the oscillator follows the mains.</summary>
        public bool IsLocked { get; private set; }

        /// <summary>Mains frequency of the last finished second, Hz; meaningful while locked.</summary>
        public double FrequencyHz { get; private set; }

        /// <summary>Mains frequency of the last finished ten seconds, Hz; 0 before the first.</summary>
        public double TenSecondFrequencyHz { get; private set; }

        /// <summary>Mains frequency as the oscillator follows it, about 0.1 s behind, Hz.</summary>
        public double FastFrequencyHz => _oscillator.FrequencyHz;

        /// <summary>Takes the fit of one short window of the voltage.</summary>
        /// <param name="cosineV">Amplitude of the cosine, V.</param>
        /// <param name="sineV">Amplitude of the sine, V.</param>
        /// <param name="endUs">End of the window, µs.</param>
        /// <param name="windowUs">Its length, µs.</param>
        /// <returns>Whether it is a mains' voltage.</returns>
        public bool Update(double cosineV, double sineV, long endUs, long windowUs)
        {
            double amplitude = Math.Sqrt((cosineV * cosineV) + (sineV * sineV));
            if (!(amplitude >= _leastAmplitudeV) || double.IsNaN(amplitude))
            {
                Miss();
                return false;
            }

            _missed = 0;
            double turns = Math.Atan2(-sineV, cosineV) / (2 * Math.PI);
            bool near = turns < NearTurns && turns > -NearTurns;
            _near = near ? _near + 1 : 0;
            _far = near ? 0 : _far + 1;
            if (!IsLocked && _near >= UpdatesToLock)
            {
                IsLocked = true;
                _second.Clear();
                _tenSeconds.Clear();
                _seconds = 0;
            }
            else if (IsLocked && _far >= FarToUnlock)
            {
                IsLocked = false;
            }

            // The phase counts at the middle of the window; the oscillator's lead over the nominal frequency goes on until then.
            long middleUs = endUs - (windowUs / 2);
            _turnsAhead += (_oscillator.FrequencyHz - _nominalHz) * (middleUs - _lastUs) * 1e-6;
            _lastUs = middleUs;
            _second.Add(middleUs, _turnsAhead + turns);
            _tenSeconds.Add(middleUs, _turnsAhead + turns);
            double phaseGain = IsLocked || near ? PhaseGain : 1;

            // The first phase of all, or one after a long silence, says nothing about the frequency.
            bool jumps = turns > JumpTurns || turns < -JumpTurns;
            double frequencyGain = IsLocked ? FrequencyGain : near ? AcquireFrequencyGain : jumps ? 0 : 0.5 * AcquireFrequencyGain;
            _turnsAhead += turns * phaseGain;
            _oscillator.Correct(middleUs, turns * phaseGain, turns * frequencyGain * 1e6 / windowUs);
            return true;
        }

        /// <summary>Says that a short window held no usable voltage; the oscillator runs on at its last frequency.</summary>
        public void Miss()
        {
            if (++_missed >= MissesToUnlock)
            {
                IsLocked = false;
                _near = 0;
            }
        }

        /// <summary>Ends a second: its frequency is known now.</summary>
        public void CloseSecond()
        {
            if (_second.Solve())
            {
                FrequencyHz = _nominalHz + _second.TurnsPerSecond;
            }
            else
            {
                FrequencyHz = _oscillator.FrequencyHz;
            }

            _second.Clear();
            if (++_seconds >= 10)
            {
                TenSecondFrequencyHz = _tenSeconds.Solve() ? _nominalHz + _tenSeconds.TurnsPerSecond : 0;
                _tenSeconds.Clear();
                _seconds = 0;
            }
        }
    }
}
