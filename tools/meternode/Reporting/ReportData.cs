using System;
using System.Collections.Generic;
using System.Text.Json;
using MeterNode.Cli.Simulation;
using MeterNode.Core.Settings;
using VirtualNode;

namespace MeterNode.Cli.Reporting
{
    /// <summary>What the plots are made of.</summary>
    internal sealed class ReportData
    {
        /// <summary>Takes it from a run that has ended.</summary>
        /// <param name="options">What was asked for.</param>
        /// <param name="run">The run.</param>
        /// <param name="events">The node's events.</param>
        internal ReportData(SimulationOptions options, SimulationRun run, IReadOnlyList<JsonElement> events)
        {
            StartUtc = options.StartUtc;

            // A run ends some microseconds late, with the instruction that was at work.
            Length = TimeSpan.FromSeconds(Math.Round(run.World.Now.TotalSeconds));
            Settings = run.World.Settings;
            History = run.History;
            Prices = run.Inputs.Prices;
            Notes = run.Inputs.Notes;
            Sheddings = ProtectionTimes.Find(events, StartUtc, Length, Settings);
        }

        /// <summary>When the world began, UTC.</summary>
        internal DateTime StartUtc { get; }

        /// <summary>How long it ran.</summary>
        internal TimeSpan Length { get; }

        /// <summary>The node's settings.</summary>
        internal NodeSettings Settings { get; }

        /// <summary>The true course of the run.</summary>
        internal History History { get; }

        /// <summary>The prices, or null.</summary>
        internal PriceTimeline? Prices { get; }

        /// <summary>What the reader should know.</summary>
        internal IReadOnlyList<string> Notes { get; }

        /// <summary>By load: from when to when (s since the world began) protection kept it off.</summary>
        internal IReadOnlyList<IReadOnlyList<(double FromS, double ToS)>> Sheddings { get; }
    }
}
