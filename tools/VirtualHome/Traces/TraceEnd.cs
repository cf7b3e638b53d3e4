namespace VirtualHome.Traces
{
    /// <summary>What happens where a run reaches beyond a recording.</summary>
    public enum TraceEnd
    {
        /// <summary>The recording repeats, before its first row as well as after its last.</summary>
        Repeat,

        /// <summary>There is nothing: the value is 0.</summary>
        Stop,
    }
}
