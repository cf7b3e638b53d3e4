using System.CommandLine;

namespace MeterNode.Cli.Settings
{
    /// <summary><c>meternode check-settings FILE</c>: whether the firmware will take a settings file, and what it makes of it.</summary>
    internal static class CheckSettingsCommand
    {
        internal static Command Create(Shell shell)
        {
            var file = new Argument<string>("FILE") { Description = "The node's settings, as they go to I:\\settings.json." };
            var command = new Command("check-settings", "Check a node's settings with the firmware's own reader.") { file };
            command.SetAction(parsed =>
            {
                string path = parsed.GetRequiredValue(file);
                var settings = SettingsReader.Read(path);
                shell.Print(SettingsTable.Create(path, settings));
                return ExitCode.Ok;
            });
            return command;
        }
    }
}
