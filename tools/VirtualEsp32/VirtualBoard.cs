using System;
using System.Collections.Generic;
using VirtualEsp32.Kernel;
using VirtualEsp32.Network;
using VirtualEsp32.Peripherals;
using VirtualEsp32.Storage;

namespace VirtualEsp32
{
    /// <summary>
    /// An ESP32 board in memory: pins, I2C buses, flash, network and clock, on which unchanged firmware runs. Several can live
    /// side by side; the firmware's static APIs find the board of the thread that they are called on.
    /// </summary>
    public sealed class VirtualBoard
    {
        [ThreadStatic]
        private static VirtualBoard? s_current;

        private readonly VirtualI2cBus[] _buses;
        private Action? _main;
        private long _bootOrder;

        /// <summary>Makes a board without power.</summary>
        /// <param name="startUtc">The true time at which its world begins.</param>
        /// <param name="seed">What every random property of the board follows from.</param>
        /// <param name="timings">What its operations cost, or null for the defaults.</param>
        public VirtualBoard(DateTime startUtc, int seed, BoardTimings? timings = null)
        {
            StartUtc = DateTime.SpecifyKind(startUtc, DateTimeKind.Utc);
            Seed = seed;
            Timings = timings ?? new BoardTimings();
            Scheduler = new Scheduler(this);
            Pins = new VirtualPins(this);
            Flash = new VirtualFlash(this);
            Network = new VirtualNetwork(this);
            _buses = new[] { new VirtualI2cBus(this, 1), new VirtualI2cBus(this, 2) };
        }

        /// <summary>The board whose thread this is.</summary>
        /// <exception cref="InvalidOperationException">The caller is no thread of a virtual board.</exception>
        public static VirtualBoard Current =>
            s_current ?? throw new InvalidOperationException("This nanoFramework API was called outside a virtual board.");

        /// <summary>Whether the calling thread belongs to a board.</summary>
        public static bool HasCurrent => s_current is not null;

        /// <summary>The true time at which the world of this board began.</summary>
        public DateTime StartUtc { get; }

        /// <summary>The seed of everything random on this board.</summary>
        public int Seed { get; }

        /// <summary>What each operation costs.</summary>
        public BoardTimings Timings { get; }

        /// <summary>Clock, events and threads.</summary>
        public Scheduler Scheduler { get; }

        /// <summary>The general purpose pins.</summary>
        public VirtualPins Pins { get; }

        /// <summary>The file system on flash, <c>I:\</c>.</summary>
        public VirtualFlash Flash { get; }

        /// <summary>Wi-Fi and everything reached over it.</summary>
        public VirtualNetwork Network { get; }

        /// <summary>The true time now.</summary>
        public DateTime TrueUtc => StartUtc.AddTicks(Scheduler.NowUs * 10);

        /// <summary>When the running firmware was started, µs since the world began.</summary>
        public long BootUs { get; private set; }

        /// <summary>Why the running firmware was started.</summary>
        public ResetCause LastReset { get; private set; }

        /// <summary>How often the firmware was started.</summary>
        public int Boots { get; private set; }

        /// <summary>Whether the board has power.</summary>
        public bool Powered { get; private set; }

        /// <summary>What ended threads of the firmware by an exception that nobody caught, newest last.</summary>
        public List<string> UnhandledExceptions { get; } = new List<string>();

        /// <summary>What the board adds to its uptime to tell the time; null until SNTP or the firmware set it.</summary>
        internal long? RtcOffsetTicks { get; set; }

        /// <summary>One of the two I2C buses.</summary>
        /// <param name="busId">1 or 2.</param>
        /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
        public VirtualI2cBus I2c(int busId)
        {
            return busId is 1 or 2 ? _buses[busId - 1] : throw new ArgumentOutOfRangeException(nameof(busId), busId, "1 or 2");
        }

        /// <summary>Gives the board power: it boots and runs its <c>Main</c>.</summary>
        /// <param name="main">The firmware's entry point; every later start runs it again.</param>
        public void PowerOn(Action main)
        {
            _main = main;
            Powered = true;
            Boot(ResetCause.PowerOn);
        }

        /// <summary>Cuts the power, at once: memory, clock and everything not yet durable on flash is gone.</summary>
        public void PowerOff()
        {
            Powered = false;
            LastReset = ResetCause.PowerOn;
            RtcOffsetTicks = null;
            LoseState();
        }

        /// <summary>Gives the power back after <see cref="PowerOff"/>.</summary>
        public void PowerBack()
        {
            if (!Powered)
            {
                Powered = true;
                if (!Scheduler.Resetting)
                {
                    Boot(ResetCause.PowerOn);
                }
            }
        }

        /// <summary>Resets the processor: memory is lost, the clock goes on.</summary>
        /// <param name="cause">What did it.</param>
        public void Reset(ResetCause cause)
        {
            LastReset = cause;
            LoseState();
        }

        /// <summary>Runs the virtual world up to a time.</summary>
        /// <param name="timeUs">µs since the world began.</param>
        public void RunUntil(long timeUs)
        {
            Scheduler.RunUntil(timeUs);
        }

        /// <summary>Runs the virtual world for a while.</summary>
        /// <param name="duration">For how long.</param>
        public void RunFor(TimeSpan duration)
        {
            Scheduler.RunUntil(Scheduler.NowUs + (duration.Ticks / 10));
        }

        /// <summary>Makes a board the calling thread's own, and tells which one was it before.</summary>
        internal static VirtualBoard? EnterThread(VirtualBoard? board)
        {
            var before = s_current;
            s_current = board;
            return before;
        }

        internal void ReportUnhandled(string thread, Exception failure)
        {
            UnhandledExceptions.Add(thread + ": " + failure);
        }

        /// <summary>Called when the last thread of the firmware has been unwound.</summary>
        internal void CompleteReset()
        {
            if (Powered)
            {
                Boot(LastReset);
            }
        }

        private void LoseState()
        {
            Pins.OnReset();
            Flash.OnReset();
            Network.OnReset();
            Scheduler.BeginReset();
        }

        private void Boot(ResetCause cause)
        {
            LastReset = cause;
            long order = ++_bootOrder;
            Scheduler.At(Scheduler.NowUs + Timings.BootUs, () =>
            {
                if (Powered && order == _bootOrder)
                {
                    BootUs = Scheduler.NowUs;
                    Boots++;
                    Network.OnBoot();
                    Scheduler.Start(_main!, "main");
                }
            });
        }
    }
}
