using System;
using MeterNode.Cli;
using MeterNode.Cli.Simulation;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    public sealed class CheckSettingsTests
    {
        [Fact]
        public void CheckSettings_OfGoodSettings_ShowsThemWithoutPasswords()
        {
            using var folder = new TempFolder();
            string text = DefaultSettings.Text().Replace("\"plain\": true", "\"plain\": true, \"user\": \"node\", \"password\": \"sesame\"", StringComparison.Ordinal);

            var run = Cli.Run("check-settings", folder.Write("settings.json", text));

            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.Empty(run.Error);
            Assert.Contains("settings.json: good", run.Output, StringComparison.Ordinal);
            Assert.Contains("60 A on circuit supply", run.Output, StringComparison.Ordinal);
            Assert.Contains("broker.local:1883, plain, as node", run.Output, StringComparison.Ordinal);
            Assert.Contains("normally closed", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("sesame", run.Output, StringComparison.Ordinal);
        }

        [Fact]
        public void CheckSettings_WithAPasswordToKeep_AreGoodForACommandAlone()
        {
            using var folder = new TempFolder();
            string text = DefaultSettings.Text().Replace("\"plain\": true", "\"plain\": true, \"user\": \"node\", \"password\": true", StringComparison.Ordinal);
            string path = folder.Write("settings.json", text);
            var run = Cli.Run("check-settings", path);
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains("broker.password: is not a text of at most 128 characters (the value is not shown); true is for what 'meternode command settings' sends", run.Error, StringComparison.Ordinal);

            run = Cli.Run("check-settings", path, "--for-command");
            Assert.True(run.ExitCode == ExitCode.Ok, run.Error);
            Assert.Contains("settings.json: good", run.Output, StringComparison.Ordinal);

            run = Cli.Run("check-settings", "--for-command", folder.Write("settings.json", text.Replace("\"schema\": 1", "\"schema\": true", StringComparison.Ordinal)));
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains("schema: is true; allowed is", run.Error, StringComparison.Ordinal);
        }

        [Fact]
        public void CheckSettings_OfANamedCt_ShowsItsNameAndWhatItStandsFor()
        {
            using var folder = new TempFolder();
            string text = DefaultSettings.Text().Replace("\"address\": 65", "\"address\": 65, \"ct\": \"30a-10ma\"", StringComparison.Ordinal);

            var run = Cli.Run("check-settings", folder.Write("settings.json", text));

            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.Matches("shower .*0x41 .*30a-10ma .*139.5", run.Output);

            run = Cli.Run("check-settings", folder.Write("settings.json", text.Replace("30a-10ma", "30a", StringComparison.Ordinal)));

            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains("circuits[1].ct: is \"30a\"; allowed is the name of a type: 5a-2.5ma, 20a-10ma, 30a-10ma, 50a-50ma, ", run.Error, StringComparison.Ordinal);
        }
    }
}
