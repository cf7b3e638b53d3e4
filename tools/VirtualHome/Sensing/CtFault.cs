namespace VirtualHome.Sensing
{
    /// <summary>What may be wrong with a clamp.</summary>
    public enum CtFault
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>Clamped on the wrong way round: the sign of the current is turned.</summary>
        Reversed,

        /// <summary>
        /// The reference belongs to another phase than the conductor: the current seems to lag by 120 degrees more. A clamp on
        /// the conductor of another circuit is <see cref="CtChannel.ClampOn"/>.
        /// </summary>
        WrongPhase,

        /// <summary>The halves of the core do not touch: a third of the signal is left, with a large phase error.</summary>
        NotClosed,

        /// <summary>The plug is out: the burden alone stands at the input.</summary>
        Unplugged,
    }
}
