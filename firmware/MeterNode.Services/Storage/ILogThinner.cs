namespace MeterNode.Services.Storage
{
    /// <summary>Makes fewer entries of the oldest ones when a log is full: five-minute energies become hourly ones.</summary>
    public interface ILogThinner
    {
        /// <summary>Merges an entry into the one before it.</summary>
        /// <param name="older">The one before, from index 0 on; the merged entry takes its place.</param>
        /// <param name="olderLength">Its size, bytes.</param>
        /// <param name="newer">Holds the entry.</param>
        /// <param name="newerOffset">Where it begins.</param>
        /// <param name="newerLength">Its size, bytes.</param>
        /// <returns>Size of the merged entry, bytes; 0 where the two have to stay apart, with <paramref name="older"/> unchanged.</returns>
        int Merge(byte[] older, int olderLength, byte[] newer, int newerOffset, int newerLength);
    }
}
