using System.Collections.Generic;
using System.IO;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace MeterNode.Benchmarks.Link
{
    /// <summary>What one message costs: its bytes, and time and memory to make it on this PC.</summary>
    internal static class MessageSection
    {
        public static void Run(Figures figures)
        {
            var config = ManualConfig.CreateEmpty()
                .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "meternode-benchmarks"))
                .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default)
                .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
                .AddLogger(NullLogger.Instance)
                .WithOptions(ConfigOptions.DisableOptimizationsValidator);
            var messages = new MessageBenchmark();
            var bytes = new Dictionary<string, int>
            {
                [nameof(MessageBenchmark.Interval)] = messages.Interval().Length,
                [nameof(MessageBenchmark.Event)] = messages.Event().Length,
                [nameof(MessageBenchmark.State)] = messages.State().Length,
            };
            foreach (var report in BenchmarkRunner.Run<MessageBenchmark>(config).Reports)
            {
                string method = report.BenchmarkCase.Descriptor.WorkloadMethod.Name;
                string name = method.ToLowerInvariant();
                figures.Add(name + "_message_bytes", "payload of one " + name + " of 8 circuits, bytes", bytes[method]);
                figures.Add(name + "_message_ns", "making it on this PC, median, ns", report.ResultStatistics?.Median ?? double.NaN);
                figures.Add(name + "_message_allocated_bytes", "allocated by that, bytes", report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? double.NaN);
            }
        }
    }
}
