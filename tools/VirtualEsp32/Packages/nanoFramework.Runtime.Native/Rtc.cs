using System;
using VirtualEsp32;

namespace nanoFramework.Runtime.Native
{
    /// <summary>The board's clock.</summary>
    public static class Rtc
    {
        /// <summary>Sets the clock, which goes on through resets but not without power.</summary>
        /// <param name="time">UTC; what is below a second is dropped, as by the platform.</param>
        /// <returns>True.</returns>
        public static bool SetSystemTime(DateTime time)
        {
            var board = VirtualBoard.Current;
            board.Scheduler.ThrowIfResetting();
            long wholeSeconds = time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond);
            board.RtcOffsetTicks = wholeSeconds - (board.Scheduler.NowUs * TimeSpan.TicksPerMicrosecond);
            return true;
        }
    }
}
