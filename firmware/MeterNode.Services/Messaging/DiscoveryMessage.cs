using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging
{
    /// <summary>Writes Home Assistant's device discovery: one retained message that names every entity of the node.</summary>
    public static class DiscoveryMessage
    {
        /// <summary>Writes the message.</summary>
        /// <param name="json">Is reset and filled.</param>
        /// <param name="settings">What the node has.</param>
        /// <param name="topics">Its topics.</param>
        /// <param name="version">The firmware's version.</param>
        public static void Write(JsonWriter json, NodeSettings settings, Topics topics, string version)
        {
            string device = "meternode-" + settings.Id;
            json.Reset().BeginObject();
            json.BeginObject("dev").BeginList("ids").Element(device).EndList()
                .Text("name", settings.FriendlyName).Text("mf", "MeterNode").Text("mdl", "MeterNode ESP32").Text("sw", version).EndObject();
            json.BeginObject("o").Text("name", "MeterNode").Text("sw", version).EndObject();
            json.Text("stat_t", topics.State)
                .Text("avty_t", topics.Status)
                .Text("pl_avail", "online")
                .Text("pl_not_avail", "offline")
                .Number("qos", 1)
                .BeginObject("cmps");
            int expireS = (int)(settings.StatePeriodMs / 1000 * 6);
            Sensor(json, device, "voltage", "Voltage", "voltage", "measurement", "V", "{{ value_json.supply.voltage_v }}", expireS);
            Sensor(json, device, "frequency", "Frequency", "frequency", "measurement", "Hz", "{{ value_json.supply.frequency_hz }}", expireS);
            for (int i = 0; i < settings.Circuits.Length; i++)
            {
                WriteCircuit(json, device, settings.Circuits[i].Name, expireS);
            }

            for (int i = 0; i < settings.DcChannels.Length; i++)
            {
                string name = settings.DcChannels[i].Name;
                string value = "{{ value_json.dc_channels['" + name + "'].";
                Sensor(json, device, name + "_dc_voltage", name + " voltage", "voltage", "measurement", "V", value + "voltage_v }}", expireS);
                Sensor(json, device, name + "_dc_current", name + " current", "current", "measurement", "A", value + "current_a }}", expireS);
                Sensor(json, device, name + "_dc_power", name + " power", "power", "measurement", "W", value + "power_w }}", expireS);
            }

            for (int i = 0; i < settings.Loads.Length; i++)
            {
                WriteLoad(json, device, settings.Loads[i].Name, topics);
            }

            json.EndObject().EndObject();
        }

        private static void WriteCircuit(JsonWriter json, string device, string name, int expireS)
        {
            string value = "{{ value_json.circuits['" + name + "'].";
            Sensor(json, device, name + "_power", name + " power", "power", "measurement", "W", value + "power_w }}", expireS);
            Sensor(json, device, name + "_current", name + " current", "current", "measurement", "A", value + "current_a }}", expireS);
            Sensor(json, device, name + "_import", name + " energy", "energy", "total_increasing", "kWh", value + "energy_import_wh / 1000 }}", 0);
            Sensor(json, device, name + "_export", name + " energy returned", "energy", "total_increasing", "kWh", value + "energy_export_wh / 1000 }}", 0);
            json.BeginObject(name + "_fault")
                .Text("p", "binary_sensor")
                .Text("uniq_id", device + "_" + name + "_fault")
                .Text("name", name + " fault")
                .Text("dev_cla", "problem")
                .Text("ent_cat", "diagnostic")
                .Text("val_tpl", "{{ 'ON' if " + "value_json.circuits['" + name + "'].faults else 'OFF' }}")
                .EndObject();
        }

        private static void WriteLoad(JsonWriter json, string device, string name, Topics topics)
        {
            string value = "value_json.loads['" + name + "'].";
            json.BeginObject(name + "_switch")
                .Text("p", "switch")
                .Text("uniq_id", device + "_" + name + "_switch")
                .Text("name", name)
                .Text("cmd_t", topics.LoadRequest(name))
                .Text("pl_on", "on")
                .Text("pl_off", "off")
                .Text("stat_on", "on")
                .Text("stat_off", "off")
                .Text("val_tpl", "{{ 'on' if " + value + "on else 'off' }}")
                .EndObject();
            json.BeginObject(name + "_reason")
                .Text("p", "sensor")
                .Text("uniq_id", device + "_" + name + "_reason")
                .Text("name", name + " reason")
                .Text("ent_cat", "diagnostic")
                .Text("val_tpl", "{{ " + value + "reason }}")
                .EndObject();
        }

        private static void Sensor(
            JsonWriter json, string device, string id, string name, string deviceClass, string stateClass, string unit, string template, int expireS)
        {
            json.BeginObject(id)
                .Text("p", "sensor")
                .Text("uniq_id", device + "_" + id)
                .Text("name", name)
                .Text("dev_cla", deviceClass)
                .Text("stat_cla", stateClass)
                .Text("unit_of_meas", unit)
                .Text("val_tpl", template);
            if (expireS > 0)
            {
                json.Number("exp_aft", expireS);
            }

            json.EndObject();
        }
    }
}
