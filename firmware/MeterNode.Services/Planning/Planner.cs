using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Services.Storage;
using MeterNode.Services.Tariffs;

namespace MeterNode.Services.Planning
{
    /// <summary>
    /// Plans the loads that need something in a day for the time when it is cheapest. It only ever wishes: with the lowest rank, and
    /// without prices or a clock not at all, so that the loads are then as free as without a plan. The planning thread; what it says
    /// of the plans may be read by any.
    /// </summary>
    public sealed class Planner
    {
        /// <summary>The largest record, bytes.</summary>
        public const int MostBytes = 1 + (NodeSettings.MostLoads * (1 + 24 + 4 + 1 + 9));

        /// <summary>For how long a wish holds when planning stands still, ms.</summary>
        public const long WishLastsMs = 300000;

        private readonly LoadPlan?[] _plans;
        private readonly int[] _circuits;
        private readonly long[] _countedMws;
        private readonly Tariff _tariff;
        private readonly PriceTable _prices = new PriceTable();
        private readonly NodeSnapshot _state;
        private readonly PlanDesk _desk;
        private long _countedMs = -1;
        private int _version = -1;

        /// <summary>Makes the planner.</summary>
        /// <param name="settings">The loads.</param>
        /// <param name="state">What they do.</param>
        /// <param name="desk">Where the wishes go.</param>
        /// <param name="tariff">What energy costs.</param>
        /// <param name="entropy">Anything that differs from start to start: it spreads random delays.</param>
        public Planner(NodeSettings settings, NodeSnapshot state, PlanDesk desk, Tariff tariff, int entropy)
        {
            int loads = settings.Loads.Length;
            _plans = new LoadPlan?[loads];
            _circuits = new int[loads];
            _countedMws = new long[loads];
            _tariff = tariff;
            _state = state;
            _desk = desk;
            var random = new RandomDelay(RandomDelay.SeedOf(settings.Id, entropy + 1));
            for (int i = 0; i < loads; i++)
            {
                var load = settings.Loads[i];
                _circuits[i] = load.Circuit.Length > 0 ? settings.CircuitIndex(load.Circuit) : -1;
                int mostS = load.RandomDelayS > settings.Grid.RandomDelayS ? load.RandomDelayS : settings.Grid.RandomDelayS;
                _plans[i] = load.Plan == null ? null : new LoadPlan(i, load, settings.TimeZone, random.NextS(mostS) * 1000L);
                HasPlans |= load.Plan != null;
            }
        }

        /// <summary>Whether there is anything to plan.</summary>
        public bool HasPlans { get; }

        /// <summary>Whether the record on flash lags behind.</summary>
        public bool IsUnsaved
        {
            get
            {
                for (int i = 0; i < _plans.Length; i++)
                {
                    if (_plans[i] != null && _plans[i]!.IsUnsaved)
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>The plan of a load; null for a load without.</summary>
        public LoadPlan? Of(int load)
        {
            return _plans[load];
        }

        /// <summary>Counts, plans one load at most, and wishes. About once a second.</summary>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>Whether a load was planned, so that others may still wait.</returns>
        public bool Step(long nowMs)
        {
            Count(nowMs);
            if (_tariff.Version != _version)
            {
                _version = _tariff.Version;
                _tariff.CopyTo(_prices);
            }

            // Planning takes its time: one load at once, and the others a moment later.
            bool isPlanned = false;
            for (int i = 0; i < _plans.Length && !isPlanned; i++)
            {
                var plan = _plans[i];
                if (plan != null)
                {
                    isPlanned = plan.Step(_tariff.MinuteAt(nowMs - plan.DelayMs), nowMs, _prices, _version);
                    _desk.Set(i, plan.Wish, nowMs + WishLastsMs);
                }
            }

            return isPlanned;
        }

        /// <summary>Reads the record.</summary>
        public void Read(ByteReader reader)
        {
            int count = reader.GetByte();
            for (int i = 0; i < count && !reader.Failed; i++)
            {
                string name = reader.GetText();
                int deadlineMin = reader.GetInt32();
                int kind = reader.GetByte();
                long done = reader.GetCompact();
                var plan = reader.Failed ? null : Find(name);
                if (plan != null)
                {
                    plan.Restore(deadlineMin, kind, done);
                }
            }
        }

        /// <summary>Writes the record.</summary>
        public void Write(ByteWriter writer)
        {
            int count = 0;
            for (int i = 0; i < _plans.Length; i++)
            {
                count += _plans[i] == null ? 0 : 1;
            }

            writer.PutByte(count);
            for (int i = 0; i < _plans.Length; i++)
            {
                if (_plans[i] != null)
                {
                    _plans[i]!.Write(writer);
                }
            }
        }

        /// <summary>Says that the record is durable.</summary>
        public void Saved()
        {
            for (int i = 0; i < _plans.Length; i++)
            {
                if (_plans[i] != null)
                {
                    _plans[i]!.Saved();
                }
            }
        }

        private LoadPlan? Find(string name)
        {
            for (int i = 0; i < _plans.Length; i++)
            {
                if (_plans[i] != null && _plans[i]!.Name == name)
                {
                    return _plans[i];
                }
            }

            return null;
        }

        /// <summary>What every load has had since the last time.</summary>
        private void Count(long nowMs)
        {
            long elapsedMs = _countedMs < 0 ? 0 : nowMs - _countedMs;
            _countedMs = nowMs;
            for (int i = 0; i < _plans.Length; i++)
            {
                if (_plans[i] == null)
                {
                    continue;
                }

                // Read while the control loop may write: a value that is a second old or new is as good.
                long importMws = -1;
                int circuit = _circuits[i];
                bool isMeasured = circuit >= 0 && (_state.Flags[circuit] & ReadingFlags.Lost) == ReadingFlags.None;
                if (circuit >= 0)
                {
                    long totalMws = _state.ImportMws[circuit];
                    importMws = isMeasured && _countedMws[i] > 0 && totalMws >= _countedMws[i] ? totalMws - _countedMws[i] : isMeasured ? 0 : -1;
                    _countedMws[i] = totalMws;
                }

                _plans[i]!.Count(elapsedMs, _state.IsOn[i] ? _state.TargetW[i] : 0, importMws);
            }
        }
    }
}
