using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using MeterNode.Core.Settings;
using VirtualEsp32;
using VirtualEsp32.Peripherals;
using VirtualHome;

namespace VirtualNode
{
    /// <summary>
    /// The whole thing in memory: a virtual home, a virtual board wired into its consumer unit as hardware/README.md says, and the
    /// unchanged firmware, its <c>Main</c> included, on the board. Beside it stands the truth, which the firmware never sees.
    /// </summary>
    public sealed class NodeWorld : IDisposable
    {
        /// <summary>The settings file as the firmware knows it.</summary>
        public const string SettingsPath = @"I:\settings.json";

        // A zero-crossing solid-state relay waits for the end of the half-cycle, either way: a quarter cycle in the mean.
        private const long SolidStateUs = 5_000;

        private readonly List<RelayDriver> _relays = new List<RelayDriver>();
        private readonly Dictionary<string, RelayDriver> _relayOf = new Dictionary<string, RelayDriver>();
        private readonly Dictionary<string, Ina219Model> _chips = new Dictionary<string, Ina219Model>();

        /// <summary>Builds the world; the board has no power yet.</summary>
        /// <param name="options">What it is made of.</param>
        /// <exception cref="SettingsException">The settings are refused.</exception>
        /// <exception cref="WorldException">Home and settings do not fit each other.</exception>
        public NodeWorld(NodeWorldOptions options)
        {
            ArgumentNullException.ThrowIfNull(options);
            Options = options;
            Board = new VirtualBoard(options.StartUtc, options.Seed, options.Timings);
            Board.Flash.Resize(options.FileSystemBytes);
            Home = new Home(options.Home, options.StartUtc, options.Seed);
            SettingsText = options.Calibrated ? Calibration.Apply(options.Settings, Home, options.Seed) : options.Settings;
            Settings = NodeSettings.Parse(SettingsText);
            Home.Attach(Board.Scheduler);
            AttachChips();
            Heartbeat = new HeartbeatSupply(Board, BoardPins.Heartbeat);
            Watchdog = new ExternalWatchdog(Board, BoardPins.Heartbeat);
            AttachRelays();
            AttachSetPoints();
            Truth = new Truth(this);
            Board.Flash.WriteFile(SettingsPath, Encoding.UTF8.GetBytes(SettingsText));
        }

        /// <summary>What the world was made of.</summary>
        public NodeWorldOptions Options { get; }

        /// <summary>The board.</summary>
        public VirtualBoard Board { get; }

        /// <summary>The home.</summary>
        public Home Home { get; }

        /// <summary>The node's settings, as the firmware reads them.</summary>
        public NodeSettings Settings { get; }

        /// <summary>Their text, calibration included.</summary>
        public string SettingsText { get; }

        /// <summary>The relay drivers' supply.</summary>
        public HeartbeatSupply Heartbeat { get; }

        /// <summary>The external watchdog.</summary>
        public ExternalWatchdog Watchdog { get; }

        /// <summary>The relays, in the order of the settings' loads; a load that is only told its power has none, so indices differ.</summary>
        public IReadOnlyList<RelayDriver> Relays => _relays;

        /// <summary>What really happens.</summary>
        public Truth Truth { get; }

        /// <summary>Virtual time since the world began.</summary>
        public TimeSpan Now => TimeSpan.FromMicroseconds(Board.Scheduler.NowUs);

        /// <summary>The chip of a circuit.</summary>
        /// <param name="circuit">The circuit's name.</param>
        public Ina219Model Chip(string circuit)
        {
            return _chips[circuit];
        }

        /// <summary>The settings of a circuit.</summary>
        /// <param name="circuit">The circuit's name.</param>
        public CircuitSettings CircuitSettings(string circuit)
        {
            return Settings.Circuits[Settings.CircuitIndex(circuit)];
        }

        /// <summary>The relay of a load that has one.</summary>
        /// <param name="load">The load's name.</param>
        /// <exception cref="KeyNotFoundException">It has none.</exception>
        public RelayDriver Relay(string load)
        {
            return _relayOf[load];
        }

        /// <summary>The relay of a load, or null for one that is only told its power.</summary>
        /// <param name="load">The load's name.</param>
        public RelayDriver? FindRelay(string load)
        {
            return _relayOf.GetValueOrDefault(load);
        }

        /// <summary>Lets the board find a broker of its settings.</summary>
        /// <param name="broker">Where it really is.</param>
        /// <param name="index">Which of the settings' brokers it is.</param>
        public void ConnectBroker(IPEndPoint broker, int index = 0)
        {
            Board.Network.AddHost(Settings.Brokers[index].Host, broker);
        }

        /// <summary>Gives the board power.</summary>
        public void Start()
        {
            Board.PowerOn(MeterNode.Program.Main);
        }

        /// <summary>
        /// Gives the board power, with other work beside the firmware's own: at each of some moments another of its threads is in a
        /// native call (a file is written, a TLS handshake done) for some time, and every managed thread waits.
        /// </summary>
        /// <param name="stalls">When each begins after power-on, in rising order, and how long it lasts.</param>
        public void Start(IReadOnlyList<(TimeSpan From, TimeSpan Length)> stalls)
        {
            ArgumentNullException.ThrowIfNull(stalls);
            Board.PowerOn(() =>
            {
                new VirtualEsp32.Shadow.Thread(() => Stall(stalls)).Start();
                MeterNode.Program.Main();
            });
        }

        /// <summary>Lets the world go on.</summary>
        /// <param name="duration">For how long, of virtual time.</param>
        public void RunFor(TimeSpan duration)
        {
            Board.RunFor(duration);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Board.PowerOff();
            Board.RunFor(TimeSpan.FromMilliseconds(1));
            Board.Network.Shutdown();
        }

        private void Stall(IReadOnlyList<(TimeSpan From, TimeSpan Length)> stalls)
        {
            foreach (var (from, length) in stalls)
            {
                long waitUs = (from.Ticks / 10) - Board.Scheduler.NowUs;
                VirtualEsp32.Shadow.Thread.Sleep((int)Math.Max(0, waitUs / 1000));
                Board.Scheduler.Advance(length.Ticks / 10);
            }
        }

        private void AttachChips()
        {
            for (int i = 0; i < Settings.Circuits.Length; i++)
            {
                var circuit = Settings.Circuits[i];
                var channel = FindChannel(circuit.Name);
                var errors = Calibration.ChipErrors(Options, i);
                var chip = new Ina219Model(channel, unchecked((Options.Seed * 31) + i), errors);
                _chips.Add(circuit.Name, chip);
                Board.I2c(circuit.Bus).Attach(circuit.Address, chip);
            }
        }

        private VirtualHome.Sensing.CtChannel FindChannel(string circuit)
        {
            try
            {
                return Home.Channel(circuit);
            }
            catch (ArgumentException)
            {
                throw new WorldException("settings: circuit \"" + circuit + "\" is not measured in the home; it has " + string.Join(", ", ChannelNames()));
            }
        }

        private IEnumerable<string> ChannelNames()
        {
            foreach (var channel in Home.Channels)
            {
                yield return channel.Circuit.Name;
            }
        }

        private void AttachRelays()
        {
            foreach (var load in Settings.Loads)
            {
                if (load.Pin < 0)
                {
                    continue;
                }

                var kind = load.Contact == ContactKind.NormallyClosed ? RelayContact.NormallyClosed : RelayContact.NormallyOpen;
                var relay = load.BurstFire
                    ? new RelayDriver(Board, load.Pin, Heartbeat, kind, SolidStateUs, SolidStateUs)
                    : new RelayDriver(Board, load.Pin, Heartbeat, kind);
                string name = load.Name;
                try
                {
                    Home.SetContact(name, relay.ContactClosed);
                }
                catch (ArgumentException)
                {
                    throw new WorldException("settings: load \"" + name + "\" is no appliance or circuit of the home");
                }

                relay.ContactChanged += (closed, _) => Home.SetContact(name, closed);
                _relays.Add(relay);
                _relayOf[name] = relay;
            }
        }

        private void AttachSetPoints()
        {
            foreach (var load in Settings.Loads)
            {
                if (load.SetPointTopic.Length > 0)
                {
                    Board.Network.MessageArrived += new SetPointListener(load, Home, Settings.Supply.NominalV).Hear;
                }
            }
        }
    }
}
