using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using MeterNode.Cli;
using MeterNode.System.Tests.Nodes;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary><c>simulate</c> with loads that no relay of the board switches, and with a name that is not ASCII.</summary>
    public sealed class SimulateSetPointTests : IDisposable
    {
        private readonly TempFolder _folder = new TempFolder();

        [Fact]
        public void Simulate_LoadsWithAndWithoutARelay_CountsAndPlotsTheContactsThatThereAre()
        {
            string report = _folder.File("report");

            var figures = Run(out var run, SetPointLoadsTests.Settings, "--report", report);

            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.Empty(run.Error);
            Assert.Equal("heater", Assert.Single(figures["relay_operations"]!.AsObject()).Key);
            Assert.Equal(1, (int)figures["relay_operations"]!["heater"]!);
            Assert.Matches("Relay operations +│ heater 1 ", run.Output);
            Assert.True(new FileInfo(Path.Combine(report, "relays.png")).Length > 5_000);
            Assert.Contains("simulation: K&#252;che</title>", File.ReadAllText(Path.Combine(report, "index.html")), StringComparison.Ordinal);
        }

        [Fact]
        public void Simulate_NoLoadWithARelay_PlotsNoContacts()
        {
            string report = _folder.File("report");
            var settings = JsonNode.Parse(SetPointLoadsTests.Settings)!.AsObject();
            settings["name"] = "Kitchen";
            settings["loads"]!.AsArray().RemoveAt(1);

            var figures = Run(out var run, settings.ToJsonString(), "--report", report);

            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.Empty(figures["relay_operations"]!.AsObject());
            Assert.Matches("Relay operations +│ none ", run.Output);
            Assert.Equal(new[] { "index.html", "power.png", "supply.png" }, Directory.GetFiles(report).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.DoesNotContain("relays.png", File.ReadAllText(Path.Combine(report, "index.html")), StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("Küche", "\"broker\": { \"host\": \"broker.local\", \"plain\": true }")]
        [InlineData("Küche", "\"broker\": { \"host\": \"broker.local\", \"user\": \"Küche\", \"password\": \"größer & 'anders' <als> +\" }")]
        [InlineData("\u53a8\u623f \u201ceins\u201d\u00a0\u20ac", "\"broker\": { \"host\": \"broker.local\", \"user\": \"n\u00f8de\u00a01\", \"password\": \"a\\\\u0041\" }")]
        public void Simulate_TextsThatAreNotAscii_ReachTheNodeAsTheyAre(string name, string broker)
        {
            // Parts that are not ideal, so that the settings are written anew with their calibration.
            string home = SetPointLoadsTests.Home.Replace("\"ideal\"", "\"typical\"", StringComparison.Ordinal);
            string settings = SetPointLoadsTests.Settings.Replace("\"broker\": { \"host\": \"broker.local\", \"plain\": true }", broker, StringComparison.Ordinal)
                .Replace("\"Küche\", \"restart", "\"" + name + "\", \"restart", StringComparison.Ordinal);
            Assert.Contains("\"name\": \"" + name + "\"", settings, StringComparison.Ordinal);

            var run = Cli.Run("simulate", "--hours", "0.02", "--home", _folder.Write("home.json", home), "--settings", _folder.Write("settings.json", settings));

            Assert.Empty(run.Error);
            Assert.Equal(ExitCode.Ok, run.ExitCode);
        }

        [Fact]
        public void Simulate_NameThatTheBoardCannotHold_IsRefused()
        {
            string settings = SetPointLoadsTests.Settings.Replace("\"Küche\", \"restart", "\"Home \ud83c\udfe0\", \"restart", StringComparison.Ordinal);
            var run = Cli.Run("simulate", "--hours", "0.02", "--home", _folder.Write("home.json", SetPointLoadsTests.Home), "--settings", _folder.Write("settings.json", settings));
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains("name: has a character that this reader does not have, such as an emoji", run.Error, StringComparison.Ordinal);
        }

        [Fact]
        public void CheckSettings_LoadWithoutARelay_ShowsNeitherPinNorContact()
        {
            var run = Cli.Run("check-settings", _folder.Write("settings.json", SetPointLoadsTests.Settings));

            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.Matches("car +│ car +│ +- │ - +│ +7360 ", run.Output);
            Assert.Matches("heater +│ heater +│ +25 │ normally open +│ +2000 ", run.Output);
        }

        [Fact]
        public void CheckSettings_WithAnEscapeThatTheNodeDoesNotHave_SaysWhereAndWhatIsAllowed()
        {
            var run = Cli.Run("check-settings", _folder.Write("settings.json", SetPointLoadsTests.Settings.Replace("ü", "\\u00fc", StringComparison.Ordinal)));

            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains("settings.json: line 2: has an escape that this reader does not have, such as \\u or \\/; allowed are ", run.Error, StringComparison.Ordinal);
        }

        public void Dispose()
        {
            _folder.Dispose();
        }

        private JsonObject Run(out Cli run, string settings, params string[] options)
        {
            string json = _folder.File("result.json");
            string[] first =
            {
                "simulate", "--hours", "0.1", "--home", _folder.Write("home.json", SetPointLoadsTests.Home),
                "--settings", _folder.Write("settings.json", settings), "--json", json,
            };
            run = Cli.Run(first.Concat(options).ToArray());
            return JsonNode.Parse(File.ReadAllText(json))!.AsObject();
        }
    }
}
