namespace MeterNode.Core.Protection
{
    /// <summary>Kinds of protective devices.</summary>
    public enum ProtectiveDeviceKind
    {
        /// <summary>A fuse of class gG (IEC 60269, BS 88-3).</summary>
        FuseGg,

        /// <summary>A breaker of type B (IEC 60898-1).</summary>
        BreakerB,

        /// <summary>A breaker of type C (IEC 60898-1).</summary>
        BreakerC,

        /// <summary>A breaker of type D (IEC 60898-1).</summary>
        BreakerD,

        /// <summary>Anything else, by its own table.</summary>
        Table,
    }
}
