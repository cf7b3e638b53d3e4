using System.Collections.Generic;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>A public or protected method, constructor or accessor of a listing.</summary>
    /// <param name="ReturnType">Full name of the type returned.</param>
    /// <param name="DeclaringType">Full name of the type that it belongs to.</param>
    /// <param name="Name">Its name in metadata, such as <c>.ctor</c> or <c>get_Length</c>.</param>
    /// <param name="ParameterTypes">Full names of the parameters' types.</param>
    /// <param name="ParameterNames">Names of the parameters.</param>
    /// <param name="Facts">The facts in brackets.</param>
    internal sealed record ApiMethod(
        string ReturnType,
        string DeclaringType,
        string Name,
        IReadOnlyList<string> ParameterTypes,
        IReadOnlyList<string> ParameterNames,
        ApiFacts Facts);
}
