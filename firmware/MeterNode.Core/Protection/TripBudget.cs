namespace MeterNode.Core.Protection
{
    /// <summary>
    /// How much of what a protective device stands is used up: Miner's sum over its cautious time-current curve while the current
    /// is one that it does not carry for good, and exponential recovery below that, the slower the nearer the current is to it.
    /// </summary>
    public sealed class TripBudget
    {
        private readonly ProtectiveDevice _device;
        private readonly float _recoveryPerMs;
        private float _share;
        private int _lastMa;

        /// <summary>Makes it, with nothing used.</summary>
        /// <param name="device">The device.</param>
        public TripBudget(ProtectiveDevice device)
        {
            _device = device;
            _recoveryPerMs = 0.001f / device.RecoveryS;
        }

        /// <summary>The share used, thousandths.</summary>
        public int SharePermille => _share >= 10 ? 10000 : (int)(_share * 1000);

        /// <summary>Takes what has flown since the last call.</summary>
        /// <param name="elapsedMs">Since then, ms.</param>
        /// <param name="currentMa">The current now, mA rms. For the time between, the larger of it and the last one counts.</param>
        public void Step(int elapsedMs, int currentMa)
        {
            int heldMa = currentMa > _lastMa ? currentMa : _lastMa;
            _lastMa = currentMa;
            if (heldMa > _device.NonOperatingMa)
            {
                _share += _device.PerMs(heldMa) * elapsedMs;
            }
            else if (_share > 0)
            {
                float load = (float)heldMa / _device.NonOperatingMa;
                float part = elapsedMs * _recoveryPerMs * (1 - (load * load));
                _share -= _share * (part < 1 ? part : 1);
                if (_share < 1e-6f)
                {
                    _share = 0;
                }
            }
        }

        /// <summary>How long a current may go on until a share is used, ms; <see cref="long.MaxValue"/> when it may go on for good.</summary>
        /// <param name="permille">The share, thousandths.</param>
        /// <param name="currentMa">mA rms.</param>
        public long MsToShare(int permille, int currentMa)
        {
            float left = (permille * 0.001f) - _share;
            if (left <= 0)
            {
                return 0;
            }

            float perMs = _device.PerMs(currentMa);
            return perMs > 0 ? (long)(left / perMs) : long.MaxValue;
        }

        /// <summary>Starts from a given share, as after a restart with an unknown past.</summary>
        /// <param name="permille">Thousandths.</param>
        public void Restore(int permille)
        {
            _share = permille * 0.001f;
        }
    }
}
