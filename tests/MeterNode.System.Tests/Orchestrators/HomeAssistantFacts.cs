using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>
    /// What Home Assistant's documentation says of the messages that it takes, as of 2026: the pages of the MQTT integration
    /// (device discovery, supported abbreviations), of its platforms sensor.mqtt, binary_sensor.mqtt, switch.mqtt, select.mqtt,
    /// number.mqtt and update.mqtt, of the device classes of sensor, number and binary_sensor, of the state classes of sensor entities, and of the
    /// Energy dashboard.
    /// </summary>
    internal static class HomeAssistantFacts
    {
        /// <summary>Abbreviations of the keys that the platforms below have.</summary>
        public static IReadOnlyDictionary<string, string> Abbreviations { get; } = Pairs(
            "avty=availability avty_mode=availability_mode avty_t=availability_topic avty_tpl=availability_template cmd_t=command_topic "
            + "cmd_tpl=command_template cmps=components dev=device dev_cla=device_class e=encoding en=enabled_by_default ent_cat=entity_category "
            + "ent_pic=entity_picture exp_aft=expire_after frc_upd=force_update ic=icon json_attr_t=json_attributes_topic "
            + "json_attr_tpl=json_attributes_template lrst_val_tpl=last_reset_value_template o=origin obj_id=object_id off_dly=off_delay "
            + "opt=optimistic ops=options p=platform pl_avail=payload_available pl_not_avail=payload_not_available pl_off=payload_off "
            + "pl_on=payload_on pl_rst=payload_reset ret=retain stat_cla=state_class stat_off=state_off stat_on=state_on stat_t=state_topic "
            + "sug_dsp_prc=suggested_display_precision uniq_id=unique_id unit_of_meas=unit_of_measurement val_tpl=value_template");

        /// <summary>Abbreviations within the device.</summary>
        public static IReadOnlyDictionary<string, string> DeviceAbbreviations { get; } = Pairs(
            "cu=configuration_url cns=connections ids=identifiers mf=manufacturer mdl=model mdl_id=model_id hw=hw_version sw=sw_version "
            + "sa=suggested_area sn=serial_number");

        /// <summary>Abbreviations within the origin.</summary>
        public static IReadOnlyDictionary<string, string> OriginAbbreviations { get; } = Pairs("sw=sw_version url=support_url");

        /// <summary>Keys of the device.</summary>
        public static IReadOnlySet<string> DeviceKeys { get; } = Set(
            "configuration_url connections hw_version identifiers manufacturer model model_id name serial_number suggested_area sw_version via_device");

        /// <summary>Keys of the origin.</summary>
        public static IReadOnlySet<string> OriginKeys { get; } = Set("name sw_version support_url");

        /// <summary>Keys that a device discovery may have beside device, origin and components; they hold for all components.</summary>
        public static IReadOnlySet<string> SharedKeys { get; } = Set(
            "availability availability_mode availability_template availability_topic payload_available payload_not_available command_topic "
            + "state_topic qos encoding");

        /// <summary>Keys by platform.</summary>
        public static IReadOnlyDictionary<string, IReadOnlySet<string>> Keys { get; } = new Dictionary<string, IReadOnlySet<string>>
        {
            ["sensor"] = Platform("expire_after force_update last_reset_value_template options suggested_display_precision state_class unit_of_measurement device_class"),
            ["binary_sensor"] = Platform("expire_after force_update off_delay payload_off payload_on device_class"),
            ["switch"] = Platform("command_topic command_template optimistic payload_off payload_on retain state_off state_on device_class"),
            ["select"] = Platform("command_topic command_template optimistic options retain"),
            ["number"] = Platform("command_topic command_template min max mode step optimistic payload_reset retain unit_of_measurement device_class"),
            ["update"] = Platform("command_topic display_precision latest_version_template latest_version_topic payload_install release_summary release_url retain title device_class"),
        };

        /// <summary>Keys of the JSON that an update's value may be; all are texts.</summary>
        public static IReadOnlySet<string> UpdateKeys { get; } = Set(
            "installed_version latest_version title release_summary release_url entity_picture in_progress update_percentage");

        /// <summary>Keys that a component must have, itself or from what is shared.</summary>
        public static IReadOnlyDictionary<string, IReadOnlySet<string>> RequiredKeys { get; } = new Dictionary<string, IReadOnlySet<string>>
        {
            ["sensor"] = Set("platform unique_id state_topic"),
            ["binary_sensor"] = Set("platform unique_id state_topic"),
            ["switch"] = Set("platform unique_id command_topic"),
            ["select"] = Set("platform unique_id command_topic options"),
            ["number"] = Set("platform unique_id command_topic"),
            ["update"] = Set("platform unique_id"),
        };

        /// <summary>Units by device class of a sensor or number, of the classes that have to do with electricity; empty is none.</summary>
        public static IReadOnlyDictionary<string, IReadOnlySet<string>> Units { get; } = new Dictionary<string, IReadOnlySet<string>>
        {
            ["current"] = Set("A mA"),
            ["duration"] = Set("d h min s ms"),
            ["energy"] = Set("J kJ MJ GJ mWh Wh kWh MWh GWh TWh cal kcal Mcal Gcal"),
            ["frequency"] = Set("Hz kHz MHz GHz"),
            ["power"] = Set("mW W kW MW GW TW"),
            ["power_factor"] = new HashSet<string> { string.Empty, "%" },
            ["reactive_energy"] = Set("varh kvarh"),
            ["reactive_power"] = Set("mvar var kvar"),
            ["voltage"] = new HashSet<string> { "V", "mV", "kV", "µV", "MV" },
        };

        /// <summary>State classes by device class of a sensor.</summary>
        public static IReadOnlyDictionary<string, IReadOnlySet<string>> StateClasses { get; } = new Dictionary<string, IReadOnlySet<string>>
        {
            ["current"] = Set("measurement"),
            ["duration"] = Set("measurement total total_increasing"),
            ["energy"] = Set("total total_increasing"),
            ["frequency"] = Set("measurement"),
            ["power"] = Set("measurement"),
            ["power_factor"] = Set("measurement"),
            ["reactive_energy"] = Set("total total_increasing"),
            ["reactive_power"] = Set("measurement"),
            ["voltage"] = Set("measurement"),
        };

        /// <summary>Every state class of a sensor.</summary>
        public static IReadOnlySet<string> AllStateClasses { get; } = Set("measurement measurement_angle total total_increasing");

        /// <summary>Device classes of a binary sensor.</summary>
        public static IReadOnlySet<string> BinaryClasses { get; } = Set(
            "battery battery_charging carbon_monoxide cold connectivity door garage_door gas heat light lock moisture motion moving occupancy "
            + "opening plug power presence problem running safety smoke sound tamper update vibration window");

        /// <summary>What the Energy dashboard takes as an energy: its units.</summary>
        public static IReadOnlySet<string> EnergyDashboardUnits { get; } = Set("Wh kWh MWh GJ");

        private static IReadOnlySet<string> Platform(string own)
        {
            return Set(
                own + " availability availability_mode availability_template availability_topic device enabled_by_default encoding entity_category "
                + "entity_picture icon json_attributes_template json_attributes_topic name object_id payload_available payload_not_available platform "
                + "qos state_topic unique_id value_template");
        }

        private static IReadOnlySet<string> Set(string words)
        {
            return words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        }

        private static IReadOnlyDictionary<string, string> Pairs(string words)
        {
            return words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(each => each.Split('=')[0], each => each.Split('=')[1], StringComparer.Ordinal);
        }
    }
}
