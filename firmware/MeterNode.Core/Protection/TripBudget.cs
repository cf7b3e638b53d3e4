using System;

namespace MeterNode.Core.Protection
{
    /// <summary>
    /// How much of what a protective device stands is used up: Miner's sum over its cautious time-current curve while the current
    /// is one that it does not carry for good, and exponential recovery below that. The device cools towards the temperature of the
    /// current that it carries, which goes by the current squared; the speed of the recovery is what is left between that and the
    /// non-operating current's, so that at the latter nothing is forgotten. Counted in integers, so that it does not matter into
    /// how many steps a time is cut.
    /// </summary>
    public sealed class TripBudget
    {
        private const long Most = 10 * ProtectiveDevice.Whole;
        private const long PerMille = ProtectiveDevice.Whole / 1000;

        private readonly ProtectiveDevice _device;
        private readonly double _recoveryPerMs;
        private readonly float _perNonOperatingMa;
        private long _used;
        private int _lastMa;

        /// <summary>Makes it, with nothing used.</summary>
        /// <param name="device">The device.</param>
        public TripBudget(ProtectiveDevice device)
        {
            _device = device;
            _recoveryPerMs = 0.001 / device.RecoveryS;
            _perNonOperatingMa = 1f / device.NonOperatingMa;
        }

        /// <summary>The share used, thousandths; 10000 at the most.</summary>
        public int SharePermille => (int)(_used / PerMille);

        /// <summary>Takes what has flown since the last call.</summary>
        /// <param name="elapsedMs">Since then, ms; what is not positive is ignored.</param>
        /// <param name="currentMa">The current now, mA rms. For the time between, the larger of it and the last one counts.</param>
        public void Step(int elapsedMs, int currentMa)
        {
            int heldMa = currentMa > _lastMa ? currentMa : _lastMa;
            _lastMa = currentMa;
            if (elapsedMs <= 0)
            {
                return;
            }

            long rate = _device.RateAt(heldMa);
            if (rate > 0)
            {
                _used = elapsedMs < (Most - _used) / rate ? _used + (rate * elapsedMs) : Most;
            }
            else if (_used > 0)
            {
                float load = heldMa * _perNonOperatingMa;
                double part = elapsedMs * _recoveryPerMs * (1 - (load * load));

                // The first two terms of 1 - exp(-x) while the others are nothing: the exact difference would lose its digits.
                part = part < 0.001 ? part - (part * part / 2) : 1 - Math.Exp(-part);
                _used -= (long)(_used * part);
            }
        }

        /// <summary>How long a current may go on until a share is used, ms; <see cref="long.MaxValue"/> when it may go on for good.</summary>
        /// <param name="permille">The share, thousandths.</param>
        /// <param name="currentMa">mA rms.</param>
        public long MsToShare(int permille, int currentMa)
        {
            long left = (permille * PerMille) - _used;
            if (left <= 0)
            {
                return 0;
            }

            long rate = _device.RateAt(currentMa);
            return rate > 0 ? left / rate : long.MaxValue;
        }

        /// <summary>Starts anew, with nothing used.</summary>
        public void Reset()
        {
            _used = 0;
            _lastMa = 0;
        }

        /// <summary>Starts from a given share, as after a restart with an unknown past.</summary>
        /// <param name="permille">Thousandths, 0 to 10000.</param>
        public void Restore(int permille)
        {
            _used = permille <= 0 ? 0 : permille >= 10000 ? Most : permille * PerMille;
        }
    }
}
