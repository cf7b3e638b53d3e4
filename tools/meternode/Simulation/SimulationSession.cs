using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Monitoring;
using MeterNode.Cli.Reporting;
using MeterNode.Cli.Views;
using Spectre.Console;
using VirtualNode;

namespace MeterNode.Cli.Simulation
{
    /// <summary>
    /// A simulation from the first check to the last file: whatever can be wrong with what the user gave is found before the run.
    /// </summary>
    internal static class SimulationSession
    {
        /// <summary>Runs it.</summary>
        /// <param name="shell">Where to write to.</param>
        /// <param name="options">What the user asks for.</param>
        /// <param name="cancel">Stops it.</param>
        /// <returns>The exit code.</returns>
        internal static async Task<int> RunAsync(Shell shell, SimulationOptions options, CancellationToken cancel)
        {
            if (options.Broker is not null && options.ListenPort != 0)
            {
                throw new InputException(
                    SimulateCommand.ListenOption + ": is the port of the broker inside this process; allowed without " + SimulateCommand.BrokerOption);
            }

            var inputs = SimulationInputs.Load(options);
            using var embedded = options.Broker is null ? StartBroker(options.ListenPort) : null;
            var name = options.Broker ?? new BrokerName("127.0.0.1", embedded!.Endpoint.Port);
            var endpoint = embedded?.Endpoint ?? name.Resolve(SimulateCommand.BrokerOption);
            var login = inputs.Settings.Brokers.Length > 0 ? inputs.Settings.Brokers[0] : null;
            await using var observer = await BrokerConnection.ObserveAsync(
                SimulateCommand.BrokerOption, name, endpoint, login?.User.Length > 0 ? login.User : null, login?.Password, cancel);
            using var run = new SimulationRun(options, inputs);
            CheckOutputs(options);

            Announce(shell, options, inputs, name);
            RunView view = shell.IsLive ? new LiveView(shell.Console, options, run.World.Settings) : new PlainView(shell.Output, options);
            var work = Task.Factory.StartNew(
                () => run.Run(endpoint, observer, view, cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await view.FollowAsync(work);
            await work;

            var node = observer.Node(run.World.Settings.Id);
            var result = SimulationResult.Of(options, run, node);
            shell.Print(SummaryTable.Create(result));
            Write(shell, options, run, node, result);
            return result.Ok ? ExitCode.Ok : ExitCode.Failed;
        }

        private static EmbeddedBroker StartBroker(int port)
        {
            try
            {
                return EmbeddedBroker.Start(port);
            }
            catch (SocketException failure)
            {
                string problem = failure.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse => "is in use",
                    SocketError.AccessDenied => "may not be used",
                    _ => "cannot be had (" + failure.Message + ")",
                };
                throw new InputException(Tables.Format(
                    $"{SimulateCommand.ListenOption}: port {port} {problem}; allowed is a free port from 1 to 65535, or no {SimulateCommand.ListenOption} for any"));
            }
        }

        private static void CheckOutputs(SimulationOptions options)
        {
            if (options.JsonFile is not null)
            {
                OutputPath.CheckFile(SimulateCommand.JsonOption, options.JsonFile);
            }

            if (options.ReportFolder is not null)
            {
                OutputPath.CheckFolder(SimulateCommand.ReportOption, options.ReportFolder);
            }
        }

        private static void Announce(Shell shell, SimulationOptions options, SimulationInputs inputs, BrokerName broker)
        {
            shell.Output.WriteLine(Tables.Format(
                $"Simulating {options.Hours:0.####} h from {options.StartUtc:yyyy-MM-dd HH:mm} UTC, seed {options.Seed}: ")
                + Tables.Format($"node '{inputs.Settings.Id}' in {inputs.HomeName}, broker at {broker}."));
            foreach (string each in inputs.Notes)
            {
                shell.Output.WriteLine("Note: " + each + ".");
            }

            shell.Output.Flush();
        }

        private static void Write(Shell shell, SimulationOptions options, SimulationRun run, NodeView node, SimulationResult result)
        {
            if (options.JsonFile is not null)
            {
                OutputPath.Write(options.JsonFile, ResultJson.Of(result));
                shell.Output.WriteLine("Figures: " + options.JsonFile);
            }

            if (options.ReportFolder is not null)
            {
                string page = Report.Write(options.ReportFolder, new ReportData(options, run, node.Events), result);
                shell.Output.WriteLine("Report: " + page);
            }

            shell.Output.Flush();
        }
    }
}
