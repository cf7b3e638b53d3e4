namespace VirtualEsp32.Shadow
{
    /// <summary>
    /// nanoFramework's clock: UTC only, and 1970 plus the uptime until somebody sets it. Firmware that names <c>DateTime</c> for
    /// its clock gets this; the value itself is .NET's.
    /// </summary>
    public static class DateTime
    {
        /// <summary>What the board takes for the time now.</summary>
        public static System.DateTime UtcNow
        {
            get
            {
                var board = VirtualBoard.Current;
                long worldTicks = board.Scheduler.NowUs * 10;
                long ticks = board.RtcOffsetTicks is { } offset
                    ? offset + worldTicks
                    : System.DateTime.UnixEpoch.Ticks + worldTicks - (board.BootUs * 10);
                return new System.DateTime(ticks, System.DateTimeKind.Utc);
            }
        }
    }
}
