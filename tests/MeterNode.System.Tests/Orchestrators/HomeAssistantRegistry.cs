using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>
    /// The entities that a Home Assistant keeps over its restarts, by unique id. In a run it adds what a device discovery names, and
    /// removes what one has only the platform of, or all of a device with an empty message, but only where it was told of it in the
    /// same run. What a message does not mention stays. So does Home Assistant 2025.1.4.
    /// </summary>
    internal sealed class HomeAssistantRegistry
    {
        private readonly SortedSet<string> _entities = new SortedSet<string>(StringComparer.Ordinal);

        public IReadOnlySet<string> Entities => _entities;

        /// <summary>A run that has heard these messages, first what the broker had retained.</summary>
        public void Run(MessageLog log)
        {
            var known = new Dictionary<(string Topic, string Component), string>();
            foreach (var message in log.Messages.Where(each => each.Topic.StartsWith("homeassistant/device/", StringComparison.Ordinal)))
            {
                if (message.Payload.Length == 0)
                {
                    foreach (var each in known.Keys.Where(each => each.Topic == message.Topic).ToArray())
                    {
                        Remove(known, each);
                    }

                    continue;
                }

                using var document = JsonDocument.Parse(message.Payload);
                foreach (var (id, component) in DiscoveryCheck.Components(document.RootElement))
                {
                    if (component.Count == 1)
                    {
                        Remove(known, (message.Topic, id));
                        continue;
                    }

                    string uniqueId = component["unique_id"].GetString()!;
                    known[(message.Topic, id)] = uniqueId;
                    _entities.Add(uniqueId);
                }
            }
        }

        private void Remove(Dictionary<(string Topic, string Component), string> known, (string Topic, string Component) component)
        {
            if (known.Remove(component, out string? uniqueId))
            {
                _entities.Remove(uniqueId);
            }
        }
    }
}
