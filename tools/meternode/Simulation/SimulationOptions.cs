using System;
using MeterNode.Cli.Inputs;

namespace MeterNode.Cli.Simulation
{
    /// <summary>What the user asks of a simulation.</summary>
    internal sealed record SimulationOptions
    {
        /// <summary>How long it is, h of virtual time.</summary>
        internal required double Hours { get; init; }

        /// <summary>When its world begins, UTC.</summary>
        internal required DateTime StartUtc { get; init; }

        /// <summary>What everything random follows from.</summary>
        internal required int Seed { get; init; }

        /// <summary>Virtual seconds a real second; 0 for as fast as possible.</summary>
        internal required double Speed { get; init; }

        /// <summary>The home, or null for the built-in one.</summary>
        internal string? HomeFile { get; init; }

        /// <summary>The node's settings, or null for the built-in ones.</summary>
        internal string? SettingsFile { get; init; }

        /// <summary>A recording of a household's use, or null.</summary>
        internal string? HouseholdFile { get; init; }

        /// <summary>A recording of prices, or null.</summary>
        internal string? PricesFile { get; init; }

        /// <summary>A recording of panels, or null.</summary>
        internal string? PvFile { get; init; }

        /// <summary>The broker to use, or null for one inside this process.</summary>
        internal BrokerName? Broker { get; init; }

        /// <summary>Port of the broker inside this process; 0 for any.</summary>
        internal int ListenPort { get; init; }

        /// <summary>Where the report goes, or null.</summary>
        internal string? ReportFolder { get; init; }

        /// <summary>Where the figures go, or null.</summary>
        internal string? JsonFile { get; init; }
    }
}
