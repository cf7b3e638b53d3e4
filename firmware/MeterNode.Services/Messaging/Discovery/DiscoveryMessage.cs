using MeterNode.Core.Loads;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging.Discovery
{
    /// <summary>
    /// Writes Home Assistant's device discovery: one message that names every entity of the node, and takes back those that it no
    /// longer has. It is by far the longest message, so it is written subject by subject: the interpreter must not be kept from
    /// sampling for longer than a few milliseconds at once.
    /// </summary>
    public sealed class DiscoveryMessage
    {
        // About what the longest entities take without names, and how often the subject's and the node's are in them: announced, as
        // a reminder, and taken back.
        private const int EntityBytes = 200;
        private const int EntitySubjects = 5;
        private const int EntityNodes = 2;
        private const int ReminderBytes = 150;
        private const int ReminderSubjects = 2;
        private const int ReminderNodes = 3;
        private const int GoneBytes = 50;
        private const int HeadBytes = 512;

        private readonly NodeSettings _settings;
        private readonly Load[] _loads;
        private readonly Topics _topics;
        private readonly string _version;
        private readonly EntityWriter _writer;
        private readonly string _device;
        private JsonWriter? _json;
        private AnnouncedEntities? _gone;
        private bool _isReminder;
        private int _next;

        /// <summary>Makes the writer.</summary>
        /// <param name="settings">What the node has.</param>
        /// <param name="loads">Its loads.</param>
        /// <param name="topics">Its topics.</param>
        /// <param name="version">The firmware's version.</param>
        public DiscoveryMessage(NodeSettings settings, Load[] loads, Topics topics, string version)
        {
            _settings = settings;
            _loads = loads;
            _topics = topics;
            _version = version;
            _device = "meternode-" + settings.Id;
            long expireMs = settings.StatePeriodMs * 6;
            _writer = new EntityWriter(_device, expireMs > 60000 ? (int)(expireMs / 1000) : 60);
        }

        /// <summary>Whether a message is being written.</summary>
        public bool IsWriting => _json != null;

        private int Subjects => 1 + _settings.Circuits.Length + _settings.DcChannels.Length + _loads.Length;

        /// <summary>Begins a message that announces what there is and takes back what is gone, in place of an unfinished one.</summary>
        /// <param name="now">What there is.</param>
        /// <param name="gone">What is taken back; nothing that there is.</param>
        public void Begin(AnnouncedEntities now, AnnouncedEntities gone)
        {
            Begin(gone, false, Estimate(now, EntityBytes, EntitySubjects, EntityNodes) + Estimate(gone, GoneBytes, 1, 0));
        }

        /// <summary>
        /// Begins a message that names no more of what is gone than its identity, in place of an unfinished one: Home Assistant removes
        /// only what it was told of since it has started.
        /// </summary>
        /// <param name="gone">What a message behind this one takes back.</param>
        public void BeginReminder(AnnouncedEntities gone)
        {
            Begin(gone, true, Estimate(gone, ReminderBytes, ReminderSubjects, ReminderNodes));
        }

        /// <summary>Writes the next part.</summary>
        /// <returns>The message, once it is complete; otherwise null.</returns>
        public byte[]? WriteNext()
        {
            var json = _json!;
            int part = _next++;
            if (part == 0)
            {
                WriteHead(json);
                return null;
            }

            part--;
            if (!_isReminder && part < Subjects)
            {
                WriteSubject(part);
                return null;
            }

            part -= _isReminder ? 0 : Subjects;
            if (part < _gone!.Count)
            {
                WriteGone(json, part);
                return null;
            }

            var message = json.EndObject().EndObject().ToArray();
            _json = null;
            _gone = null;
            _writer.Json = null;
            return message;
        }

        private void Begin(AnnouncedEntities gone, bool isReminder, int bytes)
        {
            _gone = gone;
            _isReminder = isReminder;
            _next = 0;
            _json = new JsonWriter(HeadBytes + bytes);
            _writer.Json = _json;
        }

        /// <summary>About how much room the entities take, so that the buffer need not grow while it is filled.</summary>
        private int Estimate(AnnouncedEntities announced, int entityBytes, int subjectNames, int nodeNames)
        {
            int bytes = 0;
            for (int i = 0; i < announced.Count; i++)
            {
                int entity = entityBytes + (nodeNames * _settings.Id.Length) + (subjectNames * announced.NameOf(i).Length);
                for (int rest = announced.EntitiesOf(i); rest != 0; rest >>= 1)
                {
                    bytes += (rest & 1) != 0 ? entity : 0;
                }
            }

            return bytes;
        }

        private void WriteHead(JsonWriter json)
        {
            json.Reset().BeginObject();
            json.BeginObject("dev").BeginList("ids").Element(_isReminder ? _gone!.Device : _device).EndList();
            if (!_isReminder)
            {
                json.Text("name", _settings.FriendlyName).Plain("mf", "MeterNode").Plain("mdl", "MeterNode ESP32").Plain("sw", _version);
            }

            json.EndObject().BeginObject("o").Plain("name", "MeterNode").Plain("sw", _version).EndObject();
            if (!_isReminder)
            {
                json.Plain("stat_t", _topics.State).Plain("avty_t", _topics.Status).Number("qos", 1);
            }

            json.BeginObject("cmps");
        }

        private void WriteSubject(int subject)
        {
            if (subject == 0)
            {
                WriteNode();
                return;
            }

            subject--;
            if (subject < _settings.Circuits.Length)
            {
                WriteCircuit(_settings.Circuits[subject]);
                return;
            }

            subject -= _settings.Circuits.Length;
            if (subject < _settings.DcChannels.Length)
            {
                WriteChannel(_settings.DcChannels[subject].Name);
                return;
            }

            WriteLoad(_loads[subject - _settings.DcChannels.Length]);
        }

        private void WriteNode()
        {
            _writer.Begin(SubjectKind.Node, "", Entities.OfNode(_settings));
            const string supply = "value_json.supply.";
            _writer.Measured("frequency", "Frequency", supply + "frequency_hz", "frequency", "Hz");
            _writer.Measured("voltage", "Voltage", supply + "voltage_v", "voltage", "V");
            _writer.Measured("voltage_l2", "Voltage L2", supply + "voltage_l2_v", "voltage", "V");
            _writer.Measured("voltage_l3", "Voltage L3", supply + "voltage_l3_v", "voltage", "V");
            _writer.Diagnostic("limit", "Supply limit", supply + "limit_a", "current", "A", "measurement");
            _writer.Measured("budget", "Overload budget used", supply + "budget_percent", "", "%");
            _writer.Measured("headroom", "Supply headroom", supply + "headroom_a", "current", "A");
            _writer.Problem("safe_mode", "Safe mode", "value_json.mode == 'safe'");
            _writer.Diagnostic("reconnects", "Reconnections", "value_json.link.reconnects", "", "", "total_increasing");
            string unit = _settings.Currency.Length > 0 ? _settings.Currency + "/kWh" : "";
            _writer.Measured("import_price", "Import price", "value_json.price.import_per_kwh", "", unit);
            _writer.Measured("export_price", "Export price", "value_json.price.export_per_kwh", "", unit);
            _writer.Measured("next_import_price", "Next import price", "value_json.price.next_import_per_kwh", "", unit);
            _writer.Measured("next_export_price", "Next export price", "value_json.price.next_export_per_kwh", "", unit);
            _writer.Update("firmware", "Firmware", "value_json.firmware.");
        }

        private void WriteCircuit(CircuitSettings circuit)
        {
            string name = circuit.Name;
            string value = "value_json.circuits['" + name + "'].";
            bool exports = circuit.Exports || name == _settings.Supply.Circuit || name == _settings.Supply.CircuitL2 || name == _settings.Supply.CircuitL3;
            _writer.Begin(SubjectKind.Circuit, name, Entities.OfAny(SubjectKind.Circuit));
            _writer.Measured("power", name + " power", value + "power_w", "power", "W");
            _writer.Measured("current", name + " current", value + "current_a", "current", "A");
            _writer.Rarely("reactive", name + " reactive power", value + "reactive_var", "reactive_power", "var");
            _writer.Rarely("factor", name + " power factor", value + "power_factor", "power_factor", "");
            _writer.Energy("import", name + " energy", value + "energy_import_wh", true);
            _writer.Energy("export", name + " energy returned", value + "energy_export_wh", exports);
            _writer.Problem("fault", name + " fault", value + "faults");
            _writer.Problem("wiring", name + " wiring", value + "wiring");
        }

        private void WriteChannel(string name)
        {
            // A battery's channel may be called like the circuit of its inverter; its entities may not.
            string value = "value_json.dc_channels['" + name + "'].";
            _writer.Begin(SubjectKind.DcChannel, name, Entities.OfAny(SubjectKind.DcChannel));
            _writer.Measured("voltage", name + " DC voltage", value + "voltage_v", "voltage", "V");
            _writer.Measured("current", name + " DC current", value + "current_a", "current", "A");
            _writer.Measured("power", name + " DC power", value + "power_w", "power", "W");
        }

        private void WriteLoad(Load load)
        {
            string name = load.Name;
            string value = "value_json.loads['" + name + "'].";
            _writer.Begin(SubjectKind.Load, name, Entities.OfLoad(_settings, load));
            _writer.Switch("switch", name, value + "on", _topics.LoadRequest(name));
            _writer.Request("request", name + " request", value, _topics.LoadRequest(name), load.MostW > load.RatedW ? load.MostW : 0);
            _writer.Number("number", name + " requested power", value + "request_w", _topics.LoadRequest(name), load);
            int wattsPerAmpere = LoadRequests.WattsPerAmpere(_settings, load.Index);
            if (wattsPerAmpere > 0)
            {
                _writer.Amperes("amperes", name + " requested current", value + "request_w", _topics.LoadRequest(name), load, wattsPerAmpere);
            }

            _writer.Boost("boost", name + " boost", value + "boost_min", _topics.LoadRequest(name));
            _writer.Running("on", name, value + "on");
            _writer.Measured("power", name + " allowed power", value + "power_w", "power", "W");
            _writer.Diagnostic("reason", name + " reason", value + "reason", "", "", "");
            _writer.Diagnostic("operations", name + " relay operations", value + "relay_operations", "", "", "total_increasing");
            _writer.Problem("fault", name + " contact", value + "faults");
            _writer.Plan("plan", name + " plan", value + "plan");
            _writer.Time("planstart", name + " planned start", value + "plan_start");
        }

        /// <summary>A component of which there is nothing but its platform is one that Home Assistant removes.</summary>
        private void WriteGone(JsonWriter json, int subject)
        {
            var kind = _gone!.KindOf(subject);
            int gone = _gone.EntitiesOf(subject);
            for (int i = 0; gone >> i != 0; i++)
            {
                if ((gone & (1 << i)) == 0)
                {
                    continue;
                }

                string id = Entities.IdOf(kind, _gone.NameOf(subject), i);
                string platform = Entities.PlatformOf(kind, i);
                json.BeginObject(id).Plain("p", platform);
                if (_isReminder)
                {
                    Remind(json, _gone.Device + "_" + id, platform);
                }

                json.EndObject();
            }
        }

        /// <summary>What a component has to have beside its platform; where nothing is ever said, for it is gone at once.</summary>
        private void Remind(JsonWriter json, string uniqueId, string platform)
        {
            string nowhere = _topics.Status + "/none";
            json.Plain("uniq_id", uniqueId).Plain("stat_t", nowhere);
            if (platform == "switch" || platform == "select" || platform == "number")
            {
                json.Plain("cmd_t", nowhere);
            }

            if (platform == "select")
            {
                json.BeginList("ops").Element("auto").EndList();
            }
        }
    }
}
