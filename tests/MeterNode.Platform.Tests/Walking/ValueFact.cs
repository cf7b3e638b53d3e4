namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>Something known about a value.</summary>
    /// <param name="Kind">What.</param>
    /// <param name="Text">Of which type, or which text.</param>
    internal readonly record struct ValueFact(FactKind Kind, string Text);
}
