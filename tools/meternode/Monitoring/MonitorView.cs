using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Cli.Inputs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MeterNode.Cli.Monitoring
{
    /// <summary>Shows the watched nodes on a terminal.</summary>
    internal static class MonitorView
    {
        private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(500);

        /// <summary>Shows them until it is told to end or the broker goes away.</summary>
        internal static async Task ShowAsync(Shell shell, NodeWatch watch, BrokerName broker, CancellationToken end)
        {
            var live = shell.Console.Live(new Text("Connected with " + broker + "; nothing heard yet.")).Overflow(VerticalOverflow.Crop);
            await live.StartAsync(async context =>
            {
                while (!end.IsCancellationRequested && watch.IsConnected)
                {
                    var parts = new List<IRenderable>();
                    foreach (var each in watch.Nodes())
                    {
                        parts.Add(NodePanel.Create(each, shell.Console.Profile.Width));
                    }

                    if (parts.Count > 0)
                    {
                        context.UpdateTarget(new Rows(parts));
                    }

                    await Task.Delay(s_refresh, end).ContinueWith(_ => { }, TaskScheduler.Default);
                }
            });
        }
    }
}
