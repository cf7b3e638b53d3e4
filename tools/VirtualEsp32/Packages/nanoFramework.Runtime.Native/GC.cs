using VirtualEsp32;

namespace nanoFramework.Runtime.Native
{
    /// <summary>The runtime's garbage collector.</summary>
    public static class GC
    {
        private const uint FreeBytes = 1_800_000;

        /// <summary>Collects; every thread waits for it.</summary>
        /// <param name="compactHeap">Whether to compact, too.</param>
        /// <returns>Free bytes; a fixed figure here, since the PC's heap says nothing about the board's.</returns>
        public static uint Run(bool compactHeap)
        {
            var board = VirtualBoard.Current;
            board.Scheduler.Advance(board.Timings.GarbageCollectionUs);
            return FreeBytes;
        }

        /// <summary>Does nothing, as in release builds of the platform.</summary>
        /// <param name="enable">Ignored.</param>
        public static void EnableGCMessages(bool enable)
        {
        }
    }
}
