namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>A public or protected field or constant of a listing.</summary>
    /// <param name="FieldType">Its type; for a member of an enum the underlying type.</param>
    /// <param name="DeclaringType">Full name of the type that it belongs to.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Constant">The value as the listing writes it, or null for a field.</param>
    /// <param name="Facts">The facts in brackets.</param>
    internal sealed record ApiField(string FieldType, string DeclaringType, string Name, string? Constant, ApiFacts Facts);
}
