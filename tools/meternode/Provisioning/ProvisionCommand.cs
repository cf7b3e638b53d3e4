using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using MeterNode.Cli.Inputs;

namespace MeterNode.Cli.Provisioning
{
    /// <summary><c>meternode provision</c>: makes a broker's configuration, and keys and settings for nodes.</summary>
    internal static class ProvisionCommand
    {
        private const int DefaultDays = 3650;
        private const int LongestHost = 128;
        private const int LongestName = 24;

        internal static Command Create(Shell shell)
        {
            var folder = Options.Text("--out", "DIR", "The folder of broker and nodes; one that is there is extended.", "the path of a folder");
            var id = Options.Create<string?>("--id", "NAME", "The node to add.", "lower-case letters, digits, '-' and '_', at most 24", TryName);
            var host = Options.Create<string?>(
                "--host", "HOST", "Name or address by which the nodes reach the broker.", "a host name or IPv4 address of at most 128 characters", TryHost);
            var port = Options.Create<int?>(
                "--port", "N", "The broker's port for certificates (8883); the next is for passwords.", "a whole number from 1 to 65534", TryPort);
            var settings = Options.Text("--settings", "FILE", "Settings that the node's are made from, instead of the built-in ones.", "the path of a file");
            var days = Options.Create<int>("--days", "N", "For how many days certificates are valid (3650).", "a whole number from 1 to 10950", TryDays);
            var orchestrator = new Option<string[]>("--orchestrator")
            {
                Description = "A program that may talk to all nodes; at first 'home' and 'tools'.", HelpName = "NAME", Arity = ArgumentArity.OneOrMore,
            };
            var access = Options.Create<Access>(
                "--access", "HOW", "How those that are added show who they are (certificate).", "certificate or password", TryAccess);
            var rotate = new Option<bool>("--rotate") { Description = "The node is there already: new keys, and the old certificate is revoked." };
            var revoke = Options.Text("--revoke", "NAME", "Take a node's or an orchestrator's access away.", "the name of one");
            var brokerPath = Options.Text("--broker-path", "PATH", "Where the broker's files will stand on its machine.", "an absolute path");
            var force = new Option<bool>("--force") { Description = "Write anew what is there." };
            folder.Required = true;
            var command = new Command("provision", "Make a broker's TLS configuration, and a node's keys and settings.")
            {
                folder, id, host, port, settings, days, orchestrator, access, rotate, revoke, brokerPath, force,
            };
            command.SetAction(parsed => Run(shell, new ProvisionRequest(parsed.GetRequiredValue(folder)!)
            {
                Node = parsed.GetValue(id),
                Host = parsed.GetValue(host),
                Port = parsed.GetValue(port),
                SettingsFile = parsed.GetValue(settings),
                Days = parsed.ValueOr(days, DefaultDays),
                Orchestrators = parsed.GetValue(orchestrator) ?? Array.Empty<string>(),
                Access = parsed.GetValue(access),
                Rotate = parsed.GetValue(rotate),
                Revoke = parsed.GetValue(revoke),
                BrokerPath = parsed.GetValue(brokerPath),
                Force = parsed.GetValue(force),
            }));
            return command;
        }

        private static int Run(Shell shell, ProvisionRequest request)
        {
            Check(request);
            OutputPath.CheckFolder("--out", request.Folder);
            using var provisioner = new Provisioner(request, DateTimeOffset.UtcNow);
            provisioner.Run();
            foreach (string each in provisioner.Notes)
            {
                shell.Output.WriteLine(each);
            }

            shell.Output.WriteLine("Broker: mosquitto -c " + provisioner.ConfigurationPath);
            if (provisioner.BoardFiles.Count > 0)
            {
                shell.Output.WriteLine("Files for the board, for the list 'files' of nf.config:");
                foreach (var (destination, source) in provisioner.BoardFiles)
                {
                    shell.Output.WriteLine(
                        "    { \"destination\": " + JsonSerializer.Serialize(destination) + ", \"source\": " + JsonSerializer.Serialize(source.Replace('\\', '/')) + " },");
                }
            }

            return ExitCode.Ok;
        }

        private static void Check(ProvisionRequest request)
        {
            if (request.Node is null && request.Revoke is null && request.Orchestrators.Count == 0)
            {
                throw new InputException("--id: is missing; allowed is the name of a node, or --orchestrator or --revoke instead");
            }

            if (request.Rotate && request.Node is null)
            {
                throw new InputException("--rotate: needs --id beside it");
            }

            if (request.Revoke is not null && request.Revoke == request.Node)
            {
                throw new InputException("--revoke: is '" + request.Revoke + "', as is --id; allowed is one of the two (--rotate gives new keys)");
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (string each in request.Orchestrators.Append(request.Node).OfType<string>())
            {
                if (!TryName(each, out _))
                {
                    throw new InputException("--orchestrator: is '" + each + "'; allowed is lower-case letters, digits, '-' and '_', at most " + LongestName);
                }

                if (!seen.Add(each))
                {
                    throw new InputException("--orchestrator: '" + each + "' is named twice; allowed is a name of its own for each");
                }
            }
        }

        private static bool TryName(string text, out string? name)
        {
            name = text;
            return text.Length is > 0 and <= LongestName && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_');
        }

        private static bool TryHost(string text, out string? host)
        {
            host = text;
            return text.Length <= LongestHost && Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4;
        }

        private static bool TryPort(string text, out int? port)
        {
            bool good = Values.TryPort(text, out int read) && read < 65535;
            port = read;
            return good;
        }

        private static bool TryDays(string text, out int days)
        {
            return Values.TryWhole(text, out days) && days is >= 1 and <= Authority.MostDays;
        }

        private static bool TryAccess(string text, out Access access)
        {
            access = text == "password" ? Access.Password : Access.Certificate;
            return text is "password" or "certificate";
        }
    }
}
