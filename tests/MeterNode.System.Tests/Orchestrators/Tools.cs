using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MeterNode.System.Tests.Configurations;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>
    /// Programs that are not ours and against which the node is tried: <c>mosquitto_sub</c> and <c>mosquitto_pub</c>, and the
    /// packages of <c>npm/package.json</c>, which <c>.ci/run</c> installs into <c>artifacts/orchestrators</c>.
    /// </summary>
    internal static class Tools
    {
        /// <summary>Where the npm packages are.</summary>
        public static string Modules { get; } = RepositoryFiles.PathOf("artifacts", "orchestrators", "node_modules");

        /// <summary>The path of a program, or the test is skipped with the way to install it.</summary>
        public static string ProgramOrSkip(string name, string package)
        {
            string? found = Find(name);
            Assert.SkipWhen(found is null, name + " is not installed (apt-get install " + package + ")");
            return found!;
        }

        /// <summary>The path of a file of an npm package, or the test is skipped with the way to install it.</summary>
        public static string ModuleOrSkip(params string[] parts)
        {
            string path = Path.Combine(Modules, Path.Combine(parts));
            Assert.SkipWhen(
                !File.Exists(path),
                parts[0] + " is not installed (copy tests/MeterNode.System.Tests/Orchestrators/npm/package*.json into artifacts/orchestrators, and there: npm ci)");
            return path;
        }

        /// <summary>Starts a program whose output is read.</summary>
        public static Process Start(string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            foreach (string each in arguments)
            {
                start.ArgumentList.Add(each);
            }

            start.Environment["NODE_PATH"] = Modules;
            return Process.Start(start) ?? throw new InvalidOperationException(program + " did not start");
        }

        /// <summary>Lets the world go on until a program has ended by itself.</summary>
        /// <returns>What it printed.</returns>
        public static async Task<string> RunAsync(NodeWorld world, Process process)
        {
            using (process)
            {
                var output = process.StandardOutput.ReadToEndAsync();
                var problems = process.StandardError.ReadToEndAsync();
                try
                {
                    await UntilAsync(world, () => Task.FromResult(process.HasExited));
                }
                catch (TimeoutException)
                {
                    process.Kill(entireProcessTree: true);
                    throw;
                }

                Assert.True(process.ExitCode == 0, process.StartInfo.FileName + " ended with " + process.ExitCode + ": " + await problems);
                return await output;
            }
        }

        /// <summary>Lets the world go on, second by second, until something holds. The guard of a minute is for what never comes.</summary>
        public static async Task UntilAsync(NodeWorld world, Func<Task<bool>> holds)
        {
            var guard = Stopwatch.StartNew();
            while (!await holds())
            {
                if (guard.Elapsed > TimeSpan.FromMinutes(1))
                {
                    throw new TimeoutException("it did not come in a minute");
                }

                world.Board.Network.Settle();
                world.RunFor(TimeSpan.FromSeconds(1));
                world.Board.Network.Settle();
                await Task.Delay(20);
            }
        }

        private static string? Find(string name)
        {
            return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") })
                .FirstOrDefault(File.Exists);
        }
    }
}
