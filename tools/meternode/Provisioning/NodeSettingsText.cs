using System.Text.Json;
using System.Text.Json.Nodes;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Settings;
using VirtualNode;

namespace MeterNode.Cli.Provisioning
{
    /// <summary>A node's settings, completed with its name and its broker.</summary>
    internal static class NodeSettingsText
    {
        /// <summary>Completes settings that the firmware takes.</summary>
        /// <param name="text">The settings.</param>
        /// <param name="file">What to call them in messages.</param>
        /// <param name="id">The node.</param>
        /// <param name="inventory">Names the broker.</param>
        /// <param name="password">The node's password, or null for a certificate.</param>
        /// <exception cref="InputException">The firmware would refuse the result.</exception>
        internal static string Complete(string text, string file, string id, Inventory inventory, string? password)
        {
            JsonObject root;
            try
            {
                root = JsonNode.Parse(text) as JsonObject ?? throw new JsonException("no object");
            }
            catch (JsonException problem)
            {
                throw new InputException(file + ": " + problem.Message + "; allowed is " + SettingsReader.Allowed);
            }

            root["id"] = id;
            bool several = root["brokers"] is JsonArray { Count: > 0 };
            var old = (several ? root["brokers"]![0] : root["broker"]) as JsonObject;
            var broker = Broker(old, inventory, id, password);
            if (several)
            {
                root["brokers"]![0] = broker;
            }
            else
            {
                root["broker"] = broker;
            }

            string completed = BoardJson.File(root) + "\n";
            SettingsReader.Parse(completed, file);
            return completed;
        }

        private static JsonObject Broker(JsonObject? old, Inventory inventory, string id, string? password)
        {
            var broker = new JsonObject { ["host"] = inventory.Host };
            if (password is null)
            {
                broker["port"] = inventory.Port;
                broker["client_certificate_file"] = "I:\\client.pem";
                broker["client_key_file"] = "I:\\client.key";
            }
            else
            {
                broker["port"] = inventory.PasswordPort;
                broker["user"] = id;
                broker["password"] = password;
            }

            foreach (string kept in new[] { "keep_alive_s", "longest_backoff_s", "tls_version" })
            {
                if (old?[kept] is { } value)
                {
                    broker[kept] = value.DeepClone();
                }
            }

            return broker;
        }
    }
}
