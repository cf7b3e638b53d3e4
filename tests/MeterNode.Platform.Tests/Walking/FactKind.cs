namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>What can be known about a value while a method is walked.</summary>
    internal enum FactKind
    {
        /// <summary>It may be a boxed value of an enum; the text is the enum's name.</summary>
        BoxedEnum,

        /// <summary>It may be another boxed value; the text is the type's name.</summary>
        Boxed,

        /// <summary>It may be this constant text.</summary>
        Text,

        /// <summary>It may be the constant NaN.</summary>
        NaN,

        /// <summary>It may be the floating-point constant zero.</summary>
        Zero,
    }
}
