namespace VirtualEsp32.Storage
{
    /// <summary>What is at a path.</summary>
    internal enum FlashEntry
    {
        None,
        File,
        Directory,
    }
}
