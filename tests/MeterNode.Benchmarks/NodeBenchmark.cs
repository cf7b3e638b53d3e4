using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MeterNode.System.Tests.Nodes;
using VirtualHome.Description;
using VirtualNode;

namespace MeterNode.Benchmarks
{
    /// <summary>The running node: how quickly it reacts, how it lives with its broker, and what a step and a day cost.</summary>
    internal static class NodeBenchmark
    {
        public static int Run(BenchmarkOptions options)
        {
            int seeds = (int)options.Number("--seeds", 10);
            double hours = options.Number("--hours", 24);
            Console.WriteLine("node: seeds 1 to " + seeds + ", a day of " + hours + " h with seed 1");
            var figures = new Figures();
            React(figures, seeds);
            LoseTheBroker(figures, seeds);
            LoseASensor(figures, seeds);
            Step(figures);
            Day(figures, hours);
            return figures.Finish(options);
        }

        private static void React(Figures figures, int seeds)
        {
            var reactionsMs = new List<double>();
            int chatter = 0;
            bool lowestFirst = true;
            for (int seed = 1; seed <= seeds; seed++)
            {
                using var world = TestWorld.Running(seed: seed);
                world.RunFor(TimeSpan.FromMilliseconds(seed * 61 % 997));
                world.Home.SetContact("oven", true);
                var from = world.Now;
                while (world.Home.Circuit("supply").RmsA > 60 && world.Now - from < TimeSpan.FromSeconds(5))
                {
                    world.RunFor(TimeSpan.FromMilliseconds(1));
                }

                reactionsMs.Add((world.Now - from).TotalMilliseconds);
                lowestFirst &= !world.Relay("ev").ContactClosed && world.Relay("immersion").ContactClosed;
                int before = world.Relay("ev").Operations;
                world.Home.SetContact("oven", false);
                world.RunFor(TimeSpan.FromMinutes(10));
                chatter = Math.Max(chatter, world.Relay("ev").Operations - before);
            }

            figures.Add("reaction_ms_max", "10 kW step to open contact, longest, ms", reactionsMs.Max(), 1000);
            figures.Add("reaction_ms_median", "10 kW step to open contact, median, ms", Median(reactionsMs));
            figures.Require("lowest_priority_first", "the lowest priority is shed, and it alone", lowestFirst);
            figures.Add("restore_operations", "relay operations to restore it, most", chatter, 1);
        }

        private static void LoseTheBroker(Figures figures, int seeds)
        {
            double worstS = 0;
            bool same = true;
            for (int seed = 1; seed <= Math.Min(seeds, 5); seed++)
            {
                using var broker = EmbeddedBroker.Start();
                using var world = TestWorld.Running(broker, seed);
                using var alone = TestWorld.Running(null, seed);
                broker.Stop();
                world.Board.Network.Settle();
                foreach (var each in new[] { world, alone })
                {
                    each.RunFor(TimeSpan.FromMinutes(20));
                    each.Home.SetContact("oven", true);
                    each.RunFor(TimeSpan.FromMinutes(10));
                    each.Home.SetContact("oven", false);
                    each.RunFor(TimeSpan.FromMinutes(30));
                }

                same &= world.Relays.Select(relay => relay.Operations).SequenceEqual(alone.Relays.Select(relay => relay.Operations));
                broker.Start();
                long published = world.Board.Network.Counters.MessagesPublished;
                var from = world.Now;
                while (world.Board.Network.Counters.MessagesPublished == published && world.Now - from < TimeSpan.FromMinutes(5))
                {
                    world.RunFor(TimeSpan.FromMilliseconds(100));
                }

                worstS = Math.Max(worstS, (world.Now - from).TotalSeconds);
            }

            figures.Require("broker_changes_no_decision", "an hour without its broker changes no decision", same);
            figures.Add("link_back_s", "link back after the broker's return, longest, s", worstS, 30);
        }

        private static void LoseASensor(Figures figures, int seeds)
        {
            double worstMs = 0;
            for (int seed = 1; seed <= seeds; seed++)
            {
                using var world = TestWorld.Running(seed: seed);
                world.RunFor(TimeSpan.FromMilliseconds(seed * 61 % 997));
                var supply = world.CircuitSettings("supply");
                world.Board.I2c(supply.Bus).Unplug(supply.Address);
                var from = world.Now;
                while (world.Relay("ev").ContactClosed && world.Now - from < TimeSpan.FromSeconds(5))
                {
                    world.RunFor(TimeSpan.FromMilliseconds(1));
                }

                worstMs = Math.Max(worstMs, (world.Now - from).TotalMilliseconds);
            }

            figures.Add("sensor_lost_ms", "INA219 unplugged to loads at safe power, longest, ms", worstMs, 1000);
        }

        private static void Step(Figures figures)
        {
            var config = ManualConfig.CreateEmpty()
                .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "meternode-benchmarks"))
                .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default)
                .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
                .AddLogger(NullLogger.Instance)
                .WithOptions(ConfigOptions.DisableOptimizationsValidator);
            var report = BenchmarkRunner.Run<StepBenchmark>(config).Reports.Single();
            double stepNs = report.ResultStatistics?.Median ?? double.NaN;
            figures.Add("step_ns", "one control step (12 samples, 8 circuits, 4 loads) on this PC, median, ns", stepNs);
            figures.Add("step_allocated_bytes", "allocated in one step, bytes", report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? double.NaN, 0);
        }

        private static void Day(Figures figures, double hours)
        {
            using var broker = EmbeddedBroker.Start();
            using var world = new NodeWorld(new NodeWorldOptions { Home = HomeDescription.Default(), Settings = DefaultSettings.Text() });
            world.ConnectBroker(broker.Endpoint);
            world.Start();
            var watch = Stopwatch.StartNew();
            world.RunFor(TimeSpan.FromHours(hours));
            double wallS = watch.Elapsed.TotalSeconds;
            figures.Add("day_wall_s", hours + " h of the default home, wall time, s", wallS, 60 * hours / 24);
            figures.Add("speed", "virtual seconds in a real one", hours * 3600 / wallS);
            figures.Add("violations", "violations in it", world.Truth.Violations.Count, 0);
            figures.Add("shed_events", "loads shed in it", world.Truth.ShedEvents);
            figures.Add("peak_supply_a", "highest supply current in it, A rms", world.Truth.PeakSupplyA);
            figures.Add("longest_overload_s", "longest time above the limit in it, s", world.Truth.LongestOverload.TotalSeconds, 1);
        }

        private static double Median(List<double> values)
        {
            var sorted = values.Order().ToArray();
            return sorted[sorted.Length / 2];
        }
    }
}
