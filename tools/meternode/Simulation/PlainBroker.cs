using System.Text.Json.Nodes;
using MeterNode.Core.Settings;
using VirtualNode;

namespace MeterNode.Cli.Simulation
{
    /// <summary>
    /// Settings for a simulation: its broker speaks plain MQTT on the loopback interface, so a node that is set up for TLS is told
    /// so. Nothing else is changed.
    /// </summary>
    internal static class PlainBroker
    {
        /// <summary>Whether the settings name a broker that is spoken to in TLS, or several.</summary>
        internal static bool IsNeeded(NodeSettings settings)
        {
            return settings.Brokers.Length > 1 || (settings.Brokers.Length == 1 && !settings.Brokers[0].Plain);
        }

        /// <summary>The settings with their first broker alone, in plain MQTT.</summary>
        internal static string Apply(string text, NodeSettings settings)
        {
            var first = settings.Brokers[0];
            var broker = new JsonObject { ["host"] = first.Host, ["plain"] = true, ["keep_alive_s"] = first.KeepAliveS };
            if (first.User.Length > 0)
            {
                broker["user"] = first.User;
                broker["password"] = first.Password;
            }

            var root = JsonNode.Parse(text)!.AsObject();
            root.Remove("brokers");
            root["broker"] = broker;
            return BoardJson.File(root);
        }
    }
}
