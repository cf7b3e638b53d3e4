using System;
using System.Linq;
using System.Text;

namespace MeterNode.Cli.Provisioning
{
    /// <summary>The texts of mosquitto's files.</summary>
    internal static class MosquittoFiles
    {
        // Above the longest message of a node (its discovery, 82 kB in the largest home), far below a board's memory.
        private const int LongestMessageBytes = 131072;

        /// <summary>The configuration.</summary>
        /// <param name="inventory">Who may connect.</param>
        /// <param name="path">Where the files stand, with slashes.</param>
        internal static string Configuration(Inventory inventory, string path)
        {
            var text = new StringBuilder();
            Line(text, "# mosquitto for MeterNode, made by `meternode provision`. Start it with");
            Line(text, "#   mosquitto -c " + path + "/mosquitto.conf");
            Line(text, "# As a service of its own user, let that read the files:  chown -R mosquitto: " + path);
            Line(text, "# To run it on another machine, copy the folder and say where to with --broker-path. Restart it when the list of revoked certificates has changed.");
            Line(text, string.Empty);
            Line(text, "per_listener_settings true");
            Line(text, "max_packet_size " + LongestMessageBytes);
            Line(text, "max_queued_messages 1000");
            Line(text, "persistence false");
            Line(text, "log_type error");
            Line(text, "log_type warning");
            Line(text, "log_type notice");
            Line(text, string.Empty);
            Line(text, "# Everybody here shows a certificate; its common name is user name and client id.");
            Listener(text, inventory.Port, path);
            Line(text, "crlfile " + path + "/crl.pem");
            Line(text, "require_certificate true");
            Line(text, "use_identity_as_username true");
            Line(text, "use_username_as_clientid true");
            if (inventory.Members.Any(each => each.Access == Access.Password))
            {
                Line(text, string.Empty);
                Line(text, "# For those who cannot: a password, over TLS as well.");
                Listener(text, inventory.PasswordPort, path);
                Line(text, "password_file " + path + "/passwords");
                Line(text, "use_username_as_clientid true");
            }

            return text.ToString();
        }

        /// <summary>Who may do what: a node speaks below its own id and nowhere else.</summary>
        /// <param name="inventory">Who may connect.</param>
        internal static string AccessList(Inventory inventory)
        {
            var text = new StringBuilder();
            Line(text, "# Made by `meternode provision`. What is not allowed here is refused.");
            foreach (var each in inventory.Members.OrderBy(each => each.IsNode).ThenBy(each => each.Name, StringComparer.Ordinal))
            {
                Line(text, string.Empty);
                Line(text, "user " + each.Name);
                Line(text, each.IsNode ? "topic readwrite meternode/" + each.Name + "/#" : "topic readwrite meternode/#");
                if (!each.IsNode)
                {
                    Line(text, "topic readwrite homeassistant/#");
                }
                else if (each.DiscoveryPrefix.Length > 0)
                {
                    Line(text, "topic write " + each.DiscoveryPrefix + "/device/meternode-" + each.Name + "/config");
                    Line(text, "topic read " + each.DiscoveryPrefix + "/status");
                }

                foreach (string topic in each.SetPoints)
                {
                    Line(text, "topic write " + topic);
                }
            }

            return text.ToString();
        }

        /// <summary>The salted hashes of the passwords.</summary>
        /// <param name="inventory">Who may connect.</param>
        internal static string Passwords(Inventory inventory)
        {
            var text = new StringBuilder();
            foreach (var each in inventory.Members.Where(each => each.PasswordLine.Length > 0))
            {
                Line(text, each.PasswordLine);
            }

            return text.ToString();
        }

        private static void Listener(StringBuilder text, int port, string path)
        {
            Line(text, "listener " + port);
            Line(text, "allow_anonymous false");
            Line(text, "acl_file " + path + "/acl");
            Line(text, "cafile " + path + "/ca.pem");
            Line(text, "certfile " + path + "/server.pem");
            Line(text, "keyfile " + path + "/server.key");
        }

        private static void Line(StringBuilder text, string line)
        {
            text.Append(line).Append('\n');
        }
    }
}
