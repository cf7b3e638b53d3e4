using System;
using System.CommandLine;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.NfConfig;

namespace MeterNode.Cli.Flashing
{
    /// <summary><c>meternode nanoff</c>: checks nf.config and prints the commands that bring a board to life.</summary>
    internal static class NanoffCommand
    {
        private static readonly JsonDocumentOptions s_lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

        internal static Command Create(Shell shell)
        {
            var config = Options.Text("--config", "FILE", "The board's configuration (" + BoardConfig.FileName + ").", "the path of an nf.config");
            var port = Options.Text(
                "--port", "PORT", "Serial port of the board, instead of the one in the configuration.", "a serial port, such as COM3 or /dev/ttyUSB0");
            var command = new Command("nanoff", "Check nf.config and print the nanoff command lines for the board.") { config, port };
            command.SetAction(parsed =>
            {
                Print(shell.Output, Load(parsed.GetValue(config) ?? BoardConfig.FileName, parsed.GetValue(port)));
                return ExitCode.Ok;
            });
            return command;
        }

        private static BoardConfig Load(string path, string? port)
        {
            var config = BoardConfig.Load(path);
            if (port is null)
            {
                return config;
            }

            // The file is good; it is read once more with the other port, by the same rules.
            var document = JsonNode.Parse(InputFile.ReadText(path, "an nf.config"), documentOptions: s_lenient)!;
            document["serial"]!["port"] = port;
            try
            {
                return BoardConfig.Parse(document.ToJsonString(), path);
            }
            catch (NfConfigException problem) when (problem.Key == "serial.port")
            {
                int key = problem.Message.IndexOf(problem.Key, StringComparison.Ordinal);
                throw new InputException("--port" + problem.Message.Substring(key + problem.Key.Length));
            }
        }

        private static void Print(TextWriter output, BoardConfig config)
        {
            output.WriteLine("# Run these in the folder of nf.config.");
            foreach (var step in NanoffCommands.Steps(config))
            {
                output.WriteLine();
                output.WriteLine("# " + step.Purpose);
                output.WriteLine(step.CommandLine);
            }

            if (config.Files.Count > 0)
            {
                output.WriteLine();
                output.WriteLine("# " + NanoffCommands.DefaultFileList + " holds:");
                output.Write(NanoffCommands.FileListJson(config));
            }
        }
    }
}
