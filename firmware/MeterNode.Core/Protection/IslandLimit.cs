using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Core.Protection
{
    /// <summary>
    /// The rating of the inverter that carries the home without the grid: what it carries for good, more for a short time, and
    /// never beyond that. It counts only while the home is an island, and only where loads that are not critical may run then.
    /// </summary>
    public sealed class IslandLimit
    {
        private const int RecoveryS = 300;
        private const int MarginPercent = 5;
        private const int MostSharePermille = 600;

        private readonly Readings _readings;
        private readonly SourceRating? _rating;
        private readonly int _circuit;
        private readonly int _nominalV;
        private readonly bool _shares;
        private long _lastMs = -1;

        /// <summary>Makes it.</summary>
        public IslandLimit(NodeSettings settings, Load[] loads, Readings readings)
        {
            var island = settings.Island;
            _readings = readings;
            _nominalV = settings.Supply.NominalV;
            _shares = island.Exists && !island.EssentialOnly;
            _circuit = island.Exists ? settings.CircuitIndex(island.Circuit) : -1;
            if (island.Exists)
            {
                int leastShortW = island.ContinuousW + 2;
                _rating = new SourceRating(island.ContinuousW, island.ShortTimeW > leastShortW ? island.ShortTimeW : leastShortW, island.ShortTimeS, RecoveryS);
            }

            Constraint = new Constraint(loads.Length, Rank.Protection, Reason.Island, -1, 1);
            for (int i = 0; i < loads.Length; i++)
            {
                Constraint.IsMember[i] = loads[i].MostW > 0 && !loads[i].Critical;
            }
        }

        /// <summary>What is left for loads.</summary>
        public Constraint Constraint { get; }

        /// <summary>Takes new readings.</summary>
        /// <param name="isIsland">Whether the home runs on its inverter.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        public void Step(bool isIsland, long nowMs)
        {
            int elapsedMs = _lastMs < 0 ? 0 : (int)(nowMs - _lastMs);
            _lastMs = nowMs;
            Constraint.IsActive = isIsland && _shares;
            Constraint.Urgency = Urgency.None;
            if (_rating == null)
            {
                return;
            }

            if (!Constraint.IsActive)
            {
                _rating.Step(elapsedMs, 0);
                return;
            }

            // An inverter that is not measured is taken for full: nothing more is started, and what runs is turned down.
            int drawnW = _readings.IsCurrentKnown(_circuit)
                ? (int)((long)_readings.FastCurrentMa[_circuit] * _nominalV / 1000)
                : _rating.ContinuousW + 1;
            _rating.Step(elapsedMs, drawnW);
            int marginW = _rating.ContinuousW / 100 * MarginPercent;
            Constraint.RoomW = _rating.ContinuousW - marginW - drawnW;
            Constraint.StartMarginW = marginW;
            if (drawnW > _rating.ShortTimeW)
            {
                Constraint.Urgency = Urgency.AtOnce;
            }
            else if (drawnW > _rating.ContinuousW)
            {
                bool spent = _rating.MsToShare(MostSharePermille, drawnW) < SupplyGuard.ReactionMs;
                Constraint.Urgency = spent ? Urgency.Shed : Urgency.Modulate;
            }
        }
    }
}
