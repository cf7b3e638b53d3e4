namespace VirtualEsp32.Shadow
{
    /// <summary>nanoFramework's <c>System.Environment</c> (of nanoFramework.Runtime.Native) on the virtual clock.</summary>
    public static class Environment
    {
        /// <summary>Milliseconds since the board started, in steps of 10 ms as on the platform.</summary>
        public static long TickCount64
        {
            get
            {
                var board = VirtualBoard.Current;
                return (board.Scheduler.NowUs - board.BootUs) / 10_000 * 10;
            }
        }
    }
}
