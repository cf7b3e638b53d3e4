using System.Linq;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// The peer: what load-management relays usually do. Total current of each phase against the rating with a delay, no
    /// time-current curve, no set-points: the least important load that is on goes, one in each delay; the most important comes
    /// back when there has been room for the same time.
    /// </summary>
    /// <remarks>
    /// Better than the usual product in one thing: where a load has a CT of its own and draws nothing it is passed over, since
    /// shedding it would help nobody. A minimum off time is kept before giving back; a minimum on time yields to the limit.
    /// </remarks>
    internal sealed class FlatLimitController : IHomeController
    {
        /// <summary>How long the current must be above the rating before a load goes, and below before one comes back, ms.</summary>
        public const long DelayMs = 10_000;

        /// <summary>There is room below this share of the rating, %: a hysteresis of 5 %.</summary>
        public const int RoomPercent = 95;

        private const int DrawsNothingMa = 500;

        private readonly HomeDescription _home;
        private readonly bool _checksFit;
        private readonly int[] _byPriority;
        private readonly bool[] _shed;
        private readonly long[] _shedMs;
        private readonly long[] _roomSinceMs;
        private long _overSinceMs = long.MaxValue;
        private long _lastRestoreMs = -DelayMs;

        /// <summary>Makes the peer.</summary>
        /// <param name="home">What it controls.</param>
        /// <param name="checksFit">Whether a load comes back only when its rated current fits; otherwise below 95 % is enough.</param>
        public FlatLimitController(HomeDescription home, bool checksFit)
        {
            _home = home;
            _checksFit = checksFit;
            _byPriority = Enumerable.Range(0, home.Loads.Count).OrderBy(i => home.Loads[i].Priority).ToArray();
            _shed = new bool[home.Loads.Count];
            _shedMs = new long[home.Loads.Count];
            _roomSinceMs = new long[home.Loads.Count];
        }

        /// <inheritdoc/>
        public void Step(HomeReadings readings, HomeCommands commands)
        {
            Shed(readings, commands);
            Restore(readings);
            for (int i = 0; i < _shed.Length; i++)
            {
                bool wanted = readings.RequestW[i] != 0 || _home.Loads[i].FollowsPower;
                commands.ContactClosed[i] = wanted && !_shed[i];
                commands.SetpointW[i] = readings.RequestW[i];
                commands.Cause[i] = _shed[i] ? CommandCause.Protection : CommandCause.Request;
            }
        }

        private void Shed(HomeReadings readings, HomeCommands commands)
        {
            int over = -1;
            for (int phase = 0; phase < _home.Phases && over < 0; phase++)
            {
                over = readings.FastCurrentMa[phase] > _home.RatedA * 1000 ? phase : -1;
            }

            if (over < 0)
            {
                _overSinceMs = long.MaxValue;
                return;
            }

            if (_overSinceMs == long.MaxValue)
            {
                _overSinceMs = readings.NowMs;
            }

            if (readings.NowMs - _overSinceMs < DelayMs)
            {
                return;
            }

            foreach (int i in _byPriority)
            {
                var load = _home.Loads[i];
                bool draws = readings.LoadCurrentMa[i] == HomeReadings.Unknown || readings.LoadCurrentMa[i] > DrawsNothingMa;
                if (!_shed[i] && !load.Critical && load.IsOn(over) && commands.ContactClosed[i] && draws && readings.RequestW[i] > 0)
                {
                    _shed[i] = true;
                    _shedMs[i] = readings.NowMs;
                    _roomSinceMs[i] = readings.NowMs;
                    _overSinceMs = readings.NowMs;
                    return;
                }
            }
        }

        private void Restore(HomeReadings readings)
        {
            int chosen = -1;
            for (int k = _byPriority.Length - 1; k >= 0; k--)
            {
                int i = _byPriority[k];
                if (!_shed[i])
                {
                    continue;
                }

                if (!HasRoom(_home.Loads[i], readings))
                {
                    _roomSinceMs[i] = readings.NowMs;
                }
                else if (chosen < 0
                    && readings.NowMs - _roomSinceMs[i] >= DelayMs
                    && readings.NowMs - _lastRestoreMs >= DelayMs
                    && readings.NowMs - _shedMs[i] >= _home.Loads[i].MinOffS * 1000L)
                {
                    chosen = i;
                }
            }

            if (chosen >= 0)
            {
                _shed[chosen] = false;
                _lastRestoreMs = readings.NowMs;
            }
        }

        private bool HasRoom(HomeLoad load, HomeReadings readings)
        {
            int mostMa = _home.RatedA * 10 * RoomPercent;
            int addedMa = _checksFit ? load.RatedMa : 0;
            for (int phase = 0; phase < _home.Phases; phase++)
            {
                if (load.IsOn(phase) && readings.FastCurrentMa[phase] + addedMa > mostMa)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
