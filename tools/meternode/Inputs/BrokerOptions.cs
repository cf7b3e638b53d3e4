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

        private readonly Option<string?> _ca = Options.Text("--ca", "FILE", "Speak TLS; the file of the broker's authority.", "the path of a file");
        private readonly Option<string?> _certificate = Options.Text("--certificate", "FILE", "Your own certificate.", "the path of a file");
        private readonly Option<string?> _key = Options.Text("--key", "FILE", "Its key.", "the path of a file");

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
            command.Options.Add(_ca);
            command.Options.Add(_certificate);
            command.Options.Add(_key);
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

            string? ca = parsed.GetValue(_ca);
            string? certificate = parsed.GetValue(_certificate);
            if (ca is null && (certificate ?? parsed.GetValue(_key)) is not null)
            {
                throw new InputException("--certificate and --key: need --ca beside them");
            }

            var name = parsed.GetRequiredValue(_broker)!;
            return new BrokerAccess(name, user, passwordFile is null ? null : ReadPassword(passwordFile))
            {
                Tls = ca is null ? null : TlsInput.Read(name.Host, ca, certificate, parsed.GetValue(_key)),
            };
        }

        private static string ReadPassword(string path)
        {
            string text = InputFile.ReadText(path, "a text file whose first line is the password");
            return text.Split('\n')[0].TrimEnd('\r');
        }
    }
}
