using System;
using System.IO;
using System.Text.Json;
using VirtualHome.Appliances;
using VirtualHome.Mains;
using VirtualHome.Weather;

namespace VirtualHome.Description
{
    /// <summary>Reads a home's description from JSON (comments and trailing commas allowed), strictly.</summary>
    public static class HomeReader
    {
        private static readonly JsonDocumentOptions s_options = new JsonDocumentOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            AllowDuplicateProperties = false,
        };

        /// <summary>Reads a file.</summary>
        /// <param name="path">Its path.</param>
        /// <returns>The description.</returns>
        /// <exception cref="HomeFormatException">It cannot be read, or a key or value is wrong.</exception>
        /// <exception cref="Traces.TraceFormatException">A recording that it names is wrong.</exception>
        public static HomeDescription Read(string path)
        {
            string text;
            try
            {
                text = File.ReadAllText(path);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new HomeFormatException(path, string.Empty, "no readable file (" + failure.Message + ")", "a JSON file");
            }

            return Parse(text, path);
        }

        /// <summary>Reads a text.</summary>
        /// <param name="json">The text.</param>
        /// <param name="file">What to call it in messages; recordings are looked for in its folder.</param>
        /// <returns>The description.</returns>
        /// <exception cref="HomeFormatException">A key or value is wrong.</exception>
        /// <exception cref="Traces.TraceFormatException">A recording that it names is wrong.</exception>
        public static HomeDescription Parse(string json, string file)
        {
            try
            {
                using var document = JsonDocument.Parse(json, s_options);
                var home = ReadHome(new JsonSection(file, string.Empty, document.RootElement));
                return home.FindProblem() is { } problem
                    ? throw new HomeFormatException(file, problem.Key, problem.Found, problem.Allowed)
                    : home;
            }
            catch (JsonException failure)
            {
                string where = failure.LineNumber is long line ? "line " + (line + 1) : string.Empty;
                throw new HomeFormatException(file, where, "no JSON (" + failure.Message + ")", "JSON, with comments, each key once");
            }
        }

        private static HomeDescription ReadHome(JsonSection root)
        {
            var home = new HomeDescription
            {
                Mains = ReadMains(root.Section("mains")),
                LocalOffsetH = root.Number("local_offset_h", 0, -12, 14),
                IdealParts = root.Word("parts", "typical", new[] { "ideal", "typical" }) == "ideal",
                Weather = ReadWeather(root.Section("weather")),
                Circuits = root.List("circuits", CircuitDescription.Read),
                Appliances = root.List("appliances", ApplianceKinds.Read),
            };
            root.Done();
            return home;
        }

        private static WeatherSettings ReadWeather(JsonSection section)
        {
            var weather = WeatherSettings.Read(section);
            section.Done();
            return weather;
        }

        private static MainsSettings ReadMains(JsonSection section)
        {
            double voltageV = section.Number("voltage_v", 230, 90, 280);
            int phases = section.Whole("phases", 1, 1, 3);
            if (phases == 2)
            {
                throw new HomeFormatException(section.File, "mains.phases", "2", "1 or 3");
            }

            var mains = new MainsSettings
            {
                VoltageV = voltageV,
                FrequencyHz = section.Number("frequency_hz", 50, 45, 65),
                Phases = phases,
                FuseA = section.Number("fuse_a", 60, 6, 400),
                SourceResistanceOhm = section.Number("source_resistance_ohm", 0.12, 0, 1),
                SourceReactanceOhm = section.Number("source_reactance_ohm", 0.04, 0, 1),
                VoltageWanderV = section.Number("voltage_wander_v", 2, 0, 10),
                FrequencyWanderHz = section.Number("frequency_wander_hz", 0.06, 0, 0.2),
                ThirdHarmonic = section.Number("harmonic_3_share", 0.01, 0, 0.2),
                FifthHarmonic = section.Number("harmonic_5_share", 0.02, 0, 0.2),
                SeventhHarmonic = section.Number("harmonic_7_share", 0.01, 0, 0.2),
                FrequencyScript = section.List("frequency_script", each => ReadChange(each, "hz", 40, 70)),
                VoltageScript = section.List("voltage_script", each => ReadChange(each, "v", 0, 400)),
                Outages = section.List("outages", ReadOutage),
            };
            section.Done();
            return mains;
        }

        private static ScriptedChange ReadChange(JsonSection section, string unit, double least, double most)
        {
            var change = new ScriptedChange(
                section.Required("at_s", 0, 1e10),
                section.Required(unit, least, most),
                section.Number("ramp_s", 0, 0, 1e6),
                section.Number("hold_s", double.PositiveInfinity, 0, 1e10));
            section.Done();
            return change;
        }

        private static Outage ReadOutage(JsonSection section)
        {
            var outage = new Outage(section.Required("at_s", 0, 1e10), section.Required("for_s", 0.1, 1e10));
            section.Done();
            return outage;
        }
    }
}
