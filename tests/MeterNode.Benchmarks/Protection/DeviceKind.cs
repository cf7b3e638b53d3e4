namespace MeterNode.Benchmarks.Protection
{
    /// <summary>What protects the supply.</summary>
    internal enum DeviceKind
    {
        /// <summary>A fuse of utilization category gG, IEC 60269.</summary>
        GgFuse,

        /// <summary>A miniature circuit breaker of type B, IEC 60898.</summary>
        McbB,

        /// <summary>A miniature circuit breaker of type C, IEC 60898.</summary>
        McbC,
    }
}
