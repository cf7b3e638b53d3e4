using System;
using VirtualEsp32.Kernel;

namespace VirtualHome
{
    /// <summary>The home's time: the scheduler's when it is attached to one, otherwise as far as it was taken.</summary>
    internal sealed class HomeClock
    {
        private long _nowUs;

        internal Scheduler? Scheduler { get; set; }

        internal long NowUs
        {
            get => Scheduler is null ? _nowUs : Math.Max(_nowUs, Scheduler.NowUs);
            set => _nowUs = value;
        }
    }
}
