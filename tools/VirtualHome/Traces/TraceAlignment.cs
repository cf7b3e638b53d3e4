namespace VirtualHome.Traces
{
    /// <summary>Which moment of a run the first row of a recording falls on.</summary>
    public enum TraceAlignment
    {
        /// <summary>The beginning of the run, whatever its time.</summary>
        Start,

        /// <summary>The recorded time of day, on the first day of the run. Hours of a day without rows count as 0.</summary>
        Clock,

        /// <summary>The recorded date and time.</summary>
        Date,

        /// <summary>The recorded month, day and hour of any year. A run across a 29 February is a day late from then on.</summary>
        Year,
    }
}
