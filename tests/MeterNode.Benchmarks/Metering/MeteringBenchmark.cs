using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MeterNode.Benchmarks.Metering.Rig;
using MeterNode.Benchmarks.Metering.Scenarios;
using MeterNode.Board.Sensing;

namespace MeterNode.Benchmarks.Metering
{
    /// <summary>What the metering is worth: the class tables, distorted loads, frequency, steps, and what the choices rest on.</summary>
    public static class MeteringBenchmark
    {
        private const int TestSeconds = 60;
        private const double MostHarmonicPercent = 0.8;
        private const double MostShapePercent = 2;
        private const double MostAppliancePercent = 1;
        private const double MostOneSecondMhz = 5;
        private const double MostTenSecondsMhz = 1;
        private const double MostLagS = 0.3;
        private const double MostLockS = 2;
        private const double MostFastMs = 100;
        private const double MostPowerMs = 1000;
        private const int MostInstructions = 120;

        /// <summary>Runs it: <c>[--seeds N] [--appliances CSV] [--json FILE] [--plots DIR]</c>.</summary>
        /// <returns>0 when every limit is kept.</returns>
        public static int Run(string[] args)
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            int seeds = int.Parse(Option(args, "--seeds") ?? "50", CultureInfo.InvariantCulture);
            string? csv = Option(args, "--appliances");
            var watch = Stopwatch.StartNew();
            var results = new SeedResult[seeds];
            Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => results[i] = SeedResult.Measure(i + 1, TestSeconds, csv));
            var points = results.SelectMany(result => result.Points).ToList();
            PrintTable(points);
            double class1 = points.Max(point => point.Class1Ratio);
            double class05S = points.Max(point => point.Class05SRatio);
            double harmonic = results.Max(result => result.HarmonicPercent);
            double shapes = results.Max(result => result.ShapePercent);
            double? appliances = csv is null ? null : results.Max(result => result.AppliancePercent);
            double one = results.Max(result => result.OneSecondMhz);
            double ten = results.Max(result => result.TenSecondsMhz);
            double lag = results.Max(result => result.RampLagS);
            double locked = results.Max(result => result.LockS);
            double fast = results.Max(result => result.FastMs);
            double power = results.Max(result => result.PowerMs);
            Console.WriteLine();
            bool ok = Limit("worst error over its limit, class 1", class1, 1, "");
            Console.WriteLine($"  worst error over its limit, class 0.5 S         {class05S,9:F3}   {(class05S <= 1 ? "reached" : "not reached")}");
            ok &= Limit("harmonic influence (5th)", harmonic, MostHarmonicPercent, "%");
            ok &= Limit("dimmers and rectifiers", shapes, MostShapePercent, "%");
            ok &= appliances is not { } recorded ? Skipped("recorded appliances (no --appliances)") : Limit("recorded appliances above 50 W", recorded, MostAppliancePercent, "%");
            ok &= Limit("frequency over 1 s", one, MostOneSecondMhz, "mHz");
            ok &= Limit("frequency over 10 s", ten, MostTenSecondsMhz, "mHz");
            ok &= Limit("lag behind a ramp of 0.5 Hz/s", lag, MostLagS, "s");
            ok &= Limit("time to lock", locked, MostLockS, "s");
            ok &= Limit("step in the fast current", fast, MostFastMs, "ms");
            ok &= Limit("step in the power", power, MostPowerMs, "ms");
            var (source, meter) = InstructionCount.Measure();
            ok &= Limit("IL instructions a sample", source + meter, MostInstructions, "");
            PrintWork(source, meter);
            PrintSpeeds(Math.Min(seeds, 4));
            double gain = PrintChoices(Math.Min(seeds, 20));
            Console.WriteLine($"\n{seeds} seeds, {points.Count} points of {TestSeconds} s in {watch.Elapsed.TotalSeconds:F0} s: {(ok ? "ok" : "FAILED")}");
            if (Option(args, "--plots") is { } folder)
            {
                MeteringPlots.Draw(folder, points);
            }

            if (Option(args, "--json") is { } file)
            {
                File.WriteAllText(file, JsonSerializer.Serialize(new Dictionary<string, object?>
                {
                    ["ok"] = ok,
                    ["seeds"] = seeds,
                    ["class1_worst_ratio"] = class1,
                    ["class05s_worst_ratio"] = class05S,
                    ["harmonic_variation_pct"] = harmonic,
                    ["shapes_worst_pct"] = shapes,
                    ["appliances_worst_pct"] = appliances,
                    ["frequency_error_mhz_1s"] = one,
                    ["frequency_error_mhz_10s"] = ten,
                    ["ramp_lag_s"] = lag,
                    ["lock_s"] = locked,
                    ["fast_rms_ms"] = fast,
                    ["power_step_ms"] = power,
                    ["instructions_per_sample"] = source + meter,
                    ["gain_over_plain"] = gain,
                }, new JsonSerializerOptions { WriteIndented = true }));
            }

            return ok ? 0 : 1;
        }

        private static string? Option(string[] args, string name)
        {
            int at = Array.IndexOf(args, name);
            return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
        }

        private static bool Limit(string what, double value, double most, string unit)
        {
            bool ok = value <= most;
            Console.WriteLine($"  {what,-46}  {value,9:F3} {unit,-3} at most {most} {(ok ? "" : "  <-- TOO MUCH")}");
            return ok;
        }

        private static bool Skipped(string what)
        {
            Console.WriteLine($"  {what,-46}    skipped");
            return true;
        }

        private static void PrintTable(List<ClassPoint> points)
        {
            Console.WriteLine("Error of the active energy over 60 s, six circuits at once, 49-51 Hz, 207-253 V: rms and worst, %");
            Console.WriteLine("   I, A        PF 1        PF 0.5 ind    PF 0.8 cap     (limits of class 1 / 0.5 S at PF 1)");
            foreach (var current in points.GroupBy(point => point.CurrentA).OrderBy(group => group.Key))
            {
                string line = $"  {current.Key,5:F1} ";
                foreach (double factor in new[] { 1, 0.5, 0.8 })
                {
                    var own = current.Where(point => point.PowerFactor == factor).ToList();
                    line += own.Count == 0 ? "              -" : $"  {Math.Sqrt(own.Average(point => point.ErrorPercent * point.ErrorPercent)),6:F3} {own.Max(point => Math.Abs(point.ErrorPercent)),6:F3}";
                }

                Console.WriteLine($"{line}      {ClassLimits.Class1(current.Key, 1):F1} / {ClassLimits.Class05S(current.Key, 1):F1}");
            }

            var worst = points.MaxBy(point => point.Class1Ratio);
            Console.WriteLine($"  worst for class 1: {worst.CurrentA} A, PF {worst.PowerFactor}, {worst.FrequencyHz} Hz, {worst.VoltageV} V, circuit {worst.Circuit}: {worst.ErrorPercent:F3} %");
        }

        private static void PrintWork(int source, int meter)
        {
            // 11 ns an IL instruction on the interpreter's PC build, and a board about 100 times slower.
            const double InstructionUs = 1.1;
            const int Seconds = 10;
            var parts = new NodeParts(1, ClassTable.Circuits);
            var run = new MeterRun(parts, NodeCalibration.Of(parts).Settings(), _ => new TrueLoad(230, 50, 10)) { Settle = 0 };
            long samples = 0;
            long blocks = 0;
            long firstUs = -1;
            long lastUs = 0;
            run.Sampled += block =>
            {
                // Counted from the end of the first block on.
                samples += firstUs < 0 ? 0 : block.Count;
                blocks += firstUs < 0 ? 0 : 1;
                firstUs = firstUs < 0 ? block.EndUs : firstUs;
                lastUs = block.EndUs;
            };
            run.Run(Seconds);
            double elapsedUs = lastUs - firstUs;
            Console.WriteLine($"\nWork per sample: {source} IL instructions to take it and {meter} to account for it; nothing allocated.");
            Console.WriteLine($"  On a board 100 times slower than the PC's interpreter that is {(source + meter) * InstructionUs:F0} µs. With all that a step does besides, and");
            Console.WriteLine($"  stalls of up to 60 ms from other work: {samples * 1e6 / elapsedUs:F0} samples a second in steps of {elapsedUs / blocks / 1000:F1} ms.");
        }

        /// <summary>What a board of another speed than the reckoned one would make of it: nobody has measured one yet.</summary>
        private static void PrintSpeeds(int seeds)
        {
            Console.WriteLine($"\nBoards of another speed, {seeds} seeds, worst:  class 1   class 0.5 S   shapes, %   1 s, mHz   10 s, mHz   lock, s   fast, ms");
            foreach (double slowness in new[] { 0.5, 0.7, 0.85, 1, 1.15, 1.3, 1.5 })
            {
                var results = new SeedResult[seeds];
                Parallel.For(0, seeds, i => results[i] = SeedResult.Measure(i + 1, TestSeconds, null, slowness));
                var points = results.SelectMany(result => result.Points).ToList();
                Console.WriteLine(
                    $"  interpreted code takes {slowness,4} times as long{points.Max(point => point.Class1Ratio),14:F3}{points.Max(point => point.Class05SRatio),14:F3}"
                    + $"{results.Max(result => result.ShapePercent),12:F2}{results.Max(result => result.OneSecondMhz),11:F2}{results.Max(result => result.TenSecondsMhz),12:F2}"
                    + $"{results.Max(result => result.LockS),10:F2}{results.Max(result => result.FastMs),11:F0}");
            }
        }

        private static double PrintChoices(int seeds)
        {
            Console.WriteLine($"\nSampling modes, ideal transformers, {seeds} seeds of 60 s: systematic / scatter of the error, %");
            foreach (var (current, factor) in new[] { (0.5, 1.0), (10.0, 1.0), (10.0, 0.5), (100.0, 0.5) })
            {
                var triggered = Comparison.Mode(SamplingMode.Triggered, current, factor, seeds, TestSeconds);
                var continuous = Comparison.Mode(SamplingMode.Continuous, current, factor, seeds, TestSeconds);
                Console.WriteLine($"  {current,5} A, PF {factor}:  triggered {triggered.Mean,7:F3} / {triggered.Deviation:F4}   continuous {continuous.Mean,7:F3} / {continuous.Deviation:F4}");
            }

            Console.WriteLine($"\nEstimators on the same samples of one circuit, {seeds} seeds of 60 s: rms error, %");
            Console.WriteLine("                       phase bins   incremental fit   mean of products   products with nearest v");
            double gain = 0;
            var loads = new (string Name, Func<TrueLoad> Make)[]
            {
                ("10 A, PF 1", () => new TrueLoad(230, 50.2, 10)),
                ("10 A, PF 0.5", () => new TrueLoad(230, 50.2, 10, 0.5)),
                ("10 A, 3rd 80 %", () => new TrueLoad(230, 50.2, 10).WithCurrent(3, 0.8, 10).WithCurrent(5, 0.5, 20)),
            };
            foreach (var (name, make) in loads)
            {
                var spreads = Comparison.Estimators(make, seeds, TestSeconds);
                gain = gain == 0 ? spreads[3].Rms / spreads[0].Rms : gain;
                Console.WriteLine($"  {name,-18} {spreads[0].Rms,12:F4} {spreads[1].Rms,17:F4} {spreads[2].Rms,18:F4} {spreads[3].Rms,25:F4}");
            }

            Console.WriteLine($"  gain over products with the nearest voltage, 10 A, PF 1: {gain:F0}");
            Console.WriteLine($"\nError budget of 60 s, {seeds} seeds: rms and worst, %          10 A, PF 1       10 A, PF 0.5      0.5 A, PF 1");
            var budgets = new[] { Comparison.Budget(10, 1, seeds, TestSeconds), Comparison.Budget(10, 0.5, seeds, TestSeconds), Comparison.Budget(0.5, 1, seeds, TestSeconds) };
            for (int i = 0; i < budgets[0].Count; i++)
            {
                Console.WriteLine($"  {budgets[0][i].Cause,-52} {string.Join("   ", budgets.Select(budget => $"{budget[i].Spread.Rms,6:F3} {budget[i].Spread.Worst,6:F3} "))}");
            }

            return gain;
        }
    }
}
