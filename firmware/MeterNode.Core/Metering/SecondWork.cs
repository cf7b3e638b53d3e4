namespace MeterNode.Core.Metering
{
    /// <summary>
    /// Works a finished second out: channel by channel, voltages first, and each in slices that take a board a few ms, so that
    /// protection never waits for an energy.
    /// </summary>
    internal sealed class SecondWork
    {
        // In what share of a second the work is to be done, µs; what is left when the next one is over delays its end.
        private const long PaceUs = 900000;
        private const int MostSlices = 3;

        private readonly Readings _readings;
        private readonly MainsReference _reference;
        private readonly VoltageChannel[] _voltages;
        private readonly CircuitMeter[] _circuits;
        private readonly int _supply;
        private readonly int _channels;
        private readonly BinFit _fit = new BinFit();
        private Stage _stage;
        private int _channel;
        private long _beganUs;
        private long _elapsedUs;
        private bool _hasVoltage;

        /// <summary>Makes what works out the seconds of a node.</summary>
        /// <param name="readings">Where the results go.</param>
        /// <param name="reference">The mains.</param>
        /// <param name="voltages">Voltages, the supply's first.</param>
        /// <param name="circuits">Circuits.</param>
        /// <param name="supply">Which of them is the supply.</param>
        public SecondWork(Readings readings, MainsReference reference, VoltageChannel[] voltages, CircuitMeter[] circuits, int supply)
        {
            _readings = readings;
            _reference = reference;
            _voltages = voltages;
            _circuits = circuits;
            _supply = supply;
            _channels = voltages.Length + circuits.Length;
            _channel = _channels;
        }

        private enum Stage
        {
            Load,
            Fit,
            Tell,
            Predict,
        }

        /// <summary>Where a circuit's finished second is copied to when its waveform is asked for.</summary>
        public WaveformCapture Waveform { get; } = new WaveformCapture();

        /// <summary>Whether the last second is done.</summary>
        public bool IsDone => _channel == _channels;

        /// <summary>Slices done since the start.</summary>
        public int Slices { get; private set; }

        /// <summary>Begins with a finished second.</summary>
        /// <param name="nowUs">Now, µs.</param>
        /// <param name="elapsedUs">Its length, µs.</param>
        /// <param name="hasVoltage">Whether the oscillator followed the mains.</param>
        public void Begin(long nowUs, long elapsedUs, bool hasVoltage)
        {
            _beganUs = nowUs;
            _elapsedUs = elapsedUs;
            _hasVoltage = hasVoltage;
            _channel = 0;
            _stage = Stage.Load;
        }

        /// <summary>Does a step's share of the work: a slice, and more only where many circuits or a slow board leave it behind.</summary>
        /// <param name="nowUs">Now, µs.</param>
        public void Step(long nowUs)
        {
            int slices = 0;
            do
            {
                bool done = _channel < _voltages.Length ? StepVoltage(_voltages[_channel]) : StepCircuit(_channel - _voltages.Length, nowUs);
                if (done)
                {
                    Advance(nowUs);
                }

                Slices++;
                slices++;
            }
            while (!IsDone && slices < MostSlices && (_channel + 1) * PaceUs < _channels * (nowUs - _beganUs));
        }

        private void Advance(long nowUs)
        {
            int circuit = _channel - _voltages.Length;
            if (circuit >= 0 && Waveform.IsWanted(circuit))
            {
                _circuits[circuit].CopyTo(Waveform);
                Waveform.Finish(nowUs, _readings.FrequencyMhz);
            }

            _stage = Stage.Load;
            _channel++;
            if (IsDone)
            {
                SumPhases();
                _readings.SecondSequence++;
            }
        }

        /// <returns>Whether the channel is done.</returns>
        private bool StepVoltage(VoltageChannel voltage)
        {
            switch (_stage)
            {
                case Stage.Load:
                    if (!_hasVoltage)
                    {
                        voltage.Forget();
                        Tell(voltage);
                        return true;
                    }

                    voltage.Open(_fit);
                    _stage = Stage.Fit;
                    return false;
                case Stage.Fit:
                    _stage = _fit.Step() ? Stage.Tell : Stage.Fit;
                    return false;
                case Stage.Tell:
                    voltage.Close(_fit);
                    Tell(voltage);
                    _stage = Stage.Predict;
                    return !voltage.IsKnown;
                default:
                    voltage.Predict();
                    return true;
            }
        }

        /// <returns>Whether the channel is done.</returns>
        private bool StepCircuit(int index, long nowUs)
        {
            if ((_readings.Flags[index] & ReadingFlags.Lost) != ReadingFlags.None)
            {
                return true;
            }

            var circuit = _circuits[index];
            switch (_stage)
            {
                case Stage.Load:
                    circuit.Open(_fit);
                    _stage = Stage.Fit;
                    return false;
                case Stage.Fit:
                    _stage = _fit.Step() ? Stage.Tell : Stage.Fit;
                    return false;
                default:
                    circuit.Close(_fit, _elapsedUs);
                    circuit.LastPowerUs = nowUs;
                    return true;
            }
        }

        private void Tell(VoltageChannel voltage)
        {
            _readings.PhaseVoltageMv[voltage.Phase] = voltage.IsKnown ? (int)(voltage.RmsV * 1000) : 0;
            if (voltage != _voltages[0])
            {
                return;
            }

            _readings.VoltageMv = _readings.PhaseVoltageMv[voltage.Phase];
            _readings.FrequencyMhz = voltage.IsKnown ? (int)((_reference.FrequencyHz * 1000) + 0.5) : 0;
            _readings.TenSecondFrequencyMhz = voltage.IsKnown ? (int)((_reference.TenSecondFrequencyHz * 1000) + 0.5) : 0;
            for (int i = 0; i < Readings.VoltageHarmonics; i++)
            {
                _readings.VoltageHarmonicPermille[i] = voltage.IsKnown ? voltage.Permille(i + 1) : 0;
            }
        }

        private void SumPhases()
        {
            for (int i = 0; i < Readings.Phases; i++)
            {
                _readings.PhasePowerMw[i] = 0;
            }

            for (int i = 0; i < _circuits.Length; i++)
            {
                int phase = _circuits[i].Phase;
                _readings.PhaseVoltageMv[phase] = (int)(_circuits[i].Voltage.RmsV * 1000);
                if (i != _supply)
                {
                    _readings.PhasePowerMw[phase] += _readings.PowerMw[i];
                }
            }
        }
    }
}
