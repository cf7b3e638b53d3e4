using System;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Monitoring;

namespace MeterNode.Cli.Commanding
{
    /// <summary><c>meternode command</c>: sends a node a signed command and waits for its reply.</summary>
    internal static class CommandCommand
    {
        private const string Restart = "restart";
        private const string Settings = "settings";
        private const string RotateKey = "rotate-key";
        private const int UsualValidForS = 300;
        private const int MostValidForS = 86400;

        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

        internal static Command Create(Shell shell)
        {
            var broker = new BrokerOptions();
            var id = Options.Text("--id", "ID", "The node.", "the id of a node");
            var key = Options.Text("--key-file", "FILE", "The node's command key.", "the path of a file");
            var counter = Options.Create<long>(
                "--counter", "N", "The command's counter; without this option the time in ms since 1970.", "a whole number from 1 to 9223372036854775807", TryCounter);
            var validFor = Options.Create<int>("--valid-for", "SECONDS", "For how long the command holds; 300 without this option, 0 for ever.", "a whole number from 0 to 86400", TryValidFor);
            var what = new Argument<string>("COMMAND") { Description = "restart, settings FILE, or rotate-key." };
            var file = new Argument<string?>("FILE") { Description = "The settings file.", Arity = ArgumentArity.ZeroOrOne };
            var withPasswords = new Option<bool>("--with-passwords") { Description = "With settings: send the file's passwords too. Without it the node keeps those that it has." };
            id.Required = true;
            key.Required = true;
            var command = new Command("command", "Send a node a signed command: restart it, replace its settings, or change its key.") { what, file };
            broker.AddTo(command);
            foreach (var each in new Option[] { id, key, counter, validFor, withPasswords })
            {
                command.Options.Add(each);
            }

            command.SetAction((parsed, cancel) =>
            {
                string name = parsed.GetRequiredValue(what);
                string? path = parsed.GetValue(file);
                if (name is not (Restart or Settings or RotateKey))
                {
                    throw new InputException("COMMAND: is '" + name + "'; allowed is " + Restart + ", " + Settings + " FILE or " + RotateKey);
                }

                if ((name == Settings) != (path is not null))
                {
                    throw new InputException(name == Settings ? "FILE: is missing; allowed is the path of a settings file" : "FILE: is '" + path + "'; allowed with " + Settings + " only");
                }

                bool sendsPasswords = parsed.GetValue(withPasswords);
                if (sendsPasswords && path is null)
                {
                    throw new InputException("--with-passwords: is given; allowed with " + Settings + " only");
                }

                var task = new CommandTask(
                    name,
                    parsed.GetRequiredValue(id)!,
                    KeyFile.Read(parsed.GetRequiredValue(key)!),
                    path is null ? null : SettingsToSend.Read(path, sendsPasswords),
                    parsed.ValueOr(counter, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()),
                    parsed.ValueOr(validFor, UsualValidForS));
                return RunAsync(shell, broker.Read(parsed), task, cancel);
            });
            return command;
        }

        private static async Task<int> RunAsync(Shell shell, BrokerAccess access, CommandTask task, CancellationToken cancel)
        {
            await using var node = await NodeMessages.ConnectAsync(access, task.Id, cancel);
            var link = new CommandLink(node, task, s_patience);
            if (task.What == RotateKey)
            {
                return await RotateAsync(shell, link, task, cancel);
            }

            foreach (var body in task.Settings is not null ? SettingsParts.Of(task.Settings.Text) : [new JsonObject { ["do"] = Restart }])
            {
                string? outcome = await link.AskAsync(body, cancel);
                if (outcome != string.Empty)
                {
                    bool lacksPassword = task.Settings is { Omitted: > 0 } && outcome is not null && outcome.Contains(".password: is true", StringComparison.Ordinal);
                    return Fail(shell, Problem(outcome, task.Id) + (lacksPassword ? "; --with-passwords sends those of the file" : string.Empty));
                }
            }

            string passwords = task.Settings is { Omitted: > 0 } ? " and the passwords that it has" : string.Empty;
            shell.Output.WriteLine(task.Settings is null ? "taken; the node restarts" : "taken; the node restarts with these settings" + passwords);
            return ExitCode.Ok;
        }

        private static async Task<int> RotateAsync(Shell shell, CommandLink link, CommandTask task, CancellationToken cancel)
        {
            string nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            task.Key.KeepNext(nonce);
            string? outcome;
            try
            {
                outcome = await link.AskAsync(new JsonObject { ["do"] = "rotate_key", ["nonce"] = nonce }, cancel);
            }
            catch (Exception failure) when (failure is InputException or OperationCanceledException)
            {
                throw new InputException("the connection broke off; the node has either key: keep " + task.Key.NextPath + " beside the old one until you know which");
            }

            if (outcome is null)
            {
                return Fail(shell, Problem(outcome, task.Id) + "; it has either key: keep " + task.Key.NextPath + " beside the old one until you know which");
            }

            if (outcome.Length > 0)
            {
                task.Key.Forget();
                return Fail(shell, Problem(outcome, task.Id));
            }

            task.Key.GoOver();
            shell.Output.WriteLine("taken; the key file holds the new key");
            return ExitCode.Ok;
        }

        private static bool TryCounter(string text, out long counter)
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out counter) && counter > 0;
        }

        private static bool TryValidFor(string text, out int seconds)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) && seconds <= MostValidForS;
        }

        private static string Problem(string? outcome, string id)
        {
            return outcome is null ? "no answer of node '" + id + "' within " + s_patience.TotalSeconds + " s" : "the node refuses: " + outcome;
        }

        private static int Fail(Shell shell, string problem)
        {
            shell.Error.WriteLine("meternode: " + OneLine.Of(problem));
            return ExitCode.Failed;
        }
    }
}
