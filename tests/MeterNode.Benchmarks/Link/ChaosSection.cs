using System;
using System.Linq;
using MeterNode.System.Tests.Nodes;
using MeterNode.System.Tests.Nodes.Chaos;

namespace MeterNode.Benchmarks.Link
{
    /// <summary>The whole firmware over real TCP and TLS against mosquitto, on a link that fails again and again.</summary>
    internal static class ChaosSection
    {
        public static void Run(Figures figures, int faults, int seed)
        {
            if (MosquittoBroker.Find() is not { } program)
            {
                figures.Require("chaos_ran", "chaos: mosquitto is installed (apt-get install mosquitto)", false);
                return;
            }

            var run = ChaosRun.Of(program, faults, seed);
            Console.WriteLine("chaos, seed " + seed + ": " + string.Join(", ", run.Faults.Select(each => each.Key + " " + each.Value)));
            figures.Add("chaos_faults", "chaos: faults of the link", run.Faults.Values.Sum());
            figures.Add("chaos_hours", "virtual time that they took, h", run.Hours);
            figures.Add("chaos_connects", "connections that the broker accepted", run.Connects);
            figures.Add("chaos_records", "intervals and events that the broker took", run.Intervals.Count + run.Events.Count);
            figures.Add("chaos_lost", "of these numbers missing, or given up", run.Lost, 0);
            figures.Add("chaos_untold", "switched contacts without an event, and the other way round", run.Untold, 0);
            figures.Add("chaos_out_of_order", "intervals not later than the one before them", run.Intervals.NotLater, 0);
            figures.Add("chaos_series", "series of numbers, of the two topics", run.Intervals.Series + run.Events.Series, 2);
            figures.Add("chaos_repeated", "records that came again", run.Intervals.Repeated + run.Events.Repeated);
            figures.Add("chaos_uncovered_s", "time that no interval covers, s", run.UncoveredS, ChaosRun.MostUncoveredS);
            figures.Add("chaos_step_ms_max", "longest time from one control step to the next, ms", run.StepTimes.LongestMs, run.MostStepMs);
            figures.Add("chaos_step_ms_max_without_handshake", "longest without a TLS handshake in it, ms", run.StepTimes.LongestWithoutHandshakeMs);
            figures.Add("chaos_step_ms_median", "usual time, ms", run.StepTimes.UsualMs);
            figures.Add("chaos_stall_ms_max", "longest native stall, ms", run.LongestStallMs);
            figures.Add("chaos_memory_start_kb", "managed memory of the process after the warm-up, kB", run.MemoryKb[0]);
            figures.Add("chaos_memory_half_kb", "at half of the faults, kB", run.MemoryKb[1]);
            figures.Add("chaos_memory_end_kb", "at the end, kB", run.MemoryKb[2]);
            figures.Add("chaos_memory_growth_kb", "growth over the second half, kB", run.MemoryKb[2] - run.MemoryKb[1], ChaosRun.MostGrowthKb);
            figures.Add("chaos_threads_max", "threads of the firmware, most", run.MostThreads, ChaosRun.MostThreadsEver);
            figures.Add("chaos_connections_max", "connections that an end believes in, most", run.MostConnections, ChaosRun.MostConnectionsEver);
            figures.Add("chaos_restarts", "starts of the firmware", run.Boots, 1);
            figures.Add("chaos_violations", "violations of limits", run.Violations, 0);
        }
    }
}
