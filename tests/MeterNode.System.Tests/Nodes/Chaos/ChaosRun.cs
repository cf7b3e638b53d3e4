using System;
using System.Collections.Generic;
using System.Linq;
using VirtualNode;

namespace MeterNode.System.Tests.Nodes.Chaos
{
    /// <summary>
    /// The whole firmware on a link that fails again and again, while loads are switched. What the broker has taken is noted by the
    /// proxy, as it passes the broker's PUBACK: an observer on the broker would lose its own connection with every restart, and
    /// what the node sent before it was back.
    /// </summary>
    internal sealed class ChaosRun
    {
        /// <summary>No more of the time than the interval that runs, and the first one to a full five minutes, may be uncovered, s.</summary>
        public const double MostUncoveredS = 305;

        /// <summary>One that stands, and what fell silent within the broker's one and a half keep-alive periods.</summary>
        public const int MostConnectionsEver = 6;

        /// <summary>So much may the process's managed memory grow over the second half of the faults, kB.</summary>
        public const double MostGrowthKb = 128;

        /// <summary>Four threads of the firmware, four of a session, and four of one that is being closed.</summary>
        public const int MostThreadsEver = 12;

        private const string Secure = "\"broker\": { \"host\": \"broker.local\" }";
        private const double QuietS = 1500;
        private static readonly ChaosFault[] s_single = Enum.GetValues<ChaosFault>().Where(each => each != ChaosFault.Several).ToArray();
        private static readonly TimeSpan s_warmUp = TimeSpan.FromMinutes(22);

        private readonly NodeWorld _world;
        private readonly ChaosNetwork _network;
        private readonly Random _random;
        private readonly object _gate = new object();
        private readonly Dictionary<string, int> _switchedBefore = new Dictionary<string, int>(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _contacts = new Dictionary<string, int>(StringComparer.Ordinal);
        private bool _oven;

        private ChaosRun(NodeWorld world, ChaosNetwork network, int seed)
        {
            _world = world;
            _network = network;
            _random = new Random(seed);
            StepTimes = new StepWatch(world.Board);
            network.Proxy.Taken += Take;
        }

        /// <summary>Intervals that the broker has.</summary>
        public ArrivedRecords Intervals { get; } = new ArrivedRecords();

        /// <summary>Events that the broker has.</summary>
        public ArrivedRecords Events { get; } = new ArrivedRecords();

        /// <summary>How long the control steps took.</summary>
        public StepWatch StepTimes { get; }

        /// <summary>The longest operation that kept the board's processor to itself, ms.</summary>
        public double LongestStallMs => _world.Board.Scheduler.LongestStallUs / 1000.0;

        /// <summary>
        /// What a control step may take, ms: its usual time, one stall, and for each of the other threads that is ready a slice of
        /// the interpreter's 20 ms at most, of which two are allowed for.
        /// </summary>
        public double MostStepMs => StepTimes.UsualMs + LongestStallMs + 40;

        /// <summary>Records that the broker never got, by their numbers or by the node's own account.</summary>
        public long Lost => Intervals.Missing + Events.Missing + Intervals.GivenUp + Events.GivenUp;

        /// <summary>How often each fault came, alone or with others.</summary>
        public SortedDictionary<ChaosFault, int> Faults { get; } = new SortedDictionary<ChaosFault, int>();

        /// <summary>Virtual time that the faults took, h.</summary>
        public double Hours { get; private set; }

        /// <summary>Connections that the broker accepted.</summary>
        public long Connects { get; private set; }

        /// <summary>Connections that the proxy reset.</summary>
        public int Resets { get; private set; }

        /// <summary>Switchings of contacts that no event tells of, and events of switchings that did not happen.</summary>
        public int Untold { get; private set; }

        /// <summary>Time that no interval covers, s: of the interval that runs, and of the start.</summary>
        public double UncoveredS { get; private set; }

        /// <summary>Starts of the firmware.</summary>
        public int Boots { get; private set; }

        /// <summary>What must never happen and did.</summary>
        public int Violations { get; private set; }

        /// <summary>Managed memory of the whole process after the warm-up, at half of the faults and at the end, kB.</summary>
        public List<double> MemoryKb { get; } = new List<double>();

        /// <summary>The firmware's threads after the warm-up, at half of the faults and at the end.</summary>
        public List<int> Threads { get; } = new List<int>();

        /// <summary>Most threads of the firmware at the end of a fault.</summary>
        public int MostThreads { get; private set; }

        /// <summary>Most connections at the end of a fault, those among them that only the broker believes in.</summary>
        public int MostConnections { get; private set; }

        /// <summary>Runs it.</summary>
        /// <param name="mosquitto">The program.</param>
        /// <param name="faults">How many faults.</param>
        /// <param name="seed">What everything random follows from.</param>
        public static ChaosRun Of(string mosquitto, int faults, int seed)
        {
            using var world = TestWorld.Create(seed, TestWorld.WithBrokers(Secure));
            using var network = new ChaosNetwork(world, mosquitto);
            var run = new ChaosRun(world, network, seed);
            run.WarmUp();
            for (int i = 0; i < faults; i++)
            {
                run.Suffer();
                if (i + 1 == (faults + 1) / 2)
                {
                    run.Weigh();
                }
            }

            run.Finish();
            return run;
        }

        private void WarmUp()
        {
            foreach (var load in _world.Settings.Loads)
            {
                string name = load.Name;
                _contacts[name] = 0;
                _world.Relay(name).ContactChanged += (_, _) => _contacts[name]++;
            }

            _world.Start();
            Live(s_warmUp);
            _network.Begin(ChaosFault.Reset, ResetMoment.None);
            _network.End(ChaosFault.Reset);
            _world.Home.SetContact("oven", false);
            _world.RunFor(TimeSpan.FromMinutes(2));
            lock (_gate)
            {
                foreach (var load in _world.Settings.Loads)
                {
                    _switchedBefore[load.Name] = Events.Switchings(load.Name) - _contacts[load.Name];
                }
            }

            Weigh();
            StepTimes.Begin();
            Hours = -_world.Now.TotalHours;
        }

        /// <summary>Some time without a fault, and then one.</summary>
        private void Suffer()
        {
            Live(TimeSpan.FromSeconds(_random.Next(5, 110)));
            var kind = Enum.GetValues<ChaosFault>()[_random.Next(s_single.Length + 1)];
            var kinds = kind == ChaosFault.Several ? Several() : new List<ChaosFault> { kind };
            Faults[kind] = Faults.GetValueOrDefault(kind) + 1;
            var ends = new List<(TimeSpan End, ChaosFault Fault)>();
            foreach (var each in kinds)
            {
                _network.Begin(each, (ResetMoment)_random.Next(1, 4));
                ends.Add((_world.Now + LengthOf(each), each));
                Stir();
            }

            foreach (var (end, fault) in ends.OrderBy(each => each.End))
            {
                Live(end - _world.Now);
                _network.End(fault);
            }

            MostThreads = Math.Max(MostThreads, _world.Board.Scheduler.ThreadCount);
            MostConnections = Math.Max(MostConnections, _world.Board.Network.Connections);
        }

        private List<ChaosFault> Several()
        {
            var kinds = new List<ChaosFault>();
            int count = _random.Next(2, 4);
            while (kinds.Count < count)
            {
                var kind = s_single[_random.Next(s_single.Length)];
                if (!kinds.Contains(kind))
                {
                    kinds.Add(kind);
                }
            }

            return kinds;
        }

        private TimeSpan LengthOf(ChaosFault fault)
        {
            return TimeSpan.FromMilliseconds(fault switch
            {
                ChaosFault.Reset or ChaosFault.NewAddress => 0,
                ChaosFault.ResetInExchange => 20_000,
                ChaosFault.Stall => 30_000,
                ChaosFault.HalfOpen => _random.Next(1_000, 200_000),
                ChaosFault.BrokerHangsUp or ChaosFault.BrokerRefuses => _random.Next(0, 90_000),
                _ => _random.Next(1_000, 120_000),
            });
        }

        /// <summary>Lets the home live: something is switched now and then.</summary>
        private void Live(TimeSpan duration)
        {
            var end = _world.Now + duration;
            while (_world.Now < end)
            {
                var next = TimeSpan.FromMilliseconds(_random.Next(10_000, 60_000));
                bool whole = _world.Now + next <= end;
                _world.RunFor(whole ? next : end - _world.Now);
                if (whole)
                {
                    Stir();
                }
            }
        }

        /// <summary>The home switches something, or asks for it.</summary>
        private void Stir()
        {
            if (_random.Next(4) == 0)
            {
                // A load that was shed waits for minutes, so overloads are the rarer thing.
                _oven = !_oven;
                _world.Home.SetContact("oven", _oven);
            }
            else if (_network.BrokerRuns)
            {
                // Mostly other than it is, so that there is something to tell.
                string load = _random.Next(2) == 0 ? "ev" : "immersion";
                string word = _random.Next(5) == 0 ? "auto" : _world.Relay(load).ContactClosed ? "off" : "on";
                _network.Home.Publish("meternode/" + _world.Settings.Id + "/load/" + load + "/set", word);
                _world.Board.Network.Settle();
            }
        }

        private void Weigh()
        {
            Threads.Add(_world.Board.Scheduler.ThreadCount);
            MemoryKb.Add(GC.GetTotalMemory(true) / 1024.0);
        }

        /// <summary>Everything is whole again; goes on until the outbox has nothing more to say but the intervals of now.</summary>
        private void Finish()
        {
            Hours += _world.Now.TotalHours;
            _world.Home.SetContact("oven", false);
            double quietFromS = _world.Now.TotalSeconds;
            long events = -1;
            while (_world.Now.TotalSeconds - quietFromS < QuietS)
            {
                _world.RunFor(TimeSpan.FromSeconds(10));
                lock (_gate)
                {
                    quietFromS = Events.Count != events ? _world.Now.TotalSeconds : quietFromS;
                    events = Events.Count;
                }
            }

            _world.Board.Network.Settle();
            Weigh();
            Connects = _world.Board.Network.Counters.Connects;
            Resets = _network.Proxy.Resets;
            Boots = _world.Board.Boots;
            Violations = _world.Truth.Violations.Count;
            UncoveredS = _world.Now.TotalSeconds - Intervals.CoveredS;
            Untold = _world.Settings.Loads.Sum(load => Math.Abs(Events.Switchings(load.Name) - _contacts[load.Name] - _switchedBefore[load.Name]));
        }

        private void Take(string topic, ReadOnlyMemory<byte> payload)
        {
            lock (_gate)
            {
                if (topic.EndsWith("/interval", StringComparison.Ordinal))
                {
                    Intervals.Take(payload);
                }
                else if (topic.EndsWith("/event", StringComparison.Ordinal))
                {
                    Events.Take(payload);
                }
            }
        }
    }
}
