using System;
using System.Collections.Generic;
using System.Globalization;
using MeterNode.Core.Loads;
using MeterNode.Core.Settings;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// Judges at each step what a node wants of its loads, from the commands and the settings, with its own counts; of the node it
    /// takes who decided and what was claimed.
    /// </summary>
    internal sealed class AdversaryJudge
    {
        private const long HourMs = 3_600_000;
        private const int LeastDimmedW = 4200;
        private const long DimmingSettlesMs = 10_000;

        private readonly HomeDescription _home;
        private readonly NodeController _node;
        private readonly bool[] _closed;
        private readonly long[] _changedMs;
        private readonly long[] _dimmedMs;
        private readonly int[] _starts;
        private readonly Queue<long>[] _operations;
        private bool _begun;

        /// <summary>Makes the judge of a day.</summary>
        public AdversaryJudge(HomeDescription home, NodeController node)
        {
            _home = home;
            _node = node;
            int loads = home.Loads.Count;
            _closed = new bool[loads];
            _changedMs = new long[loads];
            _dimmedMs = new long[loads];
            _starts = new int[loads];
            _operations = new Queue<long>[loads];
            for (int i = 0; i < loads; i++)
            {
                _operations[i] = new Queue<long>();
                _dimmedMs[i] = -1;
            }
        }

        /// <summary>How often each invariant was broken.</summary>
        public SortedDictionary<string, int> Violations { get; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

        /// <summary>Of each broken invariant the first time, with load, reason and time.</summary>
        public List<string> Firsts { get; } = new List<string>();

        /// <summary>Relay operations of the day.</summary>
        public int Operations { get; private set; }

        /// <summary>Takes a step's outcome.</summary>
        /// <param name="commands">What the node wants.</param>
        /// <param name="nowMs">ms of the node's clock, which begins at its start.</param>
        public void Look(HomeCommands commands, long nowMs)
        {
            for (int i = 0; i < _home.Loads.Count; i++)
            {
                int index = _node.IndexOf(i);
                if (index < 0)
                {
                    continue;
                }

                var settings = _node.Settings.Loads[index];
                var load = _node.Control.Loads[index];
                bool closed = commands.ContactClosed[i];
                if (!_begun)
                {
                    _closed[i] = closed;
                    _changedMs[i] = closed ? nowMs : 0;
                }
                else if (closed != _closed[i])
                {
                    Switched(i, closed, settings, load, nowMs);
                }

                JudgePower(i, commands.SetpointW[i], settings, load, nowMs);
                JudgeRanks(i, index, load, nowMs);
                JudgeDimming(i, settings, load, nowMs);
            }

            if (_node.Control.Limits.Dimming.AllowedTotalW(1) < LeastDimmedW)
            {
                Break("dimming below the least", 0, nowMs);
            }

            _begun = true;
        }

        /// <summary>Notes a broken invariant.</summary>
        public void Break(string what, int load, long nowMs)
        {
            if (Violations.TryAdd(what, 1))
            {
                int index = _node.IndexOf(load);
                string why = index < 0 ? string.Empty : ", " + Words.Of(_node.Control.Loads[index].Winner) + " " + Words.Of(_node.Control.Loads[index].Reason);
                Firsts.Add(what + ": " + _home.Loads[load].Name + why + ", " + (nowMs / 1000.0).ToString("0.00", CultureInfo.InvariantCulture) + " s");
            }
            else
            {
                Violations[what]++;
            }
        }

        private void Switched(int i, bool closes, LoadSettings settings, Load load, long nowMs)
        {
            long heldMs = nowMs - _changedMs[i];
            if (!closes && settings.Critical)
            {
                Break("critical load opened", i, nowMs);
            }

            if (closes && heldMs < settings.MinOffMs)
            {
                Break("minimum off time", i, nowMs);
            }

            if (!closes && heldMs < settings.MinOnMs && load.Winner > Rank.Grid)
            {
                Break("minimum on time", i, nowMs);
            }

            var operations = _operations[i];
            while (operations.Count > 0 && nowMs - operations.Peek() >= HourMs)
            {
                operations.Dequeue();
            }

            operations.Enqueue(nowMs);
            Operations++;
            if (operations.Count > settings.OperationsPerHour && (closes || load.Winner != Rank.Protection))
            {
                Break("operations an hour", i, nowMs);
            }

            _starts[i] += closes ? 1 : 0;
            if (closes && settings.StartsPerDay > 0 && _starts[i] > settings.StartsPerDay)
            {
                Break("starts a day", i, nowMs);
            }

            _closed[i] = closes;
            _changedMs[i] = nowMs;
        }

        private void JudgePower(int i, int toldW, LoadSettings settings, Load load, long nowMs)
        {
            bool inBand = toldW >= -settings.DischargeW && toldW <= settings.RatedW + settings.BoostW;
            if (load.HasSetPoint && (!inBand || (toldW > 0 && toldW < settings.LeastRunW)))
            {
                Break("set-point out of its band", i, nowMs);
            }
        }

        /// <summary>Whether the power is inside what protection, grid and equipment leave, as far as they agree.</summary>
        private void JudgeRanks(int i, int index, Load load, long nowMs)
        {
            var claims = _node.Control.Claims;
            int low = load.LeastW;
            int high = load.MostW;
            for (var rank = Rank.Protection; rank <= Rank.Equipment; rank++)
            {
                if (!claims.IsSet(rank, index) || claims.LeastW(rank, index) > high || claims.MostW(rank, index) < low)
                {
                    continue;
                }

                low = Math.Max(low, claims.LeastW(rank, index));
                high = Math.Min(high, claims.MostW(rank, index));
            }

            bool ratingFits = load.RatedW >= low && load.RatedW <= high;
            if (load.TargetW > Math.Max(high, 0) || (load.TargetW < low && (ratingFits || low <= 0)))
            {
                Break("rank overruled by a lower one", i, nowMs);
            }
        }

        /// <summary>Whether dimming leaves one at nothing that could have had the least that the rule leaves.</summary>
        private void JudgeDimming(int i, LoadSettings settings, Load load, long nowMs)
        {
            bool dimmed = load.Reason == Reason.Dimmed && load.TargetW == 0 && load.IsModulating && load.LeastRunW <= LeastDimmedW && load.Kind != LoadKind.Battery;
            int othersW = 0;
            for (int k = 0; k < _node.Control.Loads.Length && dimmed; k++)
            {
                var other = _node.Control.Loads[k];
                othersW += other != load && GridSettings.DimmableLoad(_node.Settings.Loads[k]) ? Math.Max(0, other.TargetW) : 0;
            }

            if (!dimmed || othersW + load.LeastRunW > LeastDimmedW)
            {
                _dimmedMs[i] = -1;
            }
            else if (_dimmedMs[i] < 0)
            {
                _dimmedMs[i] = nowMs;
            }
            else if (nowMs - _dimmedMs[i] > DimmingSettlesMs)
            {
                Break("dimmed to nothing", i, nowMs);
            }
        }
    }
}
