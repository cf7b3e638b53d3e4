namespace VirtualHome.Sensing
{
    /// <summary>What may be wrong with the mains reference.</summary>
    public enum ReferenceFault
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>The transformer is not plugged in: the bias alone stands at the bus input.</summary>
        Unplugged,

        /// <summary>The bias is missing: the signal swings about 0 V, and the converter cannot see its negative half.</summary>
        NoBias,

        /// <summary>The transformer's plug is turned: the voltage is seen the wrong way round.</summary>
        Reversed,
    }
}
