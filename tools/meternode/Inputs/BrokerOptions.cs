using System.CommandLine;

namespace MeterNode.Cli.Inputs
{
    /// <summary>The options of every command that listens at a broker.</summary>
    internal sealed class BrokerOptions
    {
        /// <summary>The option that names the broker.</summary>
        internal const string Broker = "--broker";

        private readonly Option<BrokerName?> _broker;
        private readonly Option<string?> _user = Options.Text("--user", "NAME", "User name at the broker.", "a user name");
        private readonly Option<string?> _password = Options.Text("--password-file", "FILE", "File whose first line is the password.", "the path of a file");

        internal BrokerOptions()
        {
            _broker = Options.Create<BrokerName?>(Broker, "HOST:PORT", "The broker that the node publishes to.", BrokerName.Allowed, BrokerName.TryParse);
            _broker.Required = true;
        }

        /// <summary>Adds them to a command.</summary>
        internal void AddTo(Command command)
        {
            command.Options.Add(_broker);
            command.Options.Add(_user);
            command.Options.Add(_password);
        }

        /// <summary>Reads them.</summary>
        /// <param name="parsed">The command line.</param>
        /// <exception cref="InputException">They contradict each other, or the file cannot be read.</exception>
        internal BrokerAccess Read(ParseResult parsed)
        {
            string? user = parsed.GetValue(_user);
            string? passwordFile = parsed.GetValue(_password);
            if (passwordFile is not null && user is null)
            {
                throw new InputException("--password-file: needs --user beside it");
            }

            return new BrokerAccess(parsed.GetRequiredValue(_broker)!, user, passwordFile is null ? null : ReadPassword(passwordFile));
        }

        private static string ReadPassword(string path)
        {
            string text = InputFile.ReadText(path, "a text file whose first line is the password");
            return text.Split('\n')[0].TrimEnd('\r');
        }
    }
}
