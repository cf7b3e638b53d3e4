namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>The words by which findings are published (the platform prints an enum as its number).</summary>
    public static class WiringWords
    {
        /// <summary>The word for a fault.</summary>
        public static string Of(WiringFault fault)
        {
            switch (fault)
            {
                case WiringFault.Reversed: return "ct_reversed";
                case WiringFault.OtherPhase: return "ct_on_other_phase";
                case WiringFault.NotClosed: return "ct_not_closed";
                case WiringFault.Open: return "ct_open";
                case WiringFault.Swapped: return "ct_swapped";
                case WiringFault.NoReference: return "reference_missing";
                case WiringFault.ReferenceReversed: return "reference_reversed";
                case WiringFault.ReferenceImplausible: return "reference_implausible";
                default: return "none";
            }
        }
    }
}
