namespace MeterNode.Core.Grid
{
    /// <summary>States of a customer limitation scheme, by their numbers in ENA EREC G100 issue 2.</summary>
    public enum LimitationState
    {
        /// <summary>The limit is kept.</summary>
        Normal = 1,

        /// <summary>It is exceeded, or was a moment ago.</summary>
        Excursion = 2,

        /// <summary>It was exceeded for too long or too often: nothing that can be held back may run.</summary>
        LockedOut = 3,
    }
}
