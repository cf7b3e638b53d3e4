using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MeterNode.Cli.NfConfig
{
    /// <summary>
    /// The nanoff 2.5 command lines for a board. Runtime and application are written by two commands on purpose: when nanoff 2.5 is
    /// asked for both at once it ignores <c>--address</c> and writes the application where the runtime does not look for it.
    /// </summary>
    public static class NanoffCommands
    {
        /// <summary>What the file list is called unless the caller says otherwise.</summary>
        public const string DefaultFileList = "nanoff-files.json";

        private static readonly JsonWriterOptions s_indented = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        /// <summary>Installs nanoff.</summary>
        public static string InstallTool(BoardConfig config)
        {
            string version = config.NanoffVersion.Split('.').Length > 2 ? config.NanoffVersion : config.NanoffVersion + ".*";
            return "dotnet tool install --global nanoff --version \"" + version + "\"";
        }

        /// <summary>Writes the runtime; a full version in <see cref="BoardConfig.FirmwareVersion"/> is asked for to the letter.</summary>
        public static string UpdateRuntime(BoardConfig config)
        {
            bool exact = config.FirmwareVersion.Split('.').Length > 2;
            return Flashing(config) + " --update" + (exact ? " --fwversion " + config.FirmwareVersion : string.Empty);
        }

        /// <summary>Writes the application, its address included: nanoff's default is wrong for an ESP32.</summary>
        public static string DeployImage(BoardConfig config)
        {
            return Flashing(config)
                + " --deploy --image " + CommandText.Argument(config.Image)
                + " --address 0x" + config.Flash.DeploymentAddress.ToString("X", CultureInfo.InvariantCulture);
        }

        /// <summary>Writes the application through the running runtime, which knows the address itself; slower.</summary>
        public static string DeployImageThroughRuntime(BoardConfig config)
        {
            return "nanoff --nanodevice --serialport " + CommandText.Argument(config.Serial.Port)
                + " --deploy --image " + CommandText.Argument(config.Image);
        }

        /// <summary>Copies the files of a list to the board's file system.</summary>
        /// <param name="fileList">Path of a file with the text of <see cref="FileListJson"/>.</param>
        public static string DeployFiles(string fileList)
        {
            return "nanoff --filedeployment " + CommandText.Argument(fileList);
        }

        /// <summary>Stores a network's name and password on the board.</summary>
        /// <param name="networkFile">Path of a file with the text of <see cref="NetworkJson"/>.</param>
        public static string DeployNetwork(string networkFile)
        {
            return "nanoff --networkdeployment " + CommandText.Argument(networkFile);
        }

        /// <summary>The text of the file that <see cref="DeployFiles"/> names.</summary>
        public static string FileListJson(BoardConfig config)
        {
            return Json(writer =>
            {
                writer.WriteString("serialport", config.Serial.Port);
                writer.WriteStartArray("files");
                foreach (var file in config.Files)
                {
                    writer.WriteStartObject();
                    writer.WriteString("DestinationFilePath", file.Destination);
                    writer.WriteString("SourceFilePath", file.Source);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
        }

        /// <summary>
        /// The text of the file that <see cref="DeployNetwork"/> names. It is only needed when the node's settings leave
        /// <c>wifi.ssid</c> empty.
        /// </summary>
        /// <param name="config">The board.</param>
        /// <param name="ssid">Name of the network.</param>
        /// <param name="password">Its password.</param>
        public static string NetworkJson(BoardConfig config, string ssid, string password)
        {
            return Json(writer =>
            {
                writer.WriteString("SerialPort", config.Serial.Port);
                writer.WriteStartObject("WirelessClient");
                writer.WriteString("Ssid", ssid);
                writer.WriteString("Password", password);
                writer.WriteEndObject();
            });
        }

        /// <summary>The steps from an empty board to a running node.</summary>
        /// <param name="config">The board.</param>
        /// <param name="fileList">Path of a file with the text of <see cref="FileListJson"/>.</param>
        public static IReadOnlyList<NanoffStep> Steps(BoardConfig config, string fileList = DefaultFileList)
        {
            var steps = new List<NanoffStep>
            {
                new NanoffStep("Install nanoff, once.", InstallTool(config)),
                new NanoffStep("Write the .NET nanoFramework runtime.", UpdateRuntime(config)),
                new NanoffStep("Write the application.", DeployImage(config)),
            };
            if (config.Files.Count > 0)
            {
                steps.Add(new NanoffStep("Copy the files to the board.", DeployFiles(fileList)));
            }

            return steps;
        }

        private static string Flashing(BoardConfig config)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"nanoff --target {config.Target} --serialport {CommandText.Argument(config.Serial.Port)} --baud {config.Serial.Baud}");
        }

        private static string Json(Action<Utf8JsonWriter> content)
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, s_indented))
            {
                writer.WriteStartObject();
                content(writer);
                writer.WriteEndObject();
            }

            return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
        }
    }
}
