using System;
using System.Collections.Generic;
using System.Numerics;
using VirtualHome.Chance;
using VirtualHome.Waveforms;

namespace VirtualHome.Mains
{
    /// <summary>
    /// The network in front of the home: voltage before the source impedance, and frequency. It wanders once a second; scripted
    /// changes and outages take effect on the home's grid of 100 ms.
    /// </summary>
    public sealed class MainsSupply
    {
        private const double VoltageMemoryS = 600;
        private const double FrequencyMemoryS = 180;
        private const double FrequencyLimitHz = 0.2;
        private const double SecondUs = 1e6;

        private readonly MainsSettings _settings;
        private readonly OrnsteinUhlenbeck _frequency;
        private readonly OrnsteinUhlenbeck[] _voltage;
        private readonly double[] _voltageV;
        private readonly List<ScriptedChange> _frequencyScript;
        private readonly List<ScriptedChange> _voltageScript;
        private readonly List<Outage> _outages;

        /// <summary>Makes a supply.</summary>
        /// <param name="settings">What it is like.</param>
        /// <param name="seed">What its wander follows from.</param>
        public MainsSupply(MainsSettings settings, ulong seed)
        {
            ArgumentNullException.ThrowIfNull(settings);
            if (settings.Phases is not (1 or 3))
            {
                throw new ArgumentOutOfRangeException(nameof(settings), settings.Phases, "1 or 3 phases");
            }

            _settings = settings;
            _frequencyScript = new List<ScriptedChange>(settings.FrequencyScript);
            _voltageScript = new List<ScriptedChange>(settings.VoltageScript);
            _outages = new List<Outage>(settings.Outages);
            _frequency = new OrnsteinUhlenbeck(
                settings.FrequencyWanderHz, FrequencyMemoryS, FrequencyLimitHz, 1, SeededRandom.Derive(seed, "mains frequency"));
            _voltage = new OrnsteinUhlenbeck[settings.Phases];
            _voltageV = new double[settings.Phases];
            for (int phase = 0; phase < settings.Phases; phase++)
            {
                _voltage[phase] = new OrnsteinUhlenbeck(
                    settings.VoltageWanderV,
                    VoltageMemoryS,
                    4 * settings.VoltageWanderV,
                    1,
                    SeededRandom.Derive(seed, "mains voltage", phase));
            }

            Advance(0);
        }

        /// <summary>What the supply is like.</summary>
        public MainsSettings Settings => _settings;

        /// <summary>The true frequency, Hz. In an outage the model keeps it, though nobody can see it.</summary>
        public double FrequencyHz { get; private set; }

        /// <summary>Whether there is a supply.</summary>
        public bool Present { get; private set; } = true;

        /// <summary>Adds a scripted course of the frequency.</summary>
        /// <param name="change">The course, in Hz.</param>
        public void ScheduleFrequency(ScriptedChange change)
        {
            ArgumentNullException.ThrowIfNull(change);
            _frequencyScript.Add(change);
        }

        /// <summary>Adds a scripted course of the voltage before the source impedance, all phases alike.</summary>
        /// <param name="change">The course, in V rms.</param>
        public void ScheduleVoltage(ScriptedChange change)
        {
            ArgumentNullException.ThrowIfNull(change);
            _voltageScript.Add(change);
        }

        /// <summary>Adds an outage.</summary>
        /// <param name="outage">When and how long.</param>
        public void ScheduleOutage(Outage outage)
        {
            ArgumentNullException.ThrowIfNull(outage);
            _outages.Add(outage);
        }

        /// <summary>The voltage before the source impedance, V rms.</summary>
        /// <param name="phase">1 to 3.</param>
        /// <returns>0 in an outage.</returns>
        public double SourceVoltageV(int phase)
        {
            return _voltageV[phase - 1];
        }

        /// <summary>Goes on to a time on the grid of 100 ms.</summary>
        /// <param name="timeUs">µs since the world began.</param>
        /// <returns>Whether anything changed.</returns>
        internal bool Advance(long timeUs)
        {
            bool second = timeUs % (long)SecondUs == 0;
            if (!second && _frequencyScript.Count == 0 && _voltageScript.Count == 0 && _outages.Count == 0)
            {
                return false;
            }

            if (second && timeUs > 0)
            {
                _frequency.Step();
                foreach (var wander in _voltage)
                {
                    wander.Step();
                }
            }

            // A ramp is replaced by its mean over the coming 100 ms, so that the phase is right at every step.
            double middleS = (timeUs / SecondUs) + (0.5 * Home.StepUs / SecondUs);
            double frequencyHz = Scripted(_frequencyScript, middleS, _settings.FrequencyHz + _frequency.Value);
            bool present = !InOutage(middleS);
            bool changed = frequencyHz != FrequencyHz || present != Present;
            FrequencyHz = frequencyHz;
            Present = present;
            for (int phase = 0; phase < _voltage.Length; phase++)
            {
                double voltageV = present ? Scripted(_voltageScript, middleS, _settings.VoltageV + _voltage[phase].Value) : 0;
                changed |= voltageV != _voltageV[phase];
                _voltageV[phase] = voltageV;
            }

            return changed;
        }

        /// <summary>The voltage at the consumer unit under a current, with the network's harmonics.</summary>
        /// <param name="phase">1 to 3.</param>
        /// <param name="current">Fundamental of the current that the home draws on that phase, A peak.</param>
        /// <param name="voltage">Receives the voltage.</param>
        internal void VoltageAtHome(int phase, Complex current, Phasors voltage)
        {
            double peakV = Math.Sqrt(2) * _voltageV[phase - 1];
            double angle = -Math.Tau / 3 * (phase - 1);
            var impedance = new Complex(
                _settings.SourceResistanceOhm,
                _settings.SourceReactanceOhm * FrequencyHz / _settings.FrequencyHz);
            voltage[0] = peakV == 0 ? Complex.Zero : Complex.FromPolarCoordinates(peakV, angle) - (impedance * current);

            // The tops are flattened, as everybody's rectifiers flatten them: the 3rd and 7th against the crest, the 5th with it.
            voltage[1] = Complex.FromPolarCoordinates(-_settings.ThirdHarmonic * peakV, 3 * angle);
            voltage[2] = Complex.FromPolarCoordinates(_settings.FifthHarmonic * peakV, 5 * angle);
            voltage[3] = Complex.FromPolarCoordinates(-_settings.SeventhHarmonic * peakV, 7 * angle);
        }

        private static double Scripted(List<ScriptedChange> script, double timeS, double natural)
        {
            double value = natural;
            foreach (var change in script)
            {
                value = change.Apply(timeS, value);
            }

            return value;
        }

        private bool InOutage(double timeS)
        {
            foreach (var outage in _outages)
            {
                if (timeS >= outage.AtS && timeS < outage.AtS + outage.ForS)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
