using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using MeterNode.Cli;
using VirtualHome.Waveforms;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary>One cycle of a circuit over a real broker, against the home's own exact waveform.</summary>
    public sealed class WaveformTests
    {
        private const int Points = 64;

        [Theory]
        [InlineData("kettle", 0.02)]
        [InlineData("rectifier", 0.05)]
        [InlineData("dimmer", 0.06)]
        public void Waveform_OfALoad_IsTheTrueOne(string load, double mostShare)
        {
            using var broker = EmbeddedBroker.Start();
            using var folder = new TempFolder();
            using var world = CalibrationWorld.Start(broker, CalibrationWorld.NominalSettings, 6, load);

            // Until the gain ranges have come to rest: each change spoils a sample of its second.
            world.RunFor(35);
            var run = world.During(Args(broker, "sockets", "--json", folder.File("wave.json"), "--png", folder.File("wave.png")));
            Assert.True(run.ExitCode == ExitCode.Ok, run.Error);
            TestContext.Current.TestOutputHelper?.WriteLine(run.Output);
            using var message = JsonDocument.Parse(File.ReadAllText(folder.File("wave.json")));
            Assert.Equal("sockets", message.RootElement.GetProperty("circuit").GetString());
            Assert.Empty(message.RootElement.GetProperty("faults").EnumerateArray());
            Assert.True(new FileInfo(folder.File("wave.png")).Length > 10_000);
            double share = Difference(message.RootElement.GetProperty("current_a"), world.Home.Circuit("sockets").Current.Now, message.RootElement.GetProperty("voltage_v"));
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rms difference {100 * share:0.00} % of the rms current"));
            Assert.InRange(share, 0, mostShare);
        }

        [Fact]
        public void Waveform_OfNoCircuit_IsRefusedByTheNode()
        {
            using var broker = EmbeddedBroker.Start();
            using var world = CalibrationWorld.Start(broker, CalibrationWorld.NominalSettings, 6, "kettle");
            var run = world.During(Args(broker, "cellar"));
            Assert.Equal(ExitCode.Failed, run.ExitCode);
            Assert.Equal("meternode: the node refuses: circuit: is no circuit of this node; allowed are those of state\n", run.Error);
        }

        /// <summary>
        /// Rms of the difference as a share of the true rms. The first point lies up to a bin behind the rising zero, which is
        /// found from the voltage; ratio and phase of the uncalibrated clamp are fitted out, for it is the form that counts here.
        /// </summary>
        private static double Difference(JsonElement current, Phasors truth, JsonElement voltage)
        {
            Assert.Equal(Points, current.GetArrayLength());
            double crest = 0;
            for (int i = 0; i < Points; i++)
            {
                crest = Math.Max(crest, voltage[i].GetDouble());
            }

            double start = Math.Asin(Math.Clamp(voltage[0].GetDouble() / crest, -1, 1)) - (Math.PI / 2);
            double best = double.MaxValue;
            for (double turn = -0.06; turn <= 0.06; turn += 0.002)
            {
                double product = 0;
                double truthSquares = 0;
                double squares = 0;
                for (int i = 0; i < Points; i++)
                {
                    double expected = truth.At(start + turn + (Math.Tau * i / Points));
                    product += expected * current[i].GetDouble();
                    truthSquares += expected * expected;
                    squares += current[i].GetDouble() * current[i].GetDouble();
                }

                Assert.InRange(Math.Sqrt(squares / truthSquares), 0.97, 1.03);
                best = Math.Min(best, Math.Max(0, squares - (product * product / truthSquares)) / squares);
            }

            return Math.Sqrt(best);
        }

        private static string[] Args(EmbeddedBroker broker, string circuit, params string[] rest)
        {
            string port = broker.Endpoint.Port.ToString(CultureInfo.InvariantCulture);
            return ["waveform", "--broker", "127.0.0.1:" + port, "--id", "cal-1", "--circuit", circuit, .. rest];
        }
    }
}
