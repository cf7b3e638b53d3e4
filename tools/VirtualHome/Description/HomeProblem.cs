namespace VirtualHome.Description
{
    /// <summary>A contradiction in a home's description.</summary>
    /// <param name="Key">Where, as a path in the file.</param>
    /// <param name="Found">What was found.</param>
    /// <param name="Allowed">What is allowed.</param>
    public sealed record HomeProblem(string Key, string Found, string Allowed);
}
