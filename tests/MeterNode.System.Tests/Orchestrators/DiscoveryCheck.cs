using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>Holds a device discovery against what Home Assistant documents, and its templates against a state.</summary>
    internal sealed class DiscoveryCheck
    {
        private readonly List<string> _findings = new List<string>();
        private readonly HashSet<string> _names = new HashSet<string>(StringComparer.Ordinal);
        private readonly HashSet<string> _uniqueIds = new HashSet<string>(StringComparer.Ordinal);
        private readonly JsonElement _state;
        private readonly string _stateTopic;

        private DiscoveryCheck(string stateTopic, JsonElement state)
        {
            _stateTopic = stateTopic;
            _state = state;
        }

        /// <summary>Checks a message.</summary>
        /// <param name="discovery">The message.</param>
        /// <param name="stateTopic">The topic of the state.</param>
        /// <param name="state">A state of the same node.</param>
        /// <returns>What is wrong with it.</returns>
        public static IReadOnlyList<string> Run(JsonElement discovery, string stateTopic, JsonElement state)
        {
            var check = new DiscoveryCheck(stateTopic, state);
            check.CheckRoot(discovery);
            return check._findings;
        }

        /// <summary>An object's keys without their abbreviations.</summary>
        public static Dictionary<string, JsonElement> Expand(JsonElement element, IReadOnlyDictionary<string, string> abbreviations)
        {
            return element.EnumerateObject().ToDictionary(
                each => abbreviations.TryGetValue(each.Name, out string? full) ? full : each.Name, each => each.Value, StringComparer.Ordinal);
        }

        /// <summary>The components of a discovery with full keys, and with what is shared.</summary>
        public static Dictionary<string, Dictionary<string, JsonElement>> Components(JsonElement discovery)
        {
            var root = Expand(discovery, HomeAssistantFacts.Abbreviations);
            var all = new Dictionary<string, Dictionary<string, JsonElement>>(StringComparer.Ordinal);
            foreach (var each in root["components"].EnumerateObject())
            {
                var component = Expand(each.Value, HomeAssistantFacts.Abbreviations);
                foreach (var shared in root.Where(key => component.Count > 1 && HomeAssistantFacts.SharedKeys.Contains(key.Key)))
                {
                    component.TryAdd(shared.Key, shared.Value);
                }

                all.Add(each.Name, component);
            }

            return all;
        }

        private static string Text(Dictionary<string, JsonElement> component, string key)
        {
            return component.TryGetValue(key, out var value) ? value.ToString() : string.Empty;
        }

        private void CheckRoot(JsonElement discovery)
        {
            var root = Expand(discovery, HomeAssistantFacts.Abbreviations);
            if (!root.TryGetValue("device", out var device) || !root.TryGetValue("origin", out var origin) || !root.ContainsKey("components"))
            {
                _findings.Add("device, origin and components are all required");
                return;
            }

            Known("device", Expand(device, HomeAssistantFacts.DeviceAbbreviations).Keys, HomeAssistantFacts.DeviceKeys);
            Known("origin", Expand(origin, HomeAssistantFacts.OriginAbbreviations).Keys, HomeAssistantFacts.OriginKeys);
            Known("root", root.Keys.Except(["device", "origin", "components"]), HomeAssistantFacts.SharedKeys);
            Require(device.TryGetProperty("ids", out var ids) && ids.GetArrayLength() > 0, "the device has no identifier");
            Require(origin.TryGetProperty("name", out _), "the origin has no name");
            Require(root.ContainsKey("availability_topic"), "there is no availability");
            foreach (var (id, component) in Components(discovery))
            {
                Require(Regex.IsMatch(id, "^[a-zA-Z0-9_-]+$"), id + " has characters that an id must not have");
                CheckComponent(id, component);
            }
        }

        private void CheckComponent(string id, Dictionary<string, JsonElement> component)
        {
            string platform = Text(component, "platform");
            if (!HomeAssistantFacts.Keys.TryGetValue(platform, out var keys))
            {
                _findings.Add(id + ": unknown platform \"" + platform + "\"");
                return;
            }

            if (component.Count == 1)
            {
                return;
            }

            Known(id, component.Keys.Where(each => !HomeAssistantFacts.SharedKeys.Contains(each)), keys);
            foreach (string key in HomeAssistantFacts.RequiredKeys[platform].Where(each => !component.ContainsKey(each)))
            {
                _findings.Add(id + ": " + key + " is required");
            }

            Require(_uniqueIds.Add(Text(component, "unique_id")), id + ": its unique_id is there twice");
            Require(Text(component, "name").Length > 0, id + ": has no name");
            Require(_names.Add(platform + " " + Text(component, "name")), id + ": another " + platform + " has its name");
            Require(Text(component, "state_topic") == _stateTopic, id + ": is not about the state");
            string category = Text(component, "entity_category");
            Require(category.Length == 0 || category == "diagnostic", id + ": the category of a sensor is diagnostic or none");
            CheckClass(id, platform, component);
            try
            {
                CheckValue(id, platform, component, ValueTemplate.Render(Text(component, "value_template"), _state));
            }
            catch (FormatException problem)
            {
                _findings.Add(id + ": " + problem.Message);
            }
        }

        private void CheckClass(string id, string platform, Dictionary<string, JsonElement> component)
        {
            string deviceClass = Text(component, "device_class");
            string unit = Text(component, "unit_of_measurement");
            string stateClass = Text(component, "state_class");
            if (platform == "binary_sensor")
            {
                Require(HomeAssistantFacts.BinaryClasses.Contains(deviceClass), id + ": no device class \"" + deviceClass + "\"");
            }
            else if (platform == "update")
            {
                Require(deviceClass is "" or "firmware", id + ": no device class \"" + deviceClass + "\"");
            }
            else if (deviceClass is "enum" or "timestamp")
            {
                // Neither has a unit or a state class, and an enumeration has its options.
                Require(platform == "sensor" && unit.Length == 0 && stateClass.Length == 0, id + ": is more than " + deviceClass);
                Require(component.ContainsKey("options") == (deviceClass == "enum"), id + ": options are of an enum alone");
                Require(component.ContainsKey("expire_after"), id + ": never expires");
                return;
            }
            else if (deviceClass.Length > 0 && platform is "sensor" or "number")
            {
                Require(HomeAssistantFacts.Units.TryGetValue(deviceClass, out var units) && units.Contains(unit), id + ": " + deviceClass + " in \"" + unit + "\"");
            }

            Require(stateClass.Length == 0 || HomeAssistantFacts.AllStateClasses.Contains(stateClass), id + ": no state class \"" + stateClass + "\"");
            if (platform == "sensor" && deviceClass.Length > 0)
            {
                Require(
                    HomeAssistantFacts.StateClasses.TryGetValue(deviceClass, out var classes) && classes.Contains(stateClass),
                    id + ": " + deviceClass + " as \"" + stateClass + "\"");
            }

            if (deviceClass == "energy")
            {
                Require(stateClass == "total_increasing" && HomeAssistantFacts.EnergyDashboardUnits.Contains(unit), id + ": is nothing for the Energy dashboard");
            }

            Require(
                platform is not ("sensor" or "binary_sensor") || deviceClass == "energy" || component.ContainsKey("expire_after"), id + ": never expires");
        }

        private void CheckValue(string id, string platform, Dictionary<string, JsonElement> component, string value)
        {
            bool isUnknown = value == "None";
            switch (platform)
            {
                case "sensor" when component.ContainsKey("state_class") || component.ContainsKey("unit_of_measurement"):
                    Require(isUnknown || double.TryParse(value, CultureInfo.InvariantCulture, out _), id + ": " + value + " is no number");
                    break;
                case "sensor" when Text(component, "device_class") == "timestamp":
                    Require(
                        isUnknown || DateTimeOffset.TryParseExact(value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
                        id + ": " + value + " is no time");
                    break;
                case "sensor" when component.TryGetValue("options", out var options):
                    Require(isUnknown || options.EnumerateArray().Any(each => each.GetString() == value), id + ": " + value + " is no option");
                    break;
                case "update":
                    CheckUpdate(id, value);
                    break;
                case "sensor":
                    Require(value.Length is > 0 and < 256, id + ": \"" + value + "\" is no state");
                    break;
                case "binary_sensor":
                    Require(value is "ON" or "OFF", id + ": " + value + " is neither ON nor OFF");
                    break;
                case "switch":
                    Require(value == Text(component, "payload_on") || value == Text(component, "payload_off"), id + ": " + value + " is neither on nor off");
                    break;
                case "select":
                    Require(isUnknown || component["options"].EnumerateArray().Any(each => each.GetString() == value), id + ": " + value + " is no option");
                    break;
                default:
                    double least = component["min"].GetDouble();
                    double most = component["max"].GetDouble();
                    Require(least < most && component["step"].GetDouble() >= 0.001, id + ": from " + least + " to " + most);
                    Require(isUnknown || (double.TryParse(value, CultureInfo.InvariantCulture, out double w) && w >= least && w <= most), id + ": " + value + " is outside");
                    break;
            }
        }

        private void CheckUpdate(string id, string value)
        {
            try
            {
                using var json = JsonDocument.Parse(value);
                Known(id, json.RootElement.EnumerateObject().Select(each => each.Name), HomeAssistantFacts.UpdateKeys);
                Require(json.RootElement.TryGetProperty("installed_version", out _), id + ": has no installed_version");

                // Without, what was said of an earlier one would stay.
                Require(json.RootElement.TryGetProperty("latest_version", out _), id + ": has no latest_version");
                Require(json.RootElement.EnumerateObject().All(each => each.Value.ValueKind == JsonValueKind.String), id + ": " + value + " is not all texts");
            }
            catch (JsonException)
            {
                _findings.Add(id + ": " + value + " is no JSON");
            }
        }

        private void Known(string where, IEnumerable<string> keys, IReadOnlySet<string> known)
        {
            foreach (string key in keys.Where(each => !known.Contains(each)))
            {
                _findings.Add(where + ": unknown key \"" + key + "\"");
            }
        }

        private void Require(bool holds, string finding)
        {
            if (!holds)
            {
                _findings.Add(finding);
            }
        }
    }
}
