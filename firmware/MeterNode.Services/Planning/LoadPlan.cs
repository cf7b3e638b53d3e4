using MeterNode.Core.Loads;
using MeterNode.Core.Settings;
using MeterNode.Services.Storage;
using MeterNode.Services.Tariffs;

namespace MeterNode.Services.Planning
{
    /// <summary>
    /// The plan of one load: what it needs until its deadline, what of that it has had, and when it gets the rest. Everything happens a
    /// random delay of its own later than slots and new prices say, so that a street of nodes does not switch as one; the deadline is
    /// kept all the same.
    /// </summary>
    public sealed class LoadPlan
    {
        private const long MsPerMin = 60000;
        private const long MwsPerWh = 3600000;

        // What it draws is known after so long; before that, and for less than a tenth of it, the rating counts.
        private const long LearnAfterMs = 300000;
        private const int LeastShare = 10;

        // What kind of need a record is of.
        private const int RunNeed = 0;
        private const int EnergyNeed = 1;

        private readonly LoadSettings _settings;
        private readonly PlanSettings _plan;
        private readonly TimeZoneRule _zone;
        private readonly SlotChoice _choice = new SlotChoice();
        private long _savedDone;
        private int _savedDeadlineMin;
        private bool _hasBegun;
        private long _onMs;
        private long _onMws;
        private int _chosenSlot = -1;
        private int _chosenVersion;
        private int _heardVersion;
        private long _heardMs;

        /// <summary>Makes a plan; nothing is planned yet.</summary>
        /// <param name="load">Index of the load.</param>
        /// <param name="settings">The load; has a plan.</param>
        /// <param name="zone">Where the home's clocks stand.</param>
        /// <param name="delayMs">Its delay behind the slots, ms.</param>
        public LoadPlan(int load, LoadSettings settings, TimeZoneRule zone, long delayMs)
        {
            Load = load;
            _settings = settings;
            _plan = settings.Plan!;
            _zone = zone;
            DelayMs = delayMs;
        }

        /// <summary>Index of the load.</summary>
        public int Load { get; }

        /// <summary>Name of the load.</summary>
        public string Name => _settings.Name;

        /// <summary>Its delay behind the slots, ms.</summary>
        public long DelayMs { get; }

        /// <summary>What is wished now.</summary>
        public PlanWish Wish { get; private set; }

        /// <summary>By when it has to have what it needs, min since 1970 UTC; 0 while the time is not known.</summary>
        public int DeadlineMin { get; private set; }

        /// <summary>How long it still has to run, min.</summary>
        public int LeftMin { get; private set; }

        /// <summary>Whether it has what it needs, but for what is forgiven.</summary>
        public bool IsDone => LeftMin <= SlotChoice.ForgivenMin;

        /// <summary>When it is to start next, min since 1970 UTC; 0 for not again before the deadline.</summary>
        public int NextStartMin { get; private set; }

        /// <summary>What it has had since the last deadline: ms of running, or mWs.</summary>
        public long Done { get; private set; }

        /// <summary>Whether its record on flash lags behind.</summary>
        public bool IsUnsaved => DeadlineMin > 0 && (DeadlineMin != _savedDeadlineMin || Done != _savedDone);

        private int Need => _plan.RunMin > 0 ? RunNeed : EnergyNeed;

        /// <summary>Counts what the load has had.</summary>
        /// <param name="elapsedMs">For how long, ms; 0 or more.</param>
        /// <param name="powerW">The power that it was allowed, W; 0 while it was off.</param>
        /// <param name="importMws">What its own circuit has taken meanwhile, mWs; below zero where it has none.</param>
        public void Count(long elapsedMs, int powerW, long importMws)
        {
            if (_plan.RunMin > 0)
            {
                Done += powerW > 0 ? elapsedMs : 0;
            }
            else
            {
                long takenMws = importMws >= 0 ? importMws : powerW > 0 ? powerW * elapsedMs : 0;
                Done += takenMws;
                _onMs += powerW > 0 ? elapsedMs : 0;
                _onMws += powerW > 0 ? takenMws : 0;
            }
        }

        /// <summary>Plans anew where a slot has begun or something has changed, and says what is wished.</summary>
        /// <param name="nowMin">Now, by this load's delayed clock, min since 1970 UTC; 0 while the time is not known.</param>
        /// <param name="nowMs">Now, ms of the monotonic clock.</param>
        /// <param name="prices">What is known.</param>
        /// <param name="version">Version of the prices; 0 of those that were there at the start.</param>
        /// <returns>Whether it was planned anew, which takes its time.</returns>
        public bool Step(int nowMin, long nowMs, PriceTable prices, int version)
        {
            if (version != _heardVersion)
            {
                _heardVersion = version;
                _heardMs = nowMs;
            }

            if (nowMin == 0)
            {
                Wish = PlanWish.None;
                return false;
            }

            bool isNews = version != _chosenVersion && nowMs - _heardMs >= DelayMs;
            bool isPlanned = nowMin / prices.SlotMin != _chosenSlot || isNews || nowMin >= DeadlineMin - DelayMin();
            LeftMin = RemainingMin();
            if (isPlanned)
            {
                Renew(nowMin);
                _chosenSlot = nowMin / prices.SlotMin;
                _chosenVersion = version;
                LeftMin = RemainingMin();
                bool isKnown = _choice.Choose(prices, nowMin, DeadlineMin - DelayMin(), LeftMin, _plan.IsSingleRun, _hasBegun);
                Wish = isKnown ? PlanWish.Wait : PlanWish.None;
            }

            if (Wish != PlanWish.None)
            {
                Wish = LeftMin > 0 && _choice.IsChosen(nowMin) ? PlanWish.Run : PlanWish.Wait;
            }

            _hasBegun |= Wish == PlanWish.Run;
            int startMin = LeftMin > 0 ? _choice.NextStartMin(nowMin) : 0;
            NextStartMin = startMin == 0 ? 0 : startMin + DelayMin();
            return isPlanned;
        }

        /// <summary>Says that the record is durable.</summary>
        public void Saved()
        {
            _savedDone = Done;
            _savedDeadlineMin = DeadlineMin;
        }

        /// <summary>Writes its part of the record: name, deadline, what kind of need, what it has had.</summary>
        public void Write(ByteWriter writer)
        {
            writer.PutText(_settings.Name);
            writer.PutInt32(DeadlineMin);
            writer.PutByte(Need);
            writer.PutCompact(Done);
        }

        /// <summary>Takes what a record says of a load of this name; it counts until the deadline that it was for.</summary>
        public void Restore(int deadlineMin, int kind, long done)
        {
            if (kind == Need && done >= 0)
            {
                DeadlineMin = deadlineMin;
                Done = done;
                _hasBegun = done > 0;
                Saved();
            }
        }

        private int DelayMin()
        {
            return (int)((DelayMs + MsPerMin - 1) / MsPerMin);
        }

        private int RemainingMin()
        {
            long left = _plan.RunMin > 0 ? (_plan.RunMin * MsPerMin) - Done : (_plan.EnergyWh * MwsPerWh) - Done;
            long unit = _plan.RunMin > 0 ? MsPerMin : DrawnW() * MsPerMin;
            return left <= 0 ? 0 : (int)((left + unit - 1) / unit);
        }

        /// <summary>What it draws while it runs, W: a car may well take less than its charge point gives.</summary>
        private long DrawnW()
        {
            long drawnW = _onMs < LearnAfterMs ? _settings.RatedW : _onMws / _onMs;
            return drawnW > _settings.RatedW / LeastShare ? drawnW : _settings.RatedW;
        }

        /// <summary>Begins another day once the deadline is past, or where a restored one is not the next.</summary>
        private void Renew(int nowMin)
        {
            int deadlineMin = _zone.NextTime(_plan.ReadyByMin, nowMin + DelayMin());
            if (deadlineMin != DeadlineMin)
            {
                DeadlineMin = deadlineMin;
                Done = 0;
                _hasBegun = false;

                // What it drew yesterday still counts, until today says otherwise.
                _onMws = _onMs > 0 ? _onMws * LearnAfterMs / _onMs : 0;
                _onMs = _onMs > 0 ? LearnAfterMs : 0;
            }
        }
    }
}
