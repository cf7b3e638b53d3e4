using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Monitoring;
using MeterNode.Cli.Settings;
using MeterNode.Services.Calibrating;

namespace MeterNode.Cli.Calibrating
{
    /// <summary>
    /// <c>meternode calibrate</c>: compares what a node publishes with a reference load, and writes what follows into its settings
    /// file. The node itself takes no calibration from the broker: the file goes to the board by hand.
    /// </summary>
    internal static class CalibrateCommand
    {
        private const int UsualSeconds = 60;

        internal static Command Create(Shell shell)
        {
            var broker = new BrokerOptions();
            var file = Options.Text("--settings", "FILE", "The node's settings file; the circuit's calibration is written into it.", "the path of a file");
            var circuit = Options.Text("--circuit", "NAME", "The circuit.", "the name of a circuit of the settings");
            var noLoad = new Option<bool>("--no-load") { Description = "Measure what leaks in without any load: its breaker is off." };
            var current = Options.Create<double>("--current", "A", "Current of the reference load, A rms, by a reference meter.", "a number above 0", Values.TrySeconds);
            var factor = Options.Create<double>("--power-factor", "PF", "Its power factor; 1 without this option.", "a number above 0, up to 1", TryFactor);
            var leading = new Option<bool>("--leading") { Description = "Its current leads the voltage (a capacitor)." };
            var voltage = Options.Create<double>("--voltage", "V", "Its voltage, V rms, to calibrate the voltage as well.", "a number above 0", Values.TrySeconds);
            var seconds = Options.Create<int>(
                "--for", "SECONDS", "For how long to average; 60 without this option.", "a whole number from " + Calibrator.ShortestS + " to " + Calibrator.LongestS, TryDuration);
            file.Required = true;
            circuit.Required = true;
            var command = new Command("calibrate", "Calibrate a circuit against a reference load, into the node's settings file.");
            broker.AddTo(command);
            foreach (var each in new Option[] { file, circuit, noLoad, current, factor, leading, voltage, seconds })
            {
                command.Options.Add(each);
            }

            command.SetAction((parsed, cancel) =>
            {
                bool hasLoad = parsed.GetResult(current) is not null;
                if (hasLoad == parsed.GetValue(noLoad))
                {
                    throw new InputException("--current: allowed is either --current with the reference load's current, or --no-load");
                }

                if (!hasLoad && (parsed.GetResult(factor) is not null || parsed.GetValue(leading) || parsed.GetResult(voltage) is not null))
                {
                    throw new InputException("--no-load: allowed without --power-factor, --leading and --voltage");
                }

                var load = hasLoad
                    ? new ReferenceLoad(
                        Milli(parsed.GetValue(current)), parsed.ValueOr(factor, 1), parsed.GetValue(leading), Milli(parsed.ValueOr(voltage, 0)))
                    : null;
                var task = new CalibrationTask(parsed.GetRequiredValue(circuit)!, load, parsed.ValueOr(seconds, UsualSeconds));
                return RunAsync(shell, broker.Read(parsed), parsed.GetRequiredValue(file)!, task, cancel);
            });
            return command;
        }

        private static async Task<int> RunAsync(Shell shell, BrokerAccess access, string path, CalibrationTask task, CancellationToken cancel)
        {
            string text = InputFile.ReadText(path, SettingsReader.Allowed);
            var settings = SettingsReader.Parse(text, path);
            int index = settings.CircuitIndex(task.Circuit);
            if (index < 0)
            {
                throw new InputException("--circuit: is '" + task.Circuit + "'; allowed is one of " + string.Join(", ", Array.ConvertAll(settings.Circuits, each => each.Name)));
            }

            var before = new SettingsCalibration(settings, settings.Circuits[index]);
            if (task.Load is { VoltageMv: > 0 } && !before.IsOnSupplyPhase)
            {
                throw new InputException("--voltage: circuit '" + task.Circuit + "' is on another phase than the supply's circuit, and the node tells that one's voltage alone; leave it out");
            }

            var editor = new SettingsEditor(path, text);
            OutputPath.CheckFile("--settings", path);
            var calibrator = new Calibrator(before.Type, before.InForce);
            if (task.Load is { } load)
            {
                before.RecallPoint(calibrator, load.CurrentMa);
                calibrator.BeginReference(load, task.Seconds);
            }
            else
            {
                calibrator.BeginNoLoad(task.Seconds);
            }

            var run = new CalibrationRun(shell, settings, task, calibrator) { TypeOfTask = before.Type };
            string? problem;
            if (calibrator.State == CalibrationState.Refused)
            {
                problem = RefusalText.Of(calibrator.Refusal, before.Type);
            }
            else
            {
                await using var node = await NodeMessages.ConnectAsync(access, settings.Id, cancel);
                problem = await run.ListenAsync(node, cancel);
            }

            if (problem is not null)
            {
                shell.Error.WriteLine("meternode: not calibrated, " + path + " is as it was: " + problem);
                return ExitCode.Failed;
            }

            var result = CalibrationResult.Of(settings, index, before, calibrator, task.Load);
            result.WriteTo(editor);
            string kept = editor.Save();
            shell.Print(result.Show(run, path, kept));
            return ExitCode.Ok;
        }

        private static int Milli(double value)
        {
            return (int)Math.Round(Math.Min(value, 1e6) * 1000);
        }

        private static bool TryFactor(string text, out double factor)
        {
            return Values.TrySeconds(text, out factor) && factor <= 1;
        }

        private static bool TryDuration(string text, out int seconds)
        {
            return Values.TryWhole(text, out seconds) && seconds >= Calibrator.ShortestS && seconds <= Calibrator.LongestS;
        }
    }
}
