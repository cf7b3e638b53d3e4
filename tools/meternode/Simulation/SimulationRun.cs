using System;
using System.Diagnostics;
using System.Net;
using System.Threading;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Monitoring;
using MeterNode.Cli.Views;
using MeterNode.Core.Settings;
using VirtualNode;

namespace MeterNode.Cli.Simulation
{
    /// <summary>Lets a world run for its time, tells its node the prices, and looks at it now and then.</summary>
    internal sealed class SimulationRun : IDisposable
    {
        private const double MostSliceS = 60;
        private const double LeastSliceS = 0.02;
        private const double MostHomeLagS = 2;
        private const int MostHistoryRows = 250_000;
        private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

        private readonly SimulationOptions _options;
        private readonly CostMeter? _cost;
        private readonly PriceAnnouncer? _announcer;
        private readonly Stopwatch _wall = new Stopwatch();
        private TimeSpan _lookedWall;
        private TimeSpan _lookedNow;
        private double _factor;

        /// <summary>Builds the world.</summary>
        /// <param name="options">What the user asks for.</param>
        /// <param name="inputs">What was read.</param>
        /// <exception cref="InputException">Home and settings do not fit each other.</exception>
        internal SimulationRun(SimulationOptions options, SimulationInputs inputs)
        {
            _options = options;
            Inputs = inputs;
            World = Build(options, inputs);
            History = new History(World, TimeSpan.FromSeconds(Math.Max(10, Math.Ceiling(options.Hours * 3600 / MostHistoryRows))));
            if (inputs.Prices is not null)
            {
                _cost = new CostMeter(inputs.Prices, World.Home.Circuit(World.Settings.Supply.Circuit), options.StartUtc);
                _announcer = new PriceAnnouncer(inputs.Prices);
            }
        }

        /// <summary>What the run was made from.</summary>
        internal SimulationInputs Inputs { get; }

        /// <summary>The world.</summary>
        internal NodeWorld World { get; }

        /// <summary>Its true course.</summary>
        internal History History { get; }

        /// <summary>What the energy costs, or null without prices.</summary>
        internal CostMeter? Cost => _cost;

        /// <summary>Real time that the run has taken.</summary>
        internal TimeSpan Wall => _wall.Elapsed;

        /// <summary>What ended the run early, or null.</summary>
        internal string? Failure { get; private set; }

        /// <summary>Runs to the end, on the calling thread.</summary>
        /// <param name="broker">The broker.</param>
        /// <param name="observer">A client of it.</param>
        /// <param name="view">Who watches.</param>
        /// <param name="cancel">Stops it.</param>
        /// <exception cref="OperationCanceledException">It was stopped.</exception>
        internal void Run(IPEndPoint broker, NodeObserver observer, RunView view, CancellationToken cancel)
        {
            _wall.Start();
            World.Board.Scheduler.Speed = _options.Speed;
            if (World.Settings.Brokers.Length > 0)
            {
                World.ConnectBroker(broker);
            }

            World.Start();
            long endUs = (long)Math.Round(_options.Hours * 3600e6);
            long sliceUs = (long)(1e6 * (_options.Speed <= 0 ? MostSliceS : Math.Clamp(s_look.TotalSeconds * _options.Speed, LeastSliceS, MostSliceS)));
            for (long untilUs = 0; untilUs < endUs && Failure is null;)
            {
                cancel.ThrowIfCancellationRequested();
                Announce(observer);
                untilUs = Math.Min(untilUs + sliceUs, endUs);
                Advance(untilUs);
                if (_wall.Elapsed - _lookedWall >= s_look)
                {
                    observer.SettleAsync().GetAwaiter().GetResult();
                    view.Show(Look(observer));
                }
            }

            World.Board.Network.Settle();
            observer.SettleAsync().GetAwaiter().GetResult();
            _wall.Stop();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            World.Dispose();
        }

        private static NodeWorld Build(SimulationOptions options, SimulationInputs inputs)
        {
            try
            {
                return new NodeWorld(new NodeWorldOptions
                {
                    Home = inputs.Home,
                    Settings = inputs.SettingsText,
                    StartUtc = options.StartUtc,
                    Seed = options.Seed,
                });
            }
            catch (WorldException problem)
            {
                const string Prefix = "settings: ";
                string message = problem.Message.StartsWith(Prefix, StringComparison.Ordinal) ? problem.Message.Substring(Prefix.Length) : problem.Message;
                throw new InputException(inputs.SettingsName + " with " + inputs.HomeName + ": " + message);
            }
            catch (SettingsException problem)
            {
                throw new InputException(inputs.SettingsName + ": " + problem.Message);
            }
        }

        private void Announce(NodeObserver observer)
        {
            if (_announcer?.Next(World.Board.TrueUtc) is { } prices && World.Settings.Brokers.Length > 0)
            {
                observer.PublishAsync("meternode/" + World.Settings.Id + "/prices", prices, retain: true).GetAwaiter().GetResult();
                World.Board.Network.Settle();
            }
        }

        private void Advance(long untilUs)
        {
            try
            {
                World.Board.RunUntil(untilUs);
            }
            catch (InvalidOperationException failure)
            {
                // A thread of the firmware has ended by an exception, or the board is stuck: the run is over, its figures stand.
                Failure = OneLine.Of(failure.Message);
            }

            _cost?.Account(World.Board.TrueUtc);
            double homeS = World.Home.Context.TimeS;
            if (World.Now.TotalSeconds - homeS > MostHomeLagS)
            {
                // Something has thrown while the firmware was calling, and the firmware has caught it: nothing after it is true.
                Failure ??= Tables.Format($"the home has stood still since {TimeSpan.FromSeconds(homeS):d\\.hh\\:mm\\:ss\\.f}");
            }
        }

        private RunSnapshot Look(NodeObserver observer)
        {
            var settings = World.Settings;
            var node = observer.Node(settings.Id);
            var wall = _wall.Elapsed;
            _factor = (World.Now - _lookedNow).TotalSeconds / (wall - _lookedWall).TotalSeconds;
            _lookedWall = wall;
            _lookedNow = World.Now;
            return new RunSnapshot
            {
                Now = World.Now,
                Wall = wall,
                Factor = _factor,
                SupplyA = World.Home.Circuit(settings.Supply.Circuit).RmsA,
                PeakA = World.Truth.PeakSupplyA,
                PowerW = Array.ConvertAll(settings.Circuits, each => World.Home.Circuit(each.Name).PowerW),
                Closed = Array.ConvertAll(settings.Loads, each => World.FindRelay(each.Name)?.ContactClosed),
                Operations = Array.ConvertAll(settings.Loads, each => World.FindRelay(each.Name)?.Operations),
                Overloads = World.Truth.Overloads,
                LongestOverload = World.Truth.LongestOverload,
                ShedEvents = World.Truth.ShedEvents,
                Violations = World.Truth.Violations.Count,
                Status = node.Status,
                State = node.State is { } state ? new NodeState(state) : null,
                Events = node.Events,
                Messages = World.Board.Network.Counters.MessagesPublished,
                ConnectionsLost = World.Board.Network.Counters.ConnectionsLost,
            };
        }
    }
}
