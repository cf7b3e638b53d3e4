using System.Collections.Generic;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Settings;
using MeterNode.Core.Settings;
using VirtualHome.Description;
using VirtualHome.Traces;

namespace MeterNode.Cli.Simulation
{
    /// <summary>Everything that a simulation reads, checked.</summary>
    internal sealed class SimulationInputs
    {
        // As the firmware's HomeNetwork has it.
        private const int LeastPlausibleYear = 2025;

        private SimulationInputs(string homeName, HomeDescription home, string settingsName, string settingsText, NodeSettings settings)
        {
            HomeName = homeName;
            Home = home;
            SettingsName = settingsName;
            SettingsText = settingsText;
            Settings = settings;
        }

        /// <summary>What messages call the home.</summary>
        internal string HomeName { get; }

        /// <summary>The home, with the recordings in it.</summary>
        internal HomeDescription Home { get; private init; }

        /// <summary>What messages call the settings.</summary>
        internal string SettingsName { get; }

        /// <summary>The settings' text.</summary>
        internal string SettingsText { get; }

        /// <summary>The settings.</summary>
        internal NodeSettings Settings { get; }

        /// <summary>The prices, or null.</summary>
        internal PriceTimeline? Prices { get; private init; }

        /// <summary>What the user should know about them, a line each.</summary>
        internal IReadOnlyList<string> Notes { get; private init; } = new List<string>();

        /// <summary>Reads them.</summary>
        /// <param name="options">What the user asks for.</param>
        /// <exception cref="InputException">A file cannot be read, or does not fit.</exception>
        /// <exception cref="HomeFormatException">The home is wrong.</exception>
        /// <exception cref="TraceFormatException">A recording is wrong.</exception>
        internal static SimulationInputs Load(SimulationOptions options)
        {
            string settingsName = options.SettingsFile ?? DefaultSettings.Name;
            string text = options.SettingsFile is null ? DefaultSettings.Text() : InputFile.ReadText(options.SettingsFile, SettingsReader.Allowed);
            var settings = SettingsReader.Parse(text, settingsName);

            var notes = new List<string>();
            if (PlainBroker.IsNeeded(settings))
            {
                notes.Add(settingsName + ": the simulated node speaks plain MQTT with one broker, whatever the settings say");
                text = PlainBroker.Apply(text, settings);
                settings = SettingsReader.Parse(text, settingsName);
            }

            string homeName = options.HomeFile ?? "default-home.json";
            var home = options.HomeFile is null ? HomeDescription.Default() : HomeReader.Read(options.HomeFile);
            if (options.HouseholdFile is not null)
            {
                var household = TraceFile.Read(
                    SimulateCommand.HouseholdOption, options.HouseholdFile, TraceKind.HouseholdWithEv, TraceKind.HouseholdEnergy, TraceKind.SolarAndGrid);
                home = RecordedHome.WithHousehold(home, homeName, household, settings, notes);
            }

            if (options.PvFile is not null)
            {
                var panels = TraceFile.Read(SimulateCommand.PvOption, options.PvFile, TraceKind.SolarAndGrid, TraceKind.WeatherYear);
                home = RecordedHome.WithPanels(home, homeName, panels, notes);
            }

            PriceTimeline? prices = null;
            if (options.PricesFile is not null)
            {
                var recording = TraceFile.Read(SimulateCommand.PricesOption, options.PricesFile, TraceKind.Prices);
                prices = new PriceTimeline(recording, options.StartUtc, options.Hours, notes);
                if (options.StartUtc.Year < LeastPlausibleYear)
                {
                    notes.Add("the node takes a time before " + LeastPlausibleYear + " for that of a clock that was not set, and plans nothing then");
                }
            }

            return new SimulationInputs(homeName, home, settingsName, text, settings) { Home = home, Prices = prices, Notes = notes };
        }
    }
}
