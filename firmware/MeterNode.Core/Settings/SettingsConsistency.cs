namespace MeterNode.Core.Settings
{
    /// <summary>What no single key shows: names that refer to each other, and pins and addresses that are used once.</summary>
    internal static class SettingsConsistency
    {
        internal static void Check(NodeSettings settings)
        {
            CheckCircuits(settings);
            CheckLoads(settings);
            CheckDcChannels(settings);
            if (settings.SupplyCircuit < 0)
            {
                throw new SettingsException(
                    "supply.circuit", "is \"" + settings.Supply.Circuit + "\"; allowed is the name of a circuit: " + CircuitNames(settings));
            }

            CheckSupplyPhase(settings, "supply.circuit_l2", settings.Supply.CircuitL2);
            CheckSupplyPhase(settings, "supply.circuit_l3", settings.Supply.CircuitL3);
            if (settings.Supply.CircuitL2.Length > 0 != settings.Supply.CircuitL3.Length > 0)
            {
                throw new SettingsException(
                    settings.Supply.CircuitL2.Length > 0 ? "supply.circuit_l3" : "supply.circuit_l2", "is missing; a supply has one phase or three");
            }

            CheckButton(settings);
            if (settings.Island.Exists && settings.CircuitIndex(settings.Island.Circuit) < 0)
            {
                throw new SettingsException(
                    "island.circuit", "is \"" + settings.Island.Circuit + "\"; allowed is the name of a circuit: " + CircuitNames(settings));
            }
        }

        private static void CheckButton(NodeSettings settings)
        {
            string name = settings.Button.Load;
            int index = name.Length > 0 ? settings.LoadIndex(name) : -1;
            if (name.Length > 0 && (index < 0 || settings.Loads[index].Kind == Loads.LoadKind.Battery || settings.Loads[index].Kind == Loads.LoadKind.Inverter))
            {
                throw new SettingsException("button.load", "is \"" + name + "\"; allowed is the name of a load that is no battery and no inverter");
            }
        }

        private static void CheckSupplyPhase(NodeSettings settings, string key, string name)
        {
            if (name.Length > 0 && (settings.CircuitIndex(name) < 0 || name == settings.Supply.Circuit))
            {
                throw new SettingsException(key, "is \"" + name + "\"; allowed is the name of another circuit: " + CircuitNames(settings));
            }
        }

        private static void CheckCircuits(NodeSettings settings)
        {
            var circuits = settings.Circuits;
            for (int i = 0; i < circuits.Length; i++)
            {
                if (circuits[i].AdcChannel >= 0 != settings.UsesAdc)
                {
                    throw new SettingsException(
                        "circuits[" + i + "].adc_channel",
                        settings.UsesAdc ? "is missing; with supply.adc_voltage_channel every circuit has one" : "is given; allowed only beside supply.adc_voltage_channel");
                }

                for (int j = 0; j < i; j++)
                {
                    if (circuits[i].Name == circuits[j].Name)
                    {
                        throw new SettingsException("circuits[" + i + "].name", "is \"" + circuits[i].Name + "\", as is circuits[" + j + "].name; allowed is a name once");
                    }

                    if (!settings.UsesAdc && circuits[i].Bus == circuits[j].Bus && circuits[i].Address == circuits[j].Address)
                    {
                        throw new SettingsException(
                            "circuits[" + i + "].address", "is " + circuits[i].Address + ", as is circuits[" + j + "].address; allowed is one circuit an INA219");
                    }
                }
            }
        }

        private static void CheckDcChannels(NodeSettings settings)
        {
            var channels = settings.DcChannels;
            for (int i = 0; i < channels.Length; i++)
            {
                for (int j = 0; j < settings.Circuits.Length; j++)
                {
                    CheckAddress(channels[i], i, settings.Circuits[j].Bus, settings.Circuits[j].Address, "circuits[" + j + "]");
                }

                for (int j = 0; j < i; j++)
                {
                    CheckAddress(channels[i], i, channels[j].Bus, channels[j].Address, "dc_channels[" + j + "]");
                }
            }
        }

        private static void CheckAddress(DcSettings channel, int index, int otherBus, int otherAddress, string other)
        {
            if (channel.Bus == otherBus && channel.Address == otherAddress)
            {
                throw new SettingsException(
                    "dc_channels[" + index + "].address", "is " + channel.Address + ", as is " + other + ".address; allowed is one channel an INA219");
            }
        }

        private static void CheckLoads(NodeSettings settings)
        {
            var loads = settings.Loads;
            for (int i = 0; i < loads.Length; i++)
            {
                string path = "loads[" + i + "]";
                if (loads[i].Circuit.Length > 0 && settings.CircuitIndex(loads[i].Circuit) < 0)
                {
                    throw new SettingsException(
                        path + ".circuit", "is \"" + loads[i].Circuit + "\"; allowed is the name of a circuit: " + CircuitNames(settings));
                }

                if (loads[i].Circuit.Length > 0 && loads[i].Circuit == settings.Supply.Circuit)
                {
                    throw new SettingsException(path + ".circuit", "is the supply's; allowed is the load's own circuit, or none");
                }

                if (loads[i].Pin >= 0)
                {
                    CheckRelayPin(loads, i, path + ".pin", loads[i].Pin);
                }

                if (loads[i].PinB >= 0)
                {
                    CheckRelayPin(loads, i, path + ".pin_b", loads[i].PinB);
                }

                if (loads[i].Phase > 1 && settings.SupplyCircuitOf(loads[i].Phase - 1) < 0)
                {
                    throw new SettingsException(path + ".phase", "is " + loads[i].Phase + "; allowed with a single-phase supply is 1");
                }

                if (loads[i].Phases > 1 && settings.SupplyCircuitOf(1) < 0)
                {
                    throw new SettingsException(path + ".phases", "is " + loads[i].Phases + "; allowed with a single-phase supply is 1");
                }

                for (int j = 0; j < i; j++)
                {
                    if (loads[i].Name == loads[j].Name)
                    {
                        throw new SettingsException(path + ".name", "is \"" + loads[i].Name + "\", as is loads[" + j + "].name; allowed is a name once");
                    }
                }
            }
        }

        private static void CheckRelayPin(LoadSettings[] loads, int index, string key, int pin)
        {
            if (!BoardPins.IsRelayPin(pin))
            {
                throw new SettingsException(key, "is " + pin + "; allowed for a relay is " + BoardPins.RelayPinsText());
            }

            for (int j = 0; j <= index; j++)
            {
                bool own = j == index;
                if ((!own && pin == loads[j].Pin) || (own && key.EndsWith("_b") && pin == loads[j].Pin))
                {
                    throw new SettingsException(key, "is " + pin + ", as is loads[" + j + "].pin; allowed is one load a pin");
                }

                if (!own && pin == loads[j].PinB)
                {
                    throw new SettingsException(key, "is " + pin + ", as is loads[" + j + "].pin_b; allowed is one load a pin");
                }
            }
        }

        private static string CircuitNames(NodeSettings settings)
        {
            string names = "";
            for (int i = 0; i < settings.Circuits.Length; i++)
            {
                names += (i == 0 ? "" : ", ") + settings.Circuits[i].Name;
            }

            return names;
        }
    }
}
