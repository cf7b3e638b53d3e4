using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Cli.Views;

namespace MeterNode.Cli.Monitoring
{
    /// <summary>Writes what the watched nodes publish as lines, where there is no terminal.</summary>
    internal static class MonitorLog
    {
        private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

        /// <summary>Writes until it is told to end or the broker goes away.</summary>
        internal static async Task WriteAsync(Shell shell, NodeWatch watch, CancellationToken end)
        {
            var seen = new Dictionary<string, Seen>();
            while (!end.IsCancellationRequested && watch.IsConnected)
            {
                await Task.Delay(s_look, end).ContinueWith(_ => { }, TaskScheduler.Default);
                foreach (var node in watch.Nodes())
                {
                    var before = seen.GetValueOrDefault(node.Id, new Seen(string.Empty, 0, 0));
                    if (node.Status != before.Status)
                    {
                        shell.Output.WriteLine(node.Id + "  " + node.Status);
                    }

                    var events = node.Events;
                    for (int i = Math.Min(before.Events, events.Count); i < events.Count; i++)
                    {
                        shell.Output.WriteLine(node.Id + "  event  " + EventLine.Of(events[i]));
                    }

                    int states = node.States;
                    if (states != before.States && node.State is { } message)
                    {
                        shell.Output.WriteLine(node.Id + "  state  " + Describe(new NodeState(message)));
                    }

                    shell.Output.Flush();
                    seen[node.Id] = new Seen(node.Status, states, events.Count);
                }
            }
        }

        private static string Describe(NodeState state)
        {
            var parts = new List<string>();
            foreach (var each in state.Circuits)
            {
                string faults = each.Faults.Length > 0 ? " (" + each.Faults + ")" : string.Empty;
                parts.Add(Tables.Format($"{each.Name} {Tables.Figure(each.PowerW, "0.0")} W {Tables.Figure(each.CurrentA, "0.00")} A{faults}"));
            }

            foreach (var each in state.Loads)
            {
                parts.Add(each.Name + (each.IsOn == true ? " on" : " off") + " (" + each.Rank + ", " + each.Reason + ")");
            }

            return (state.Time.Length > 0 ? state.Time : "no clock") + "  " + string.Join("; ", parts);
        }

        private sealed record Seen(string Status, int States, int Events);
    }
}
