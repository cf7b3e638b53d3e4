namespace VirtualEsp32.Storage
{
    /// <summary>One operation of the firmware on its file system.</summary>
    /// <param name="Index">Counts all operations since the world began, from 0.</param>
    /// <param name="ChangeIndex">Counts those that change the flash, from 0; -1 for one that does not.</param>
    /// <param name="Kind">What it does.</param>
    /// <param name="Path">To which file or directory, from the drive on.</param>
    public readonly record struct FlashOperation(long Index, long ChangeIndex, FlashOperationKind Kind, string Path)
    {
        /// <summary>Whether it changes the flash.</summary>
        public bool IsChange => ChangeIndex >= 0;
    }
}
