using MeterNode.Core.Loads;

namespace MeterNode.Services.Messaging.Discovery
{
    /// <summary>
    /// Writes the entities of one subject into a device discovery, with Home Assistant's abbreviated keys. An entity that the
    /// subject does not have is left out. All take their value from the state, which is the topic of the whole message.
    /// </summary>
    /// <remarks>
    /// Source: Home Assistant's documentation of its MQTT integration (device discovery, abbreviations) and of the MQTT platforms
    /// sensor, binary_sensor, switch, select, number and update. A value that renders as <c>None</c> is unknown to all of them.
    /// </remarks>
    internal sealed class EntityWriter
    {
        // As many steps as make a slider; the node takes more, and any minute.
        private const int LongestBoostMin = 720;
        private const int BoostStepMin = 5;

        private readonly string _device;
        private readonly int _expireS;
        private SubjectKind _kind;
        private string _subject = "";
        private int _entities;

        /// <summary>Makes the writer.</summary>
        /// <param name="device">Identifier of the device.</param>
        /// <param name="expireS">After so long without a state a reading is no longer known, s.</param>
        public EntityWriter(string device, int expireS)
        {
            _device = device;
            _expireS = expireS;
        }

        /// <summary>Where it writes.</summary>
        public JsonWriter? Json { get; set; }

        /// <summary>Begins the entities of a subject.</summary>
        public void Begin(SubjectKind kind, string subject, int entities)
        {
            _kind = kind;
            _subject = subject;
            _entities = entities;
        }

        /// <summary>A reading.</summary>
        public void Measured(string entity, string name, string value, string deviceClass, string unit)
        {
            Sensor(entity, name, value, deviceClass, unit, "measurement", _expireS, "", true);
        }

        /// <summary>A reading that few people look at: Home Assistant knows it and leaves it off.</summary>
        public void Rarely(string entity, string name, string value, string deviceClass, string unit)
        {
            Sensor(entity, name, value, deviceClass, unit, "measurement", _expireS, "", false);
        }

        /// <summary>Something about the node rather than about the home.</summary>
        public void Diagnostic(string entity, string name, string value, string deviceClass, string unit, string stateClass)
        {
            Sensor(entity, name, value, deviceClass, unit, stateClass, _expireS, "diagnostic", true);
        }

        /// <summary>An energy register, as the Energy dashboard wants it. It does not expire: what was counted stays true.</summary>
        public void Energy(string entity, string name, string value, bool isEnabled)
        {
            Sensor(entity, name, value, "energy", "Wh", "total_increasing", 0, "", isEnabled);
        }

        /// <summary>What the plan wishes of a load; unknown without prices or clock.</summary>
        public void Plan(string entity, string name, string value)
        {
            if (Open(entity, name))
            {
                Json!.Plain("dev_cla", "enum").BeginList("ops").Element("run").Element("wait").Element("done").EndList()
                    .Number("exp_aft", _expireS).Plain("val_tpl", "{{ " + value + " }}").EndObject();
            }
        }

        /// <summary>A moment.</summary>
        public void Time(string entity, string name, string value)
        {
            Sensor(entity, name, value, "timestamp", "", "", _expireS, "", true);
        }

        /// <summary>The firmware and its newest release, as JSON. While nobody has said which that is, it is the one that runs: Home Assistant would else go on showing a notice that was taken back.</summary>
        public void Update(string entity, string name, string firmware)
        {
            if (Open(entity, name))
            {
                Json!.Plain("dev_cla", "firmware").Plain("ent_cat", "diagnostic").Text(
                    "val_tpl",
                    "{\"installed_version\":\"{{ " + firmware + "version }}\""
                        + ",\"latest_version\":\"{{ " + firmware + "latest or " + firmware + "version }}\""
                        + "{% if " + firmware + "url %},\"release_url\":{{ " + firmware + "url | tojson }}{% endif %}}").EndObject();
            }
        }

        /// <summary>Something that is wrong, or not.</summary>
        public void Problem(string entity, string name, string condition)
        {
            if (Open(entity, name))
            {
                Binary("problem", condition);
                Json!.Plain("ent_cat", "diagnostic").EndObject();
            }
        }

        /// <summary>Whether a load that nobody may command is on.</summary>
        public void Running(string entity, string name, string condition)
        {
            if (Open(entity, name))
            {
                Binary("power", condition);
                Json!.EndObject();
            }
        }

        /// <summary>A load's switch: it shows what the node has decided, and asks for it to be on or off.</summary>
        public void Switch(string entity, string name, string condition, string commandTopic)
        {
            if (Open(entity, name))
            {
                Json!.Plain("cmd_t", commandTopic).Plain("pl_on", "on").Plain("pl_off", "off")
                    .Plain("val_tpl", "{{ 'on' if " + condition + " else 'off' }}").EndObject();
            }
        }

        /// <summary>What is asked of a load; unknown while it is a power.</summary>
        /// <param name="entity">The entity.</param>
        /// <param name="name">Its name.</param>
        /// <param name="load">The load in the state, with the point behind it.</param>
        /// <param name="commandTopic">Where it is asked.</param>
        /// <param name="boostW">Power of a heat pump that is recommended to run, W; 0 for a load without.</param>
        public void Request(string entity, string name, string load, string commandTopic, int boostW)
        {
            if (!Open(entity, name))
            {
                return;
            }

            Json!.Plain("cmd_t", commandTopic).BeginList("ops").Element("auto").Element("on").Element("off");
            if (boostW == 0)
            {
                Json!.EndList().Plain("val_tpl", "{{ " + load + "request }}").EndObject();
                return;
            }

            Json!.Element("boost").EndList()
                .Plain("cmd_tpl", "{{ " + boostW + " if value == 'boost' else value }}")
                .Plain("val_tpl", "{{ 'boost' if " + load + "request_w == " + boostW + " else " + load + "request }}").EndObject();
        }

        /// <summary>The power that is asked of a load; unknown while none is.</summary>
        public void Number(string entity, string name, string value, string commandTopic, Load load)
        {
            Setting(entity, name, value, commandTopic, "", load.LeastW, load.MostW, load.StepW, "power", "W");
        }

        /// <summary>The current a phase that is asked of a charge point; unknown while none is. Asked for it to stop is the choice <c>off</c>.</summary>
        public void Amperes(string entity, string name, string value, string commandTopic, Load load, int wattsPerAmpere)
        {
            // A power below the least, which may be asked for in watts, is no number that Home Assistant takes.
            int least = LoadRequests.LeastAmperes(load, wattsPerAmpere);
            string amperes = value + " // " + wattsPerAmpere + " if " + value + " is not none and " + value + " >= " + (least * wattsPerAmpere) + " else None";
            Setting(entity, name, amperes, commandTopic, "A", least, LoadRequests.MostAmperes(load, wattsPerAmpere), 1, "current", "A");
        }

        /// <summary>For how many minutes a load is asked to be on, counted down; 0 is left to the node.</summary>
        public void Boost(string entity, string name, string value, string commandTopic)
        {
            Setting(entity, name, value, commandTopic, "min", 0, LongestBoostMin, BoostStepMin, "duration", "min");
        }

        private void Setting(
            string entity, string name, string value, string commandTopic, string suffix, int least, int most, int step, string deviceClass, string unit)
        {
            if (Open(entity, name))
            {
                Json!.Plain("cmd_t", commandTopic).Plain("cmd_tpl", "{{ value | int }}" + suffix).Number("min", least).Number("max", most)
                    .Number("step", step).Plain("dev_cla", deviceClass).Plain("unit_of_meas", unit).Plain("val_tpl", "{{ " + value + " }}").EndObject();
            }
        }

        private void Sensor(
            string entity, string name, string value, string deviceClass, string unit, string stateClass, int expireS, string category, bool isEnabled)
        {
            if (!Open(entity, name))
            {
                return;
            }

            Put("dev_cla", deviceClass);
            Put("stat_cla", stateClass);
            Put("unit_of_meas", unit);
            Put("ent_cat", category);
            if (expireS > 0)
            {
                Json!.Number("exp_aft", expireS);
            }

            if (!isEnabled)
            {
                Json!.Flag("en", false);
            }

            Json!.Plain("val_tpl", "{{ " + value + " }}").EndObject();
        }

        private void Binary(string deviceClass, string condition)
        {
            Json!.Plain("dev_cla", deviceClass).Number("exp_aft", _expireS).Plain("val_tpl", "{{ 'ON' if " + condition + " else 'OFF' }}");
        }

        private void Put(string key, string value)
        {
            if (value.Length > 0)
            {
                Json!.Plain(key, value);
            }
        }

        /// <returns>Whether the subject has the entity; then its object is open.</returns>
        private bool Open(string entity, string name)
        {
            for (int i = 0; i < Entities.CountOf(_kind); i++)
            {
                if (Entities.NameOf(_kind, i) == entity && (_entities & (1 << i)) != 0)
                {
                    string id = Entities.IdOf(_kind, _subject, i);
                    Json!.BeginObject(id).Plain("p", Entities.PlatformOf(_kind, i)).Plain("uniq_id", _device + "_" + id).Plain("name", name);
                    return true;
                }
            }

            return false;
        }
    }
}
