using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Cli.Inputs;
using VirtualNode;

namespace MeterNode.Cli.Monitoring
{
    /// <summary><c>meternode monitor</c>: shows nodes, real or virtual, by what they publish and nothing else.</summary>
    internal static class MonitorCommand
    {
        private const string BrokerOption = "--broker";

        internal static Command Create(Shell shell)
        {
            var broker = Options.Create<BrokerName?>(BrokerOption, "HOST:PORT", "The broker that the node publishes to.", BrokerName.Allowed, BrokerName.TryParse);
            broker.Required = true;
            var user = Options.Text("--user", "NAME", "User name at the broker.", "a user name");
            var password = Options.Text("--password-file", "FILE", "File whose first line is the password.", "the path of a file");
            var id = Options.Text("--id", "ID", "Only this node; otherwise every node that is heard.", "the id of a node");
            var seconds = Options.Create<double>("--for", "SECONDS", "Stop after this time; otherwise at Ctrl+C.", "a number above 0", Values.TrySeconds);
            var command = new Command("monitor", "Watch nodes live by what they publish.") { broker, user, password, id, seconds };
            command.SetAction((parsed, cancel) =>
            {
                string? userName = parsed.GetValue(user);
                string? passwordFile = parsed.GetValue(password);
                if (passwordFile is not null && userName is null)
                {
                    throw new InputException("--password-file: needs --user beside it");
                }

                return RunAsync(
                    shell,
                    parsed.GetRequiredValue(broker)!,
                    userName,
                    passwordFile is null ? null : ReadPassword(passwordFile),
                    parsed.GetValue(id),
                    parsed.GetValue(seconds),
                    cancel);
            });
            return command;
        }

        private static async Task<int> RunAsync(
            Shell shell, BrokerName broker, string? user, string? password, string? id, double seconds, CancellationToken cancel)
        {
            await using var observer = await BrokerConnection.ObserveAsync(BrokerOption, broker, broker.Resolve(BrokerOption), user, password, cancel);
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
                throw new InputException(BrokerOption + ": the broker at " + broker + " has closed the connection");
            }

            if (watch.Nodes().Count == 0)
            {
                shell.Error.WriteLine("meternode: heard " + (id is null ? "no node" : "nothing of node '" + id + "'") + " at " + broker);
                return ExitCode.Failed;
            }

            return ExitCode.Ok;
        }

        private static string ReadPassword(string path)
        {
            string text = InputFile.ReadText(path, "a text file whose first line is the password");
            return text.Split('\n')[0].TrimEnd('\r');
        }
    }
}
