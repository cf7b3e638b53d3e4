using System.Collections.Generic;
using System.Reflection;
using MeterNode.Core.Settings;

namespace MeterNode.System.Tests.Configurations
{
    /// <summary>The pins that are built into the firmware, by name: what nf.config and the hardware's table must repeat.</summary>
    internal static class FirmwarePins
    {
        /// <summary>Every pin constant under its name, and the relays as <c>Relay(0)</c> and up.</summary>
        public static IReadOnlyDictionary<string, int> ByName { get; } = Collect();

        private static Dictionary<string, int> Collect()
        {
            var pins = new Dictionary<string, int>();
            foreach (var field in typeof(BoardPins).GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                if (field.IsLiteral && field.GetRawConstantValue() is int pin)
                {
                    pins.Add(field.Name, pin);
                }
            }

            for (int i = 0; i < BoardPins.RelayCount; i++)
            {
                pins.Add("Relay(" + i + ")", BoardPins.Relay(i));
            }

            return pins;
        }
    }
}
