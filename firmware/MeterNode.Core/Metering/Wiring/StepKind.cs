namespace MeterNode.Core.Metering.Wiring
{
    /// <summary>How the supply's step answers the step of a branch.</summary>
    internal enum StepKind
    {
        /// <summary>In no way that means anything: something else moved at the same time.</summary>
        Unclear,

        /// <summary>The same: the way it should be.</summary>
        Same,

        /// <summary>The same size, turned round: one of the two clamps is reversed.</summary>
        Opposite,

        /// <summary>The same size, 120 or 60 degrees off: one of the two is on another phase.</summary>
        Turned,

        /// <summary>Larger and behind: the branch's clamp is not closed.</summary>
        BranchWeak,

        /// <summary>Smaller and ahead: the supply's clamp is not closed.</summary>
        SupplyWeak,

        /// <summary>Not at all.</summary>
        Absent,
    }
}
