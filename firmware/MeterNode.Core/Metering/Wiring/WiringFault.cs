namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>What may be wrong with how clamps and mains reference are connected.</summary>
    public enum WiringFault
    {
        /// <summary>Nothing known.</summary>
        None,

        /// <summary>A clamp is on the wrong way round: its magnitude is right, its power has the wrong sign.</summary>
        Reversed,

        /// <summary>A clamp is around a conductor of another phase than its settings (or its reference) say.</summary>
        OtherPhase,

        /// <summary>The halves of a clamp's core do not touch: a part of the signal is left, and it leads.</summary>
        NotClosed,

        /// <summary>A clamp is not plugged in, or around nothing, or around both conductors.</summary>
        Open,

        /// <summary>Two clamps are around each other's conductors.</summary>
        Swapped,

        /// <summary>There is current, so there is mains, but no mains reference.</summary>
        NoReference,

        /// <summary>The mains reference is plugged in the other way round: every power of its phase has the wrong sign.</summary>
        ReferenceReversed,

        /// <summary>The reference is there, at a voltage that no supply has for long: bias, divider or scale are wrong.</summary>
        ReferenceImplausible,
    }
}
