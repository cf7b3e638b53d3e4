namespace VirtualHome.Mains
{
    /// <summary>A time without supply.</summary>
    /// <param name="AtS">When it begins, s since the world began.</param>
    /// <param name="ForS">How long it lasts, s.</param>
    public sealed record Outage(double AtS, double ForS);
}
