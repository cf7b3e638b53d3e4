using MeterNode.Core.Loads;

namespace MeterNode.Core.Settings
{
    /// <summary>One load that the node switches or tells a power.</summary>
    public sealed class LoadSettings
    {
        private static readonly string[] s_contacts = { "normally_open", "normally_closed" };
        private static readonly string[] s_kinds = { "switch", "heater", "charge_point", "heat_pump", "battery", "inverter", "compute" };

        /// <summary>Name in topics and messages.</summary>
        public string Name { get; internal set; } = "";

        /// <summary>What it is.</summary>
        public LoadKind Kind { get; internal set; }

        /// <summary>Name of the circuit with its CT; empty when it has none of its own.</summary>
        public string Circuit { get; internal set; } = "";

        /// <summary>Its phase, 1 to 3; 1 for a load on all three.</summary>
        public int Phase { get; internal set; }

        /// <summary>On how many phases it draws: 1 or 3.</summary>
        public int Phases { get; internal set; }

        /// <summary>GPIO of its relay's driver; -1 for a load that only has a set-point.</summary>
        public int Pin { get; internal set; }

        /// <summary>GPIO of a heat pump's second SG-Ready contact; -1 for none.</summary>
        public int PinB { get; internal set; }

        /// <summary>Its relay's contact.</summary>
        public ContactKind Contact { get; internal set; }

        /// <summary>Rated power, W: what it draws, or an inverter gives, at most.</summary>
        public int RatedW { get; internal set; }

        /// <summary>The most that a battery gives, W.</summary>
        public int DischargeW { get; internal set; }

        /// <summary>What a heat pump draws beyond its rated power when it is recommended to run, W.</summary>
        public int BoostW { get; internal set; }

        /// <summary>The least power with which it runs at all, W.</summary>
        public int LeastRunW { get; internal set; }

        /// <summary>Steps of its set-point, W.</summary>
        public int StepW { get; internal set; }

        /// <summary>Topic of its set-point; empty for none.</summary>
        public string SetPointTopic { get; internal set; } = "";

        /// <summary>Message with the set-point; <c>{w}</c> or <c>{a}</c> in it stands for watts or for amperes a phase.</summary>
        public string SetPointMessage { get; internal set; } = "";

        /// <summary>Message that stops it; empty for the set-point message with 0.</summary>
        public string SetPointOff { get; internal set; } = "";

        /// <summary>Within what time it follows its set-point, ms; after that it counts as deaf.</summary>
        public int ResponseMs { get; internal set; }

        /// <summary>Whether it is modulated by burst firing of a solid-state relay.</summary>
        public bool BurstFire { get; internal set; }

        /// <summary>Importance, 1 to 100: the lowest is shed first and restored last.</summary>
        public int Priority { get; internal set; }

        /// <summary>Whether it must never be shed.</summary>
        public bool Critical { get; internal set; }

        /// <summary>Shortest time on, ms; yields to protection and grid rules only.</summary>
        public long MinOnMs { get; internal set; }

        /// <summary>Shortest time off, ms; yields to protection and grid rules only.</summary>
        public long MinOffMs { get; internal set; }

        /// <summary>Longest time off (an SG-Ready lock), ms; 0 for no end. Yields to protection and grid rules only.</summary>
        public long MaxOffMs { get; internal set; }

        /// <summary>The most starts in 24 hours; 0 for any number.</summary>
        public int StartsPerDay { get; internal set; }

        /// <summary>The most operations of its relay in an hour; only protection goes beyond.</summary>
        public int OperationsPerHour { get; internal set; }

        /// <summary>Operations under load that its relay is good for.</summary>
        public int RelayLife { get; internal set; }

        /// <summary>Longest random delay of a start or change that did not come from the owner, s.</summary>
        public int RandomDelayS { get; internal set; }

        /// <summary>What it needs in a day; null for a load that nothing is planned for.</summary>
        public PlanSettings? Plan { get; internal set; }

        /// <summary>Power that it may draw while its supply is not measured, W.</summary>
        public int FailsafeW { get; internal set; }

        internal static LoadSettings Read(JsonSection json, int nominalV)
        {
            var kind = (LoadKind)json.Choice("kind", s_kinds, 0);
            bool charges = kind == LoadKind.ChargePoint;
            bool pump = kind == LoadKind.HeatPump;
            var load = new LoadSettings
            {
                Kind = kind,
                Name = json.Name("name"),
                Circuit = json.Has("circuit") ? json.Name("circuit") : json.Text("circuit", JsonSection.LongestName, ""),
                Phase = json.Int("phase", 1, 3, 1),
                Phases = json.Int("phases", 1, 3, 1),
                Pin = json.Int("pin", 0, 39, -1),
                PinB = pump ? json.Int("pin_b", 0, 39, -1) : -1,
                Contact = (ContactKind)json.Choice("contact", s_contacts, 0),
                RatedW = json.Int("power_w", 1, 50000),
                BurstFire = kind == LoadKind.Heater && json.Flag("burst_fire", false),
                BoostW = pump ? json.Int("boost_w", 0, 20000, 0) : 0,
                Priority = json.Int("priority", 1, 100, 50),
                Critical = json.Flag("critical", false),
                MinOnMs = json.Int("min_on_s", 0, 7200, pump ? LoadDefaults.CompressorMinOnS : 60) * 1000L,
                MinOffMs = json.Int("min_off_s", 0, 7200, pump ? LoadDefaults.CompressorMinOffS : 60) * 1000L,
                MaxOffMs = json.Int("max_off_s", 0, 86400, pump ? LoadDefaults.LongestLockS : 0) * 1000L,
                StartsPerDay = json.Int("starts_per_day", 0, 100, 0),
                OperationsPerHour = json.Int("operations_per_hour", 2, 60, 12),
                RelayLife = json.Int("relay_life", 1000, 10000000, LoadDefaults.RelayLife),
                RandomDelayS = json.Int("random_delay_s", 0, LoadDefaults.LongestRandomDelayS, charges ? LoadDefaults.RandomDelayS : 0),
            };
            load.DischargeW = kind == LoadKind.Battery ? json.Int("discharge_w", 0, 50000, load.RatedW) : 0;
            load.StepW = json.Int("step_w", 1, 10000, charges ? nominalV * load.Phases : load.BurstFire ? load.RatedW / 10 : 10);
            load.LeastRunW = json.Int("least_run_w", 0, load.RatedW, charges ? LoadDefaults.LeastChargeA * nominalV * load.Phases : 0);
            if (json.Has("set_point"))
            {
                ReadSetPoint(load, json.Section("set_point"));
            }

            load.Plan = json.Has("plan") ? PlanSettings.Read(json.Section("plan")) : null;
            load.FailsafeW = json.Int("failsafe_w", 0, 50000, load.Critical ? load.RatedW : 0);
            json.Finish();
            Check(load, json);
            return load;
        }

        private static void ReadSetPoint(LoadSettings load, JsonSection json)
        {
            load.SetPointTopic = json.Text("topic", 96);
            load.SetPointMessage = json.Text("message", 96, load.Kind == LoadKind.ChargePoint ? "{a}" : "{w}");
            load.SetPointOff = json.Text("off", 96, "");
            load.ResponseMs = json.Int("response_s", 1, 120, 10) * 1000;
            if (load.SetPointMessage.IndexOf("{w}") < 0 && load.SetPointMessage.IndexOf("{a}") < 0)
            {
                throw new SettingsException(json.PathOf("message"), "has neither {w} nor {a}; allowed is a text with one of them, for watts or amperes");
            }

            if (load.SetPointTopic.IndexOf('#') >= 0 || load.SetPointTopic.IndexOf('+') >= 0)
            {
                throw new SettingsException(json.PathOf("topic"), "has a wildcard; allowed is a topic to publish on");
            }

            json.Finish();
        }

        private static void Check(LoadSettings load, JsonSection json)
        {
            bool modulates = load.SetPointTopic.Length > 0 || load.BurstFire;
            if (load.Pin < 0 && load.SetPointTopic.Length == 0)
            {
                throw new SettingsException(json.PathOf("pin"), "is missing; a load has a pin, a set_point, or both");
            }

            if (load.BurstFire && load.Pin < 0)
            {
                throw new SettingsException(json.PathOf("burst_fire"), "is true; allowed only with the pin of a solid-state relay");
            }

            if (load.Phases == 2)
            {
                throw new SettingsException(json.PathOf("phases"), "is 2; allowed is 1 or 3");
            }

            if (load.Kind == LoadKind.Battery && load.SetPointTopic.Length == 0)
            {
                throw new SettingsException(json.PathOf("set_point"), "is missing; a battery is told its power");
            }

            if (modulates && load.LeastRunW > load.RatedW)
            {
                // Its default, for one that is given is within power_w: the least that IEC 61851-1 can tell a car.
                throw new SettingsException(
                    json.PathOf("least_run_w"), "is missing; a charge point runs with " + load.LeastRunW + " W at least, 6 A a phase, and power_w is " + load.RatedW);
            }

            if (load.Plan != null && (load.Critical || load.Kind == LoadKind.Battery || load.Kind == LoadKind.Inverter))
            {
                throw new SettingsException(json.PathOf("plan"), "is given; allowed only for a load that is not critical, no battery and no inverter");
            }

            if (load.Kind == LoadKind.Inverter && load.FailsafeW != 0)
            {
                throw new SettingsException(json.PathOf("failsafe_w"), "is " + load.FailsafeW + "; allowed for an inverter is 0");
            }

            if (!modulates && load.FailsafeW != 0 && load.FailsafeW != load.RatedW)
            {
                throw new SettingsException(
                    json.PathOf("failsafe_w"),
                    "is " + load.FailsafeW + "; allowed for a load behind a relay is 0 or its power_w, " + load.RatedW);
            }

            if (modulates && load.FailsafeW != 0 && (load.FailsafeW < load.LeastRunW || load.FailsafeW > load.RatedW))
            {
                throw new SettingsException(
                    json.PathOf("failsafe_w"), "is " + load.FailsafeW + "; allowed is 0, or " + load.LeastRunW + " to " + load.RatedW);
            }
        }
    }
}
