using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using MeterNode.Cli;
using MeterNode.Core.Settings;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary>
    /// <c>meternode calibrate</c> against a node on the virtual board whose clamps, converters and mains reference have the errors
    /// of a seed, over a real broker: what an electrician does, and what comes of it.
    /// </summary>
    public sealed class CalibrationTests : IDisposable
    {
        private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();
        private readonly TempFolder _folder = new TempFolder();

        [Theory]
        [InlineData(3)]
        [InlineData(8)]
        [InlineData(21)]
        public async Task Calibrate_KettleNoLoadAndASecondPoint_PutsTheNodeIntoClass1(int seed)
        {
            string file = _folder.Write("settings.json", CalibrationWorld.NominalSettings);
            await using var observer = await NodeObserver.ConnectAsync(_broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using (var world = Start(file, seed, ""))
            {
                Show(seed, "nominal", await Errors(world, observer));
                world.Switch("");
                world.RunFor(5);
                AssertDone(world.During(Args(file, "--no-load")), "leak_real_ma");
            }

            using (var world = Start(file, seed, "oven"))
            {
                AssertDone(world.During(Args(file, "--current", Amperes(world), "--voltage", Volts(world))), "volts_per_volt");
            }

            using (var world = Start(file, seed, "kettle"))
            {
                var errors = await Errors(world, observer);
                Show(seed, "one point, 40 A", errors);
                Assert.All(errors, error => Assert.InRange(error, -1.0, 1.0));
            }

            using (var world = Start(file, seed, "toaster"))
            {
                AssertDone(world.During(Args(file, "--current", Amperes(world))), "low_phase_deg");
                var settings = NodeSettings.Parse(File.ReadAllText(file));
                Assert.InRange(settings.Circuits[1].HighCurrentA / settings.Circuits[1].LowCurrentA, 26, 27.5);
            }

            using (var world = Start(file, seed, "kettle"))
            {
                var errors = await Errors(world, observer);
                Show(seed, "two points, 1.5 and 40 A", errors);
                Assert.All(errors, error => Assert.InRange(error, -0.5, 0.5));
            }
        }

        [Fact]
        public async Task Calibrate_KettleAlone_IsEnoughForTheClassNearItsCurrent()
        {
            string file = _folder.Write("settings.json", CalibrationWorld.NominalSettings);
            await using var observer = await NodeObserver.ConnectAsync(_broker.Endpoint, cancel: TestContext.Current.CancellationToken);
            using (var world = Start(file, 5, "kettle"))
            {
                var run = world.During(Args(file, "--current", Amperes(world), "--voltage", Volts(world)));
                AssertDone(run, "gain");
                TestContext.Current.TestOutputHelper?.WriteLine(run.Output);
            }

            using (var world = Start(file, 5, "kettle"))
            {
                Assert.InRange(await world.EnergyErrorAsync(observer, "kettle"), -0.3, 0.3);
                Assert.InRange(await world.EnergyErrorAsync(observer, "motor"), -1, 1);
            }
        }

        [Fact]
        public void Calibrate_AgainWithTheSameLoad_ChangesNextToNothingAndKeepsTheRestOfTheFile()
        {
            string file = _folder.Write("settings.json", CalibrationWorld.NominalSettings);
            for (int i = 0; i < 2; i++)
            {
                using var world = Start(file, 4, "kettle");
                AssertDone(world.During(Args(file, "--current", Amperes(world), "--voltage", Volts(world))), "gain");
            }

            var before = NodeSettings.Parse(File.ReadAllText(file + ".bak"));
            string text = File.ReadAllText(file);
            var after = NodeSettings.Parse(text);
            Assert.InRange(after.Circuits[1].Gain / before.Circuits[1].Gain, 0.9995, 1.0005);
            Assert.InRange(after.Circuits[1].PhaseDeg - before.Circuits[1].PhaseDeg, -0.03, 0.03);
            Assert.InRange(after.Supply.VoltsPerVolt / before.Supply.VoltsPerVolt, 0.9995, 1.0005);
            Assert.Equal("not a real one", after.Brokers[0].Password);
            Assert.Contains("\"name\": \"Wärme & 'Licht'\"", text, StringComparison.Ordinal);
            Assert.Contains("\"exports\": false", text, StringComparison.Ordinal);
            Assert.Equal(0, after.Circuits[0].LowCurrentA);
            Assert.Equal(["settings.json", "settings.json.bak"], _folder.Names());
        }

        [Theory]
        [InlineData("kettle", "12", "ratio_beyond_limit")]
        [InlineData("rectifier", "6.5", "distorted")]
        [InlineData("motor", "10", "phase_beyond_limit")]
        [InlineData("kettle", "no-load", "load_present")]
        public void Calibrate_WithTheWrongFigures_IsRefusedAndTheFileStays(string load, string current, string word)
        {
            string file = _folder.Write("settings.json", CalibrationWorld.NominalSettings);
            using var world = Start(file, 2, load);
            var run = world.During(current == "no-load" ? Args(file, "--no-load") : Args(file, "--current", current));
            Assert.Equal(ExitCode.Failed, run.ExitCode);
            Assert.True(run.Error.Contains("is as it was: " + word, StringComparison.Ordinal), run.Error);
            Assert.Equal(CalibrationWorld.NominalSettings, File.ReadAllText(file));
            Assert.Equal(["settings.json"], _folder.Names());
        }

        [Fact]
        public async Task Calibrate_WhileTheLoadGoes_IsUnstable()
        {
            string file = _folder.Write("settings.json", CalibrationWorld.NominalSettings);
            using var world = Start(file, 2, "kettle");
            var command = Task.Run(() => Cli.Run(Args(file, "--current", "8.7")));
            for (int i = 0; !command.IsCompleted; i++)
            {
                world.Switch(i % 16 < 8 ? "kettle" : "oven");
                world.RunFor(0.5);
                world.Settle();
            }

            var run = await command;
            Assert.Contains("unstable", run.Error, StringComparison.Ordinal);
        }

        [Fact]
        public void Calibrate_WithAnotherNodesFile_Warns()
        {
            string file = _folder.Write("settings.json", CalibrationWorld.NominalSettings.Replace("60 }", "63 }", StringComparison.Ordinal));
            using var world = CalibrationWorld.Start(_broker, CalibrationWorld.NominalSettings, 2, "kettle");
            var run = world.During(Args(file, "--current", Amperes(world)));
            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.Contains("warning: the settings file does not look like the node's own: supply.limit_a is 63 in the file and 60 in the node", run.Error, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("--current: allowed is either --current with the reference load's current, or --no-load", "--no-load", "--current", "5")]
        [InlineData("--current: allowed is either --current with the reference load's current, or --no-load")]
        [InlineData("--no-load: allowed without --power-factor, --leading and --voltage", "--no-load", "--voltage", "230")]
        [InlineData("--power-factor: is '1.2'; allowed is a number above 0, up to 1", "--current", "5", "--power-factor", "1.2")]
        [InlineData("--for: is '5'; allowed is a whole number from 10 to 600", "--current", "5", "--for", "5")]
        [InlineData("--circuit: is 'cellar'; allowed is one of supply, sockets", "--current", "5", "--circuit", "cellar")]
        public void Calibrate_WithWrongOptions_IsOneLineAndExitCode2(string problem, params string[] rest)
        {
            string file = _folder.Write("settings.json", CalibrationWorld.NominalSettings);
            string[] head = ["calibrate", "--broker", "127.0.0.1:1", "--settings", file];
            string[] circuit = Array.IndexOf(rest, "--circuit") < 0 ? ["--circuit", "sockets"] : [];
            var run = Cli.Run([.. head, .. circuit, .. rest]);
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Equal("meternode: " + problem + "\n", run.Error);
        }

        [Theory]
        [InlineData("0.5", "current_too_small")]
        [InlineData("130", "current_too_large")]
        public void Calibrate_WithALoadThatDoesNotFitTheClamp_IsRefusedBeforeAnythingIsHeard(string current, string word)
        {
            string file = _folder.Write("settings.json", CalibrationWorld.NominalSettings);
            var run = Cli.Run(Args(file, "--current", current));
            Assert.Equal(ExitCode.Failed, run.ExitCode);
            Assert.Contains(word, run.Error, StringComparison.Ordinal);
        }

        public void Dispose()
        {
            _broker.Dispose();
            _folder.Dispose();
        }

        private static string Amperes(CalibrationWorld world)
        {
            return world.Home.Circuit(CalibrationWorld.Circuit).RmsA.ToString("0.000", CultureInfo.InvariantCulture);
        }

        /// <summary>What a meter at a heater shows: the mains sag under its load.</summary>
        private static string Volts(CalibrationWorld world)
        {
            var circuit = world.Home.Circuit(CalibrationWorld.Circuit);
            return (circuit.PowerW / circuit.RmsA).ToString("0.00", CultureInfo.InvariantCulture);
        }

        private static void AssertDone(Cli run, string key)
        {
            Assert.True(run.ExitCode == ExitCode.Ok, run.Error);
            Assert.Empty(run.Error);
            Assert.Contains(key, run.Output, StringComparison.Ordinal);
        }

        private static async Task<double[]> Errors(CalibrationWorld world, NodeObserver observer)
        {
            return
            [
                await world.EnergyErrorAsync(observer, "kettle"), await world.EnergyErrorAsync(observer, "oven"),
                await world.EnergyErrorAsync(observer, "motor"), await world.EnergyErrorAsync(observer, "large-motor"),
            ];
        }

        private static void Show(int seed, string what, double[] errors)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"seed {seed}, {what}: PF 1 {errors[0]:0.00} % at 8.7 A, {errors[1]:0.00} % at 40 A; PF 0.5 {errors[2]:0.00} % at 10 A, {errors[3]:0.00} % at 40 A"));
        }

        private CalibrationWorld Start(string file, int seed, string load)
        {
            return CalibrationWorld.Start(_broker, File.ReadAllText(file), seed, load);
        }

        private string[] Args(string file, params string[] rest)
        {
            string[] head =
            [
                "calibrate", "--broker", "127.0.0.1:" + _broker.Endpoint.Port.ToString(CultureInfo.InvariantCulture), "--settings", file,
                "--circuit", CalibrationWorld.Circuit, "--for", "30",
            ];
            return [.. head, .. rest];
        }
    }
}
