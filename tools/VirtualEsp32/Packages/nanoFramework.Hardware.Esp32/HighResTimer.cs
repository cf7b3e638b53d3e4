using VirtualEsp32;

namespace nanoFramework.Hardware.Esp32
{
    /// <summary>The ESP32's microsecond timer; only its reading is there.</summary>
    public class HighResTimer
    {
        /// <summary>Microseconds since the start; the call takes its own time.</summary>
        public static ulong GetCurrent()
        {
            var board = VirtualBoard.Current;
            board.Scheduler.Advance(board.Timings.TimerReadUs);
            return (ulong)(board.Scheduler.NowUs - board.BootUs);
        }
    }
}
