using System;
using System.Collections.Generic;
using VirtualHome.Appliances;

namespace VirtualHome.Description
{
    /// <summary>The kinds of appliance that a description can name.</summary>
    public static class ApplianceKinds
    {
        private static readonly SortedDictionary<string, Func<JsonSection, ApplianceSettings>> s_readers = new(StringComparer.Ordinal)
        {
            ["base_load"] = BaseLoadSettings.Read,
            ["battery"] = BatterySettings.Read,
            ["compute"] = ComputeRigSettings.Read,
            ["ev_charger"] = EvChargerSettings.Read,
            ["fridge"] = FridgeSettings.Read,
            ["heat_pump"] = HeatPumpSettings.Read,
            ["heater"] = SteadyLoadSettings.ReadHeater,
            ["hob"] = HobSettings.Read,
            ["immersion"] = ImmersionHeaterSettings.Read,
            ["kettle"] = TimedHeaterSettings.ReadKettle,
            ["lamps"] = LampsSettings.Read,
            ["motor"] = SteadyLoadSettings.ReadMotor,
            ["oven"] = OvenSettings.Read,
            ["pv"] = SolarPanelsSettings.Read,
            ["recorded"] = RecordedLoadSettings.Read,
            ["router"] = SteadyLoadSettings.ReadRouter,
            ["shower"] = TimedHeaterSettings.ReadShower,
        };

        /// <summary>The names of all kinds.</summary>
        public static IReadOnlyCollection<string> Names => s_readers.Keys;

        /// <summary>Reads an appliance of any kind.</summary>
        /// <param name="section">Its part of the description, with the key <c>kind</c>.</param>
        /// <returns>Its settings.</returns>
        /// <exception cref="HomeFormatException">A key or value is wrong.</exception>
        public static ApplianceSettings Read(JsonSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            var settings = s_readers[section.Word("kind", null, Names)](section);
            section.Done();
            return settings;
        }
    }
}
