using System.Collections.Generic;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Monitoring;
using MeterNode.Cli.Views;
using VirtualNode;

namespace MeterNode.Cli.Simulation
{
    /// <summary>What is wrong with a run beside what happened at the supply and at the contacts.</summary>
    internal static class RunProblems
    {
        // A state that is due may be on its way, or waits for a connection that is being made.
        private const double StatePeriodsAllowed = 3;
        private const double MoreAllowedS = 5;

        /// <summary>Looks for problems.</summary>
        /// <param name="run">A run that has ended.</param>
        /// <param name="node">What was heard of the node.</param>
        /// <returns>A line each.</returns>
        internal static IReadOnlyList<string> Find(SimulationRun run, NodeView node)
        {
            var problems = new List<string>();
            var board = run.World.Board;
            foreach (string each in board.UnhandledExceptions)
            {
                problems.Add("the firmware threw: " + OneLine.Of(each.Split('\n')[0]));
            }

            if (run.Failure is not null)
            {
                problems.Add(Tables.Format($"the run ended at {run.World.Now:d\\.hh\\:mm\\:ss}: {run.Failure}"));
            }

            if (run.World.Watchdog.Resets > 0)
            {
                problems.Add(Tables.Format($"the watchdog reset the board {run.World.Watchdog.Resets} times"));
            }

            int restarts = board.Boots - 1 - run.World.Watchdog.Resets - run.Inputs.Home.Mains.Outages.Count;
            if (restarts > 0)
            {
                problems.Add(Tables.Format($"the firmware started over {restarts} times, the last time because of {board.LastReset}"));
            }

            if (run.World.Settings.Brokers.Length > 0)
            {
                AddUnheard(problems, run, node);
            }

            return problems;
        }

        private static void AddUnheard(List<string> problems, SimulationRun run, NodeView node)
        {
            if (node.Status != "online")
            {
                problems.Add("the node is not online at the end, but " + (node.Status.Length > 0 ? node.Status : "was never heard"));
            }

            double upS = (run.World.Board.Scheduler.NowUs - run.World.Board.BootUs) / 1e6;
            double? saidS = node.State is { } message ? new NodeState(message).UptimeS : null;
            if (saidS is null)
            {
                problems.Add("the node has published no state");
            }
            else if (upS - saidS > (StatePeriodsAllowed * run.World.Settings.StatePeriodMs / 1000) + MoreAllowedS)
            {
                problems.Add(Tables.Format($"the node's last state is {upS - saidS:0} s old at the end"));
            }

            if (node.Malformed > 0)
            {
                problems.Add(Tables.Format($"{node.Malformed} of the node's messages were no JSON"));
            }
        }
    }
}
