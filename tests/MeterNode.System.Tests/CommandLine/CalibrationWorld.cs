using System;
using System.Threading;
using System.Threading.Tasks;
using VirtualHome;
using VirtualHome.Appliances;
using VirtualHome.Description;
using VirtualHome.Waveforms;
using VirtualNode;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary>
    /// A home whose parts have the errors of a seed, a node that knows the types of its clamps and nothing more, and a circuit on
    /// which one of some loads runs at a time.
    /// </summary>
    internal sealed class CalibrationWorld : IDisposable
    {
        public const string Circuit = "sockets";

        private const string Settings = """
            {
              "schema": 1, "id": "cal-1", "name": "Wärme & \"Licht\"",
              "supply": { "circuit": "supply", "limit_a": 60 },
              "circuits": [
                { "name": "supply", "address": 64, "ct": "100a-50ma" }, { "name": "sockets", "address": 65, "ct": "100a-50ma", "exports": false }
              ],
              "broker": { "host": "broker.local", "plain": true, "password": "not a real one" },
              "state_period_s": 1
            }
            """;

        private readonly NodeWorld _world;
        private readonly EmbeddedBroker _broker;

        private CalibrationWorld(NodeWorld world, EmbeddedBroker broker)
        {
            _world = world;
            _broker = broker;
        }

        public Home Home => _world.Home;

        /// <summary>A settings file that names the clamps' types.</summary>
        public static string NominalSettings => Settings.Replace("\\\"", "'", StringComparison.Ordinal);

        /// <summary>Makes the world and lets its node start.</summary>
        /// <param name="broker">Where it publishes.</param>
        /// <param name="settings">Its settings.</param>
        /// <param name="seed">What the errors of its parts follow from.</param>
        /// <param name="load">What runs: a name of <see cref="Loads"/>, or empty for nothing.</param>
        public static CalibrationWorld Start(EmbeddedBroker broker, string settings, int seed, string load)
        {
            var home = HomeReader.Parse(
                """
                {
                  "mains": { "voltage_v": 230, "frequency_hz": 50, "phases": 1, "fuse_a": 60, "voltage_wander_v": 0, "frequency_wander_hz": 0 },
                  "circuits": [ { "name": "supply", "kind": "supply", "phase": 1, "ct_rated_a": 100 }, { "name": "sockets" } ]
                }
                """,
                "calibration home");
            var world = new CalibrationWorld(new NodeWorld(new NodeWorldOptions { Home = home with { Appliances = Loads() }, Settings = settings, Seed = seed, Calibrated = false }), broker);
            world.Switch(load);
            world._world.ConnectBroker(broker.Endpoint);
            world._world.Start();
            world.RunFor(15);
            return world;
        }

        /// <summary>Has one load run alone.</summary>
        public void Switch(string load)
        {
            foreach (var each in Loads())
            {
                Home.SetContact(each.Name, each.Name == load);
            }
        }

        public void RunFor(double seconds)
        {
            _world.RunFor(TimeSpan.FromSeconds(seconds));
        }

        /// <summary>Waits until what was published is at the broker.</summary>
        public void Settle()
        {
            _world.Board.Network.Settle();
        }

        /// <summary>Runs a command of the tool, and from its subscription on the world: how long the PC takes to start it changes nothing.</summary>
        public Cli During(params string[] args)
        {
            using var listens = new ManualResetEventSlim();
            void Heard(string topic)
            {
                listens.Set();
            }

            _broker.Subscribed += Heard;
            var command = Task.Run(() => Cli.Run(args));
            while (!command.IsCompleted && !listens.Wait(10))
            {
            }

            _broker.Subscribed -= Heard;
            while (!command.IsCompleted)
            {
                RunFor(0.5);
                Settle();
            }

            return command.GetAwaiter().GetResult();
        }

        /// <summary>Error of the energy that the node counts on the circuit in half a minute, %.</summary>
        public async Task<double> EnergyErrorAsync(NodeObserver observer, string load)
        {
            Switch(load);
            RunFor(5);
            Settle();
            await observer.SettleAsync();
            double powerW = 0;
            const int Readings = 30;
            for (int i = 0; i < Readings; i++)
            {
                RunFor(1);
                Settle();
                await observer.SettleAsync();
                powerW += observer.Node("cal-1").State!.Value.GetProperty("circuits").GetProperty(Circuit).GetProperty("power_w").GetDouble();
            }

            return 100 * ((powerW / Readings / Home.Circuit(Circuit).PowerW) - 1);
        }

        public void Dispose()
        {
            _world.Dispose();
        }

        private static ApplianceSettings[] Loads()
        {
            var half = new LoadShape(LoadLaw.Impedance, Math.Acos(0.5));
            return
            [
                Load("kettle", 2000, LoadShapes.Heater), Load("toaster", 345, LoadShapes.Heater), Load("oven", 9200, LoadShapes.Heater),
                Load("motor", 1150, half), Load("large-motor", 4600, half), Load("rectifier", 1500, LoadShapes.Rectifier), Load("dimmer", 1500, LoadShapes.PhaseCut(80)),
            ];
        }

        private static SteadyLoadSettings Load(string name, double powerW, LoadShape shape)
        {
            return new SteadyLoadSettings { Name = name, Circuits = [Circuit], PowerW = powerW, Shape = shape };
        }
    }
}
