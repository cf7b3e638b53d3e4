using System.Linq;
using System.Text;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Settings;
using MeterNode.Services.Commands;

namespace MeterNode.Cli.Commanding
{
    /// <summary>A settings file as it goes to a node: without its passwords, unless they are asked for.</summary>
    /// <param name="Text">The file's bytes.</param>
    /// <param name="Omitted">How many passwords of the file are not in it; the node keeps its own.</param>
    internal sealed record SettingsToSend(byte[] Text, int Omitted)
    {
        /// <summary>Reads a file, and checks it by the firmware's own reader.</summary>
        /// <param name="path">Its path.</param>
        /// <param name="withPasswords">Whether its passwords are sent.</param>
        /// <exception cref="InputException">It cannot be read, the firmware would refuse it, or it is too large.</exception>
        internal static SettingsToSend Read(string path, bool withPasswords)
        {
            string file = InputFile.ReadText(path, SettingsReader.Allowed);
            SettingsReader.ParseSent(file, path);
            byte[] text = Encoding.UTF8.GetBytes(file);
            int omitted = 0;
            if (!withPasswords)
            {
                var places = PasswordPlaces.In(text);
                byte[] empty = PasswordPlaces.AsJson(string.Empty);
                var values = places.Select(place => place.IsKept || place.Length == empty.Length ? null : PasswordPlaces.Kept).ToArray();
                text = PasswordPlaces.Replaced(text, places, values);
                omitted = values.Count(value => value is not null);

                // Whatever way a password is written: what the firmware would still find in it must not go out.
                var sent = SettingsReader.ParseSent(Encoding.UTF8.GetString(text), path);
                if (sent.Wifi.Password.Length > 0 || sent.Brokers.Any(broker => broker.Password.Length > 0))
                {
                    throw new InputException(path + ": has a password that is written in an unusual way; allowed is \"password\": \"...\", or --with-passwords, which sends it");
                }
            }

            return text.Length <= SettingsUpload.MostBytes
                ? new SettingsToSend(text, omitted)
                : throw new InputException(path + ": has " + text.Length + " bytes; allowed are " + SettingsUpload.MostBytes);
        }
    }
}
