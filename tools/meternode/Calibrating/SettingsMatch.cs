using System;
using System.Collections.Generic;
using System.Text.Json;
using MeterNode.Core.Settings;

namespace MeterNode.Cli.Calibrating
{
    /// <summary>
    /// Whether a settings file can be the one that a node runs with. Its readings are corrected by its own, and a new calibration
    /// builds on them: with another file it would be wrong. What does not show in its messages cannot be noticed.
    /// </summary>
    internal static class SettingsMatch
    {
        /// <summary>Says what does not match.</summary>
        internal static void Warn(Shell shell, NodeSettings settings, JsonElement state)
        {
            var problems = new List<string>();
            var limit = CircuitReading.Child(CircuitReading.Child(state, "supply"), "limit_a");
            if (limit is { ValueKind: JsonValueKind.Number } number && number.GetDouble() != settings.Supply.LimitA)
            {
                problems.Add("supply.limit_a is " + settings.Supply.LimitA + " in the file and " + number + " in the node");
            }

            if (CircuitReading.Child(state, "mode") is { ValueKind: JsonValueKind.String } mode && mode.GetString() == "safe")
            {
                problems.Add("the node runs in safe mode, on the last settings that were good");
            }

            Compare(problems, "circuits", Array.ConvertAll(settings.Circuits, each => each.Name), state);
            Compare(problems, "loads", Array.ConvertAll(settings.Loads, each => each.Name), state);
            foreach (string each in problems)
            {
                shell.Error.WriteLine("meternode: warning: the settings file does not look like the node's own: " + each);
            }
        }

        private static void Compare(List<string> problems, string kind, string[] expected, JsonElement state)
        {
            var found = new SortedSet<string>(StringComparer.Ordinal);
            if (CircuitReading.Child(state, kind) is { ValueKind: JsonValueKind.Object } members)
            {
                foreach (var each in members.EnumerateObject())
                {
                    found.Add(each.Name);
                }
            }

            if (!found.SetEquals(expected))
            {
                problems.Add("the node has the " + kind + " " + string.Join(", ", found));
            }
        }
    }
}
