namespace MeterNode.Core.Settings
{
    /// <summary>One load that the node switches.</summary>
    public sealed class LoadSettings
    {
        private static readonly string[] s_contacts = { "normally_open", "normally_closed" };

        /// <summary>Name in topics and messages.</summary>
        public string Name { get; internal set; } = "";

        /// <summary>Name of the circuit with its CT; empty when it has none of its own.</summary>
        public string Circuit { get; internal set; } = "";

        /// <summary>GPIO of its relay's driver.</summary>
        public int Pin { get; internal set; }

        /// <summary>Its relay's contact.</summary>
        public ContactKind Contact { get; internal set; }

        /// <summary>Rated power, W.</summary>
        public int RatedW { get; internal set; }

        /// <summary>Importance, 1 to 100: the lowest is shed first and restored last.</summary>
        public int Priority { get; internal set; }

        /// <summary>Whether it must never be shed.</summary>
        public bool Critical { get; internal set; }

        /// <summary>Shortest time on, ms; yields to protection and grid rules only.</summary>
        public long MinOnMs { get; internal set; }

        /// <summary>Shortest time off, ms; yields to protection and grid rules only.</summary>
        public long MinOffMs { get; internal set; }

        /// <summary>Power that it may draw while its supply is not measured, W: 0 or its rated power.</summary>
        public int FailsafeW { get; internal set; }

        internal static LoadSettings Read(JsonSection json)
        {
            var load = new LoadSettings
            {
                Name = json.Name("name"),
                Circuit = json.Has("circuit") ? json.Name("circuit") : json.Text("circuit", 24, ""),
                Pin = json.Int("pin", 0, 39),
                Contact = (ContactKind)json.Choice("contact", s_contacts, 0),
                RatedW = json.Int("power_w", 1, 50000),
                Priority = json.Int("priority", 1, 100, 50),
                Critical = json.Flag("critical", false),
                MinOnMs = json.Int("min_on_s", 0, 7200, 60) * 1000L,
                MinOffMs = json.Int("min_off_s", 0, 7200, 60) * 1000L,
            };
            load.FailsafeW = json.Int("failsafe_w", 0, 50000, load.Critical ? load.RatedW : 0);
            if (load.FailsafeW != 0 && load.FailsafeW != load.RatedW)
            {
                throw new SettingsException(
                    json.PathOf("failsafe_w"),
                    "is " + load.FailsafeW + "; allowed for a load behind a relay is 0 or its power_w, " + load.RatedW);
            }

            json.Finish();
            return load;
        }
    }
}
