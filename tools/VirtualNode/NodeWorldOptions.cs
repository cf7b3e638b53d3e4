using System;
using VirtualEsp32.Kernel;
using VirtualHome.Description;

namespace VirtualNode
{
    /// <summary>What a world is made of.</summary>
    public sealed class NodeWorldOptions
    {
        /// <summary>The home. Its measured circuits and switched appliances must bear the names of the settings.</summary>
        public required HomeDescription Home { get; init; }

        /// <summary>The text of the node's settings file.</summary>
        public required string Settings { get; init; }

        /// <summary>When the world begins, UTC.</summary>
        public DateTime StartUtc { get; init; } = new DateTime(2026, 1, 14, 0, 0, 0, DateTimeKind.Utc);

        /// <summary>What everything random follows from.</summary>
        public int Seed { get; init; } = 1;

        /// <summary>What operations cost on the board, or null for the defaults.</summary>
        public BoardTimings? Timings { get; init; }

        /// <summary>
        /// Whether the front end has been calibrated: the settings' gains and phases are then set from the true parts, as an
        /// electrician with a reference meter would. Otherwise the parts' errors show.
        /// </summary>
        public bool Calibrated { get; init; } = true;

        /// <summary>For how long the true supply current may be above the limit before it counts as a violation.</summary>
        public TimeSpan OverLimitGrace { get; init; } = TimeSpan.FromSeconds(1);

        /// <summary>How much file system the board has, bytes.</summary>
        public int FileSystemBytes { get; init; } = 2048 * 1024;
    }
}
