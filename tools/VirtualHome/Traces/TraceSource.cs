using System;

namespace VirtualHome.Traces
{
    /// <summary>A recording and how it is to be replayed.</summary>
    /// <param name="Trace">The recording.</param>
    /// <param name="Alignment">What the first row falls on.</param>
    /// <param name="End">What happens beyond the recording.</param>
    public sealed record TraceSource(Trace Trace, TraceAlignment Alignment, TraceEnd End)
    {
        /// <summary>Replays a recording as its kind suggests, again and again.</summary>
        /// <param name="trace">The recording.</param>
        public TraceSource(Trace trace)
            : this(trace ?? throw new ArgumentNullException(nameof(trace)), trace.Alignment, TraceEnd.Repeat)
        {
        }

        /// <summary>Makes a player of its own, which remembers where it is.</summary>
        /// <param name="startUtc">When the run begins.</param>
        /// <returns>The player.</returns>
        public TracePlayer Play(DateTime startUtc)
        {
            return new TracePlayer(this, startUtc);
        }
    }
}
