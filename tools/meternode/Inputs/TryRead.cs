namespace MeterNode.Cli.Inputs
{
    /// <summary>Reads a value from text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the text is one that is allowed.</returns>
    internal delegate bool TryRead<T>(string text, out T value);
}
