using System;
using System.Collections;
using nanoFramework.Json;

namespace MeterNode.Core.Settings
{
    /// <summary>Everything that one node is told about its home, as read from its settings file.</summary>
    public sealed class NodeSettings
    {
        /// <summary>The version of the settings' form that this firmware reads.</summary>
        public const int Schema = 1;

        /// <summary>The most circuits: two buses hold 32 chips, but then each would be sampled too rarely.</summary>
        public const int MostCircuits = 16;

        /// <summary>The most direct-current channels.</summary>
        public const int MostDcChannels = 4;

        /// <summary>The most loads; at most eight of them, the board's relay outputs, with a contact.</summary>
        public const int MostLoads = 16;

        /// <summary>The smallest file system, kB: that of a board with 4 MB of flash.</summary>
        public const int LeastFileSystemKb = 256;

        private NodeSettings(
            string id, SupplySettings supply, CircuitSettings[] circuits, LoadSettings[] loads, BrokerSettings[] brokers, WifiSettings wifi)
        {
            Id = id;
            Supply = supply;
            Circuits = circuits;
            Loads = loads;
            Brokers = brokers;
            Wifi = wifi;
        }

        /// <summary>The node's name in topics.</summary>
        public string Id { get; }

        /// <summary>What people call it.</summary>
        public string FriendlyName { get; private set; } = "";

        /// <summary>The incoming supply.</summary>
        public SupplySettings Supply { get; }

        /// <summary>The measured circuits, the supply's among them.</summary>
        public CircuitSettings[] Circuits { get; }

        /// <summary>The switched loads.</summary>
        public LoadSettings[] Loads { get; }

        /// <summary>The direct-current channels.</summary>
        public DcSettings[] DcChannels { get; private set; } = new DcSettings[0];

        /// <summary>Whether the samples come from the processor's own ADC and not from INA219s.</summary>
        public bool UsesAdc => Supply.AdcVoltageChannel >= 0;

        /// <summary>The brokers, the preferred one first; none where the node speaks to nobody.</summary>
        public BrokerSettings[] Brokers { get; }

        /// <summary>The Wi-Fi.</summary>
        public WifiSettings Wifi { get; }

        /// <summary>What contract and grid allow.</summary>
        public GridSettings Grid { get; private set; } = null!;

        /// <summary>How the home runs without the grid.</summary>
        public IslandSettings Island { get; private set; } = null!;

        /// <summary>What the owner's button does.</summary>
        public ButtonSettings Button { get; private set; } = null!;

        /// <summary>Where the home's clocks stand.</summary>
        public TimeZoneRule TimeZone { get; private set; } = null!;

        /// <summary>ISO 4217 code of the currency of prices; empty where it is not said.</summary>
        public string Currency { get; private set; } = "";

        /// <summary>After a start, loads that are not critical begin within so many seconds, each at its own random moment.</summary>
        public int RestartDelayS { get; private set; }

        /// <summary>How often the state is published when nothing changes, ms.</summary>
        public long StatePeriodMs { get; private set; }

        /// <summary>Topic prefix of Home Assistant's discovery; empty for none.</summary>
        public string DiscoveryPrefix { get; private set; } = "";

        /// <summary>For how long an order of the orchestrator holds when it is not repeated, ms.</summary>
        public long RequestMaxAgeMs { get; private set; }

        /// <summary>Size of the board's file system, kB; the platform cannot be asked for it. What the outbox may take follows from it.</summary>
        public int FileSystemKb { get; private set; }

        /// <summary>Index of the supply's circuit.</summary>
        public int SupplyCircuit => CircuitIndex(Supply.Circuit);

        /// <summary>Reads and checks settings.</summary>
        /// <param name="json">The settings file's text.</param>
        /// <exception cref="SettingsException">They cannot be run with; the message names key, value and what is allowed.</exception>
        public static NodeSettings Parse(string json)
        {
            JsonEscapes.Check(json);
            var document = Read(json);
            if (document == null)
            {
                throw new SettingsException("", "the settings are no JSON object");
            }

            var root = new JsonSection(document, "");
            int schema = root.Int("schema", 1, 1000);
            if (schema != Schema)
            {
                throw new SettingsException("schema", "is " + schema + "; this firmware reads " + Schema);
            }

            string id = root.Name("id");
            var supply = SupplySettings.Read(root.Section("supply"));
            var circuitSections = root.Sections("circuits", 1, MostCircuits);
            var circuits = new CircuitSettings[circuitSections.Length];
            for (int i = 0; i < circuits.Length; i++)
            {
                circuits[i] = CircuitSettings.Read(circuitSections[i]);
            }

            var loadSections = root.Has("loads") ? root.Sections("loads", 0, MostLoads) : new JsonSection[0];
            var loads = new LoadSettings[loadSections.Length];
            for (int i = 0; i < loads.Length; i++)
            {
                loads[i] = LoadSettings.Read(loadSections[i], supply.NominalV);
            }

            var dcSections = root.Has("dc_channels") ? root.Sections("dc_channels", 0, MostDcChannels) : new JsonSection[0];
            var dcChannels = new DcSettings[dcSections.Length];
            for (int i = 0; i < dcChannels.Length; i++)
            {
                dcChannels[i] = DcSettings.Read(dcSections[i]);
            }

            var settings = new NodeSettings(
                id,
                supply,
                circuits,
                loads,
                BrokerSettings.ReadAll(root),
                WifiSettings.Read(root.OptionalSection("wifi")))
            {
                FriendlyName = root.Text("name", 64, id),
                DcChannels = dcChannels,
                StatePeriodMs = root.Int("state_period_s", 1, 3600, 10) * 1000L,
                DiscoveryPrefix = ReadDiscoveryPrefix(root),
                Grid = GridSettings.Read(root.OptionalSection("grid")),
                Island = IslandSettings.Read(root.OptionalSection("island"), root.Has("island")),
                Button = ButtonSettings.Read(root.OptionalSection("button"), root.Has("button")),
                TimeZone = new TimeZoneRule(root.Text("time_zone", 64, "UTC0"), "time_zone"),
                Currency = ReadCurrency(root),
                RestartDelayS = root.Int("restart_delay_s", 0, 1800, 120),
                FileSystemKb = root.Int("file_system_kb", LeastFileSystemKb, 16384, LeastFileSystemKb),
                RequestMaxAgeMs = root.Int("request_max_age_s", 10, 604800, 86400) * 1000L,
            };
            root.Finish();
            SettingsConsistency.Check(settings);
            return settings;
        }

        /// <summary>The circuit of the supply on a phase.</summary>
        /// <param name="phase">0 to 2.</param>
        /// <returns>Its index, or -1 where the supply has no such phase.</returns>
        public int SupplyCircuitOf(int phase)
        {
            string name = phase == 0 ? Supply.Circuit : phase == 1 ? Supply.CircuitL2 : Supply.CircuitL3;
            return name.Length > 0 ? CircuitIndex(name) : -1;
        }

        /// <summary>Finds a circuit.</summary>
        /// <returns>Its index, or -1.</returns>
        public int CircuitIndex(string name)
        {
            for (int i = 0; i < Circuits.Length; i++)
            {
                if (Circuits[i].Name == name)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Finds a load.</summary>
        /// <returns>Its index, or -1.</returns>
        public int LoadIndex(string name)
        {
            for (int i = 0; i < Loads.Length; i++)
            {
                if (Loads[i].Name == name)
                {
                    return i;
                }
            }

            return -1;
        }

        private static Hashtable? Read(string json)
        {
            try
            {
                return JsonConvert.DeserializeObject(json, typeof(Hashtable)) as Hashtable;
            }
            catch (Exception)
            {
                // The library's exceptions name neither place nor reason, and are of half a dozen types.
                throw new SettingsException("", "the settings are no valid JSON");
            }
        }

        private static string ReadCurrency(JsonSection root)
        {
            string code = root.Text("currency", 64, "");
            bool isGood = code.Length == 3 || code.Length == 0;
            for (int i = 0; i < code.Length; i++)
            {
                isGood &= code[i] >= 'A' && code[i] <= 'Z';
            }

            return isGood ? code : throw new SettingsException("currency", "is \"" + code + "\"; allowed is an ISO 4217 code of three capital letters, such as EUR");
        }

        private static string ReadDiscoveryPrefix(JsonSection root)
        {
            string prefix = root.Text("discovery_prefix", 64, "homeassistant");
            return root.Flag("home_assistant", true) ? prefix : "";
        }
    }
}
