using System;
using System.Collections.Generic;
using System.IO;
using MeterNode.Cli.Inputs;
using MeterNode.Core.Settings;
using VirtualHome.Appliances;
using VirtualHome.Description;
using VirtualHome.Traces;

namespace MeterNode.Cli.Simulation
{
    /// <summary>Puts recordings in the place of a home's models.</summary>
    internal static class RecordedHome
    {
        /// <summary>
        /// Has a home use what was recorded. The recording holds everything that the household used, so the home's own small
        /// appliances (showers, cookers, kettles, lamps and the like) go, unless the node switches them; heat pump, immersion
        /// heater, battery and compute stay as further loads. A recording that tells the car or the panels apart replaces those too.
        /// </summary>
        /// <param name="home">The home.</param>
        /// <param name="homeName">What messages call it.</param>
        /// <param name="recording">The recording.</param>
        /// <param name="settings">The node's settings.</param>
        /// <param name="notes">Gets a line that says what was done.</param>
        /// <exception cref="InputException">The home has no place for it.</exception>
        internal static HomeDescription WithHousehold(HomeDescription home, string homeName, Trace recording, NodeSettings settings, List<string> notes)
        {
            var source = new TraceSource(recording);
            var appliances = new List<ApplianceSettings>();
            var gone = new List<string>();
            bool placed = false;
            foreach (var each in home.Appliances)
            {
                switch (each)
                {
                    case BaseLoadSettings use when !placed:
                        appliances.Add(use with { Recording = source });
                        placed = true;
                        break;
                    case EvChargerSettings car when recording.Has(TraceColumn.EvW):
                        appliances.Add(car with { Recording = source });
                        break;
                    case SolarPanelsSettings panels when recording.Has(TraceColumn.SolarW):
                        appliances.Add(Recorded(panels, source));
                        break;
                    case BaseLoadSettings or LampsSettings or FridgeSettings or TimedHeaterSettings or OvenSettings or HobSettings when !IsSwitched(each, settings):
                        gone.Add(each.Name);
                        break;
                    default:
                        appliances.Add(each);
                        break;
                }
            }

            if (!placed)
            {
                throw new InputException(
                    homeName + ": appliances: none is of kind base_load; allowed with " + SimulateCommand.HouseholdOption + " is a home that has one");
            }

            string instead = gone.Count > 0 ? ", instead of " + string.Join(", ", gone) : string.Empty;
            notes.Add(Path.GetFileName(recording.File) + " is what the household uses" + instead);
            return home with { Appliances = appliances };
        }

        /// <summary>Has a home's panels deliver what was recorded; a recorded year brings its outdoor temperature as well.</summary>
        /// <param name="home">The home.</param>
        /// <param name="homeName">What messages call it.</param>
        /// <param name="recording">The recording.</param>
        /// <param name="notes">Gets a line that says what was done.</param>
        /// <exception cref="InputException">The home has no panels.</exception>
        internal static HomeDescription WithPanels(HomeDescription home, string homeName, Trace recording, List<string> notes)
        {
            var source = new TraceSource(recording);
            var appliances = new List<ApplianceSettings>();
            bool placed = false;
            foreach (var each in home.Appliances)
            {
                placed |= each is SolarPanelsSettings;
                appliances.Add(each is SolarPanelsSettings panels ? Recorded(panels, source) : each);
            }

            if (!placed)
            {
                throw new InputException(homeName + ": appliances: none is of kind pv; allowed with " + SimulateCommand.PvOption + " is a home that has one");
            }

            bool weather = recording.Has(TraceColumn.OutdoorC);
            notes.Add(Path.GetFileName(recording.File) + " is what the panels deliver" + (weather ? ", and the weather" : string.Empty));
            return home with { Appliances = appliances, Weather = weather ? home.Weather with { Recording = source } : home.Weather };
        }

        /// <summary>Panels with a recording; their inverter must not cut off what another one delivered.</summary>
        private static SolarPanelsSettings Recorded(SolarPanelsSettings panels, TraceSource source)
        {
            double mostW = panels.InverterW;
            foreach (double each in source.Trace.Values(TraceColumn.SolarW))
            {
                mostW = Math.Max(mostW, panels.RecordingScale * each);
            }

            return panels with { Recording = source, InverterW = mostW };
        }

        private static bool IsSwitched(ApplianceSettings appliance, NodeSettings settings)
        {
            foreach (var load in settings.Loads)
            {
                foreach (string circuit in appliance.Circuits)
                {
                    if (load.Name == appliance.Name || load.Name == circuit)
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }
}
