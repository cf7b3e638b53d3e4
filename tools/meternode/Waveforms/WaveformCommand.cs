using System;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Monitoring;
using VirtualNode;

namespace MeterNode.Cli.Waveforms
{
    /// <summary><c>meternode waveform</c>: asks a node for one cycle of a circuit and shows it.</summary>
    internal static class WaveformCommand
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

        internal static Command Create(Shell shell)
        {
            var broker = new BrokerOptions();
            var id = Options.Text("--id", "ID", "The node.", "the id of a node");
            var circuit = Options.Text("--circuit", "NAME", "The circuit.", "the name of a circuit");
            var picture = Options.Text("--png", "FILE", "Also draw it into this file.", "the path of a file");
            var data = Options.Text("--json", "FILE", "Also write the node's message into this file.", "the path of a file");
            id.Required = true;
            circuit.Required = true;
            var command = new Command("waveform", "Show one mains cycle of a circuit: voltage and current.");
            broker.AddTo(command);
            foreach (var each in new Option[] { id, circuit, picture, data })
            {
                command.Options.Add(each);
            }

            command.SetAction((parsed, cancel) => RunAsync(
                shell, broker.Read(parsed), parsed.GetRequiredValue(id)!, parsed.GetRequiredValue(circuit)!, parsed.GetValue(picture), parsed.GetValue(data), cancel));
            return command;
        }

        private static async Task<int> RunAsync(
            Shell shell, BrokerAccess access, string id, string circuit, string? picture, string? data, CancellationToken cancel)
        {
            CheckOutput("--png", picture);
            CheckOutput("--json", data);
            string request = Guid.NewGuid().ToString("N").Substring(0, 12);
            await using var node = await NodeMessages.ConnectAsync(access, id, cancel);
            await node.PublishAsync("waveform/get", BoardJson.Message(new JsonObject { ["circuit"] = circuit, ["id"] = request }), cancel);
            var answer = await AnswerAsync(node, request, cancel);
            if (answer is null)
            {
                return Fail(shell, "no answer of node '" + id + "' within " + s_patience.TotalSeconds + " s");
            }

            if (answer.Topic == "reply")
            {
                return Fail(shell, "the node refuses: " + JsonNode.Parse(answer.Payload)?["error"]);
            }

            var wave = Waveform.Parse(answer.Payload);
            if (wave.VoltageV.Length == 0)
            {
                return Fail(shell, "the node has no waveform of '" + circuit + "'" + (wave.Faults.Length > 0 ? ": " + wave.Faults : string.Empty));
            }

            shell.Print(TextPlot.Draw(wave));
            if (picture is not null)
            {
                OutputPath.Write(picture, WaveformPicture.Draw(wave));
            }

            if (data is not null)
            {
                OutputPath.Write(data, Encoding.UTF8.GetBytes(answer.Payload + "\n"));
            }

            return ExitCode.Ok;
        }

        private static async Task<NodeMessage?> AnswerAsync(NodeMessages node, string request, CancellationToken cancel)
        {
            var deadline = DateTime.UtcNow + s_patience;
            while (DateTime.UtcNow < deadline)
            {
                var message = await node.NextAsync(deadline - DateTime.UtcNow, cancel);
                if (message is { Topic: "waveform" or "reply" } && IsAnswerTo(request, message.Payload))
                {
                    return message;
                }
            }

            return null;
        }

        private static bool IsAnswerTo(string request, string payload)
        {
            try
            {
                return JsonNode.Parse(payload) is JsonObject answer && answer["id"]?.ToString() == request;
            }
            catch (JsonException)
            {
                return false;
            }
        }

        private static void CheckOutput(string option, string? path)
        {
            if (path is not null)
            {
                OutputPath.CheckFile(option, path);
            }
        }

        private static int Fail(Shell shell, string problem)
        {
            shell.Error.WriteLine("meternode: " + OneLine.Of(problem));
            return ExitCode.Failed;
        }
    }
}
