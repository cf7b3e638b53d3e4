using VirtualEsp32;
using VirtualEsp32.Network;

namespace nanoFramework.Networking
{
    /// <summary>
    /// The platform's SNTP client. It runs by itself as soon as the board has an address. <see cref="UpdateNow"/> returns at once:
    /// the clock is set when the answer comes, if it comes, and to whole seconds.
    /// </summary>
    public class Sntp
    {
        public static bool IsStarted => Poller.IsStarted;

        public static string Server1
        {
            get => Poller.Server1;
            set => Poller.Server1 = value;
        }

        public static string Server2
        {
            get => Poller.Server2;
            set => Poller.Server2 = value;
        }

        private static SntpPoller Poller
        {
            get
            {
                var network = VirtualBoard.Current.Network;
                network.OnBoot();
                return network.Sntp;
            }
        }

        /// <summary>Starts the client if it is not running.</summary>
        public static void Start()
        {
            if (!Poller.IsStarted)
            {
                Poller.Restart();
            }
        }

        /// <summary>Stops the client.</summary>
        public static void Stop()
        {
            Poller.Stop();
        }

        /// <summary>Restarts the client, so that it asks now.</summary>
        public static void UpdateNow()
        {
            Poller.Restart();
        }
    }
}
