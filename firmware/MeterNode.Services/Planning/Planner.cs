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
        public const int MostBytes = 1 + (NodeSettings.MostLoads * (1 + JsonSection.LongestName + 4 + 1 + 9));

        /// <summary>For how long a wish holds when planning stands still, ms.</summary>
        public const long WishLastsMs = 300000;

        private readonly LoadPlan[] _plans;
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
            int planned = 0;
            for (int i = 0; i < settings.Loads.Length; i++)
            {
                planned += settings.Loads[i].Plan == null ? 0 : 1;
            }

            _plans = new LoadPlan[planned];
            _circuits = new int[planned];
            _countedMws = new long[planned];
            _tariff = tariff;
            _state = state;
            _desk = desk;
            var random = new RandomDelay(RandomDelay.SeedOf(settings.Id, entropy + 1));
            int next = 0;
            for (int i = 0; i < settings.Loads.Length; i++)
            {
                var load = settings.Loads[i];
                if (load.Plan != null)
                {
                    int mostS = load.RandomDelayS > settings.Grid.RandomDelayS ? load.RandomDelayS : settings.Grid.RandomDelayS;
                    _circuits[next] = load.Circuit.Length > 0 ? settings.CircuitIndex(load.Circuit) : -1;
                    _plans[next++] = new LoadPlan(i, load, settings.TimeZone, random.NextS(mostS) * 1000L);
                }
            }
        }

        /// <summary>Whether the record on flash lags behind.</summary>
        public bool IsUnsaved
        {
            get
            {
                for (int i = 0; i < _plans.Length; i++)
                {
                    if (_plans[i].IsUnsaved)
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
            for (int i = 0; i < _plans.Length; i++)
            {
                if (_plans[i].Load == load)
                {
                    return _plans[i];
                }
            }

            return null;
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
                isPlanned = plan.Step(_tariff.MinuteAt(nowMs - plan.DelayMs), nowMs, _prices, _version);
                _desk.Set(plan.Load, plan.Wish, nowMs + WishLastsMs);
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
            writer.PutByte(_plans.Length);
            for (int i = 0; i < _plans.Length; i++)
            {
                _plans[i].Write(writer);
            }
        }

        /// <summary>Says that the record is durable.</summary>
        public void Saved()
        {
            for (int i = 0; i < _plans.Length; i++)
            {
                _plans[i].Saved();
            }
        }

        private LoadPlan? Find(string name)
        {
            for (int i = 0; i < _plans.Length; i++)
            {
                if (_plans[i].Name == name)
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

                int load = _plans[i].Load;
                _plans[i].Count(elapsedMs, _state.IsOn[load] ? _state.TargetW[load] : 0, importMws);
            }
        }
    }
}
