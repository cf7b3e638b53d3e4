using System.CommandLine;
using MeterNode.Cli.Inputs;

namespace MeterNode.Cli.Settings
{
    /// <summary><c>meternode check-settings FILE</c>: whether the firmware will take a settings file, and what it makes of it.</summary>
    internal static class CheckSettingsCommand
    {
        internal static Command Create(Shell shell)
        {
            var file = new Argument<string>("FILE") { Description = "The node's settings, as they go to I:\\settings.json." };
            var command = new Command("check-settings", "Check a node's settings with the firmware's own reader.") { file };
            var forCommand = new Option<bool>("--for-command") { Description = "As 'command settings' takes them: a password may be true, for the one that the node has." };
            command.Options.Add(forCommand);
            command.SetAction(parsed =>
            {
                string path = parsed.GetRequiredValue(file);
                var settings = parsed.GetValue(forCommand)
                    ? SettingsReader.ParseSent(InputFile.ReadText(path, SettingsReader.Allowed), path)
                    : SettingsReader.Read(path);
                shell.Print(SettingsTable.Create(path, settings));
                return ExitCode.Ok;
            });
            return command;
        }
    }
}
