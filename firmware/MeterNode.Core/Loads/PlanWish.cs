namespace MeterNode.Core.Loads
{
    /// <summary>What the plan wishes of a load.</summary>
    public enum PlanWish
    {
        /// <summary>Nothing: there is no plan for it.</summary>
        None,

        /// <summary>To run: this is its time.</summary>
        Run,

        /// <summary>To wait: a better time comes, or it has what it needs.</summary>
        Wait,
    }
}
