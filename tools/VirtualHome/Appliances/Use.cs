namespace VirtualHome.Appliances
{
    /// <summary>One use of an appliance.</summary>
    /// <param name="StartS">When it begins, s of local time as in <see cref="HomeContext.LocalS"/>.</param>
    /// <param name="EndS">When it ends.</param>
    /// <param name="Level">How strong it is, 0 to 1.</param>
    public readonly record struct Use(double StartS, double EndS, double Level);
}
