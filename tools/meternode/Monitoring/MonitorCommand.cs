using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Cli.Inputs;

namespace MeterNode.Cli.Monitoring
{
    /// <summary><c>meternode monitor</c>: shows nodes, real or virtual, by what they publish and nothing else.</summary>
    internal static class MonitorCommand
    {
        internal static Command Create(Shell shell)
        {
            var broker = new BrokerOptions();
            var id = Options.Text("--id", "ID", "Only this node; otherwise every node that is heard.", "the id of a node");
            var seconds = Options.Create<double>("--for", "SECONDS", "Stop after this time; otherwise at Ctrl+C.", "a number above 0", Values.TrySeconds);
            var command = new Command("monitor", "Watch nodes live by what they publish.");
            broker.AddTo(command);
            command.Options.Add(id);
            command.Options.Add(seconds);
            command.SetAction((parsed, cancel) => RunAsync(shell, broker.Read(parsed), parsed.GetValue(id), parsed.GetValue(seconds), cancel));
            return command;
        }

        private static async Task<int> RunAsync(Shell shell, BrokerAccess access, string? id, double seconds, CancellationToken cancel)
        {
            var broker = access.Name;
            await using var observer = await BrokerConnection.ObserveAsync(
                BrokerOptions.Broker, broker, broker.Resolve(BrokerOptions.Broker), access.User, access.Password, cancel, access.Tls);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (seconds > 0)
            {
                end.CancelAfter(TimeSpan.FromSeconds(seconds));
            }

            var watch = new NodeWatch(observer, id);
            if (shell.IsLive)
            {
                await MonitorView.ShowAsync(shell, watch, broker, end.Token);
            }
            else
            {
                await MonitorLog.WriteAsync(shell, watch, end.Token);
            }

            if (!observer.IsConnected)
            {
                throw new InputException(BrokerOptions.Broker + ": the broker at " + broker + " has closed the connection");
            }

            if (watch.Nodes().Count == 0)
            {
                shell.Error.WriteLine("meternode: heard " + (id is null ? "no node" : "nothing of node '" + id + "'") + " at " + broker);
                return ExitCode.Failed;
            }

            return ExitCode.Ok;
        }
    }
}
