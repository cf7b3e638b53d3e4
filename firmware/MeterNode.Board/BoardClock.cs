using nanoFramework.Hardware.Esp32;

namespace MeterNode.Board
{
    /// <summary>The board's monotonic clock: microseconds since the processor started. Nothing sets it, nothing steps it.</summary>
    public static class BoardClock
    {
        /// <summary>Now, µs.</summary>
        public static long NowUs => (long)HighResTimer.GetCurrent();

        /// <summary>Now, ms.</summary>
        public static long NowMs => (long)HighResTimer.GetCurrent() / 1000;
    }
}
