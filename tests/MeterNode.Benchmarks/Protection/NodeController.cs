using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using MeterNode.Core.Control;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>The firmware's own decisions, from readings to relays and set-points, set up for a home as an installer would.</summary>
    internal sealed class NodeController : IHomeController, ILoadOutputs
    {
        private const int MostRelays = 8;

        private readonly HomeDescription _home;
        private readonly int[] _indexOf;
        private readonly int[] _leaderOf;
        private readonly int[] _lastRequestW;
        private readonly bool[] _closed;
        private readonly Readings _readings;
        private readonly NodeSettings _settings;
        private readonly bool _exposed;
        private bool _started;

        /// <summary>Sets a node up.</summary>
        /// <param name="home">What the installer knows.</param>
        /// <param name="exposed">
        /// Whether everything that can be ordered from outside is within reach: critical loads on relays as far as there are any to
        /// spare, dimming, no delays, limits of starts and operations; and nobody asks anything but whoever reaches in.
        /// </param>
        public NodeController(HomeDescription home, bool exposed = false)
        {
            _home = home;
            _exposed = exposed;
            _indexOf = new int[home.Loads.Count];
            _leaderOf = new int[home.Loads.Count];
            _lastRequestW = new int[home.Loads.Count];
            Array.Fill(_lastRequestW, int.MinValue);
            _closed = new bool[home.Loads.Count];
            _settings = NodeSettings.Parse(SettingsText());
            _readings = new Readings(_settings.Circuits.Length);
            for (int i = 0; i < _readings.Count; i++)
            {
                _readings.Flags[i] = ReadingFlags.None;
            }

            Control = new LoadControl(_settings, _readings, this, new EventRing(256), false, 1);
        }

        /// <summary>The decisions.</summary>
        public LoadControl Control { get; }

        /// <summary>What the node was told about the home.</summary>
        public NodeSettings Settings => _settings;

        /// <summary>The node's index of a load of the home, or -1 for one that is not under its control.</summary>
        public int IndexOf(int load)
        {
            return _indexOf[load];
        }

        /// <inheritdoc/>
        public void Step(HomeReadings readings, HomeCommands commands)
        {
            for (int phase = 0; phase < _home.Phases; phase++)
            {
                int circuit = _settings.SupplyCircuitOf(phase);
                _readings.FastCurrentMa[circuit] = readings.FastCurrentMa[phase];
                if (readings.IsNewSecond || !_started)
                {
                    _readings.PowerMw[circuit] = readings.GridPowerW[phase] * 1000;
                    _readings.CurrentMa[circuit] = readings.FastCurrentMa[phase];
                }
            }

            _readings.FastFrequencyMhz = readings.FrequencyMhz;
            for (int i = 0; i < _home.Loads.Count; i++)
            {
                int load = _indexOf[i];
                if (load < 0)
                {
                    continue;
                }

                int circuit = Control.Loads[load].Circuit;
                if (circuit >= 0)
                {
                    _readings.FastCurrentMa[circuit] = readings.LoadCurrentMa[i];
                    _readings.CurrentMa[circuit] = readings.LoadCurrentMa[i];
                    _readings.PowerMw[circuit] = readings.LoadPowerW[i] * 1000;
                }

                if (!_exposed && _leaderOf[i] == i)
                {
                    Request(i, load, Wanted(i, readings), readings.NowMs);
                }
            }

            _readings.FastSequence++;
            _started = true;
            Control.Step(readings.NowMs + 1000);
            for (int i = 0; i < _home.Loads.Count; i++)
            {
                int load = _indexOf[i];
                if (load < 0)
                {
                    commands.ContactClosed[i] = true;
                    commands.SetpointW[i] = _home.Loads[i].RatedW;
                    continue;
                }

                var state = Control.Loads[load];
                commands.ContactClosed[i] = state.HasContact ? _closed[load] : state.IsOn;
                commands.SetpointW[i] = state.HasSetPoint ? Control.SetPoints.PowerW(load) : state.TargetW;
                commands.Cause[i] = state.Winner == Rank.Protection || state.Winner == Rank.Grid ? CommandCause.Protection
                    : state.Winner == Rank.Equipment ? CommandCause.Equipment : CommandCause.Request;
            }
        }

        /// <inheritdoc/>
        public void Write(int load, bool closed)
        {
            _closed[load] = closed;
        }

        /// <inheritdoc/>
        public void WriteSecond(int load, bool closed)
        {
        }

        /// <summary>What is asked of a load; heaters on one contactor run when any of them is asked to.</summary>
        private int Wanted(int leader, HomeReadings readings)
        {
            int wantedW = readings.RequestW[leader];
            for (int i = 0; i < _leaderOf.Length; i++)
            {
                if (i != leader && _leaderOf[i] == leader && readings.RequestW[i] > 0)
                {
                    wantedW = _home.Loads[leader].RatedW;
                }
            }

            return wantedW;
        }

        /// <summary>
        /// A board has eight relays. Where there are more loads an installer puts heaters of one phase on one contactor, so that every
        /// large load can be ended.
        /// </summary>
        private void ShareContactors()
        {
            int needed = 0;
            for (int i = 0; i < _leaderOf.Length; i++)
            {
                _leaderOf[i] = i;
                var load = _home.Loads[i];
                needed += load.Critical || load.Kind == HomeLoadKind.Battery || load.Kind == HomeLoadKind.Compute ? 0 : 1;
            }

            for (int i = _leaderOf.Length - 1; i > 0 && needed > MostRelays; i--)
            {
                for (int leader = 0; leader < i; leader++)
                {
                    if (IsHeater(_home.Loads[i]) && IsHeater(_home.Loads[leader]) && _leaderOf[leader] == leader && _home.Loads[i].Phase == _home.Loads[leader].Phase)
                    {
                        _leaderOf[i] = leader;
                        needed--;
                        break;
                    }
                }
            }
        }

        private static bool IsHeater(HomeLoad load)
        {
            return !load.FollowsPower && (load.Kind == HomeLoadKind.Immersion || load.Kind == HomeLoadKind.StorageHeater);
        }

        private void Request(int i, int load, int requestW, long nowMs)
        {
            if (requestW == _lastRequestW[i])
            {
                return;
            }

            var mode = requestW == 0 ? RequestMode.Off : requestW == _home.Loads[i].RatedW ? RequestMode.On : RequestMode.Power;
            if (Control.Requests.TryRequest(load, mode, requestW, nowMs + 1000))
            {
                _lastRequestW[i] = requestW;
            }
        }

        private string SettingsText()
        {
            var text = new StringBuilder();
            string grid = _exposed ? "\"grid\":{\"dimming\":true,\"random_delay_s\":0}," : string.Empty;
            text.Append("{\"schema\":1,\"id\":\"bench\",").Append(grid).Append("\"restart_delay_s\":0,\"request_max_age_s\":604800,\"supply\":{\"circuit\":\"supply-1\"");
            if (_home.Phases == 3)
            {
                text.Append(",\"circuit_l2\":\"supply-2\",\"circuit_l3\":\"supply-3\"");
            }

            string device = _home.Device == DeviceKind.GgFuse ? "fuse_gg" : _home.Device == DeviceKind.McbB ? "mcb_b" : "mcb_c";
            text.Append(CultureInfo.InvariantCulture, $",\"limit_a\":{_home.RatedA},\"device\":{{\"kind\":\"{device}\"}}}},\"circuits\":[");
            var circuits = new List<string>();
            for (int phase = 1; phase <= _home.Phases; phase++)
            {
                circuits.Add(Circuit("supply-" + phase, phase, circuits.Count));
            }

            ShareContactors();
            var loads = new List<string>();
            int relays = 0;
            int needed = 0;
            for (int i = 0; i < _home.Loads.Count; i++)
            {
                needed += _home.Loads[i].Critical || _home.Loads[i].FollowsPower || _leaderOf[i] != i ? 0 : 1;
            }

            int spare = Math.Max(0, MostRelays - needed);
            for (int i = 0; i < _home.Loads.Count; i++)
            {
                var load = _home.Loads[i];
                if (_leaderOf[i] != i)
                {
                    _indexOf[i] = _indexOf[_leaderOf[i]];
                    continue;
                }

                bool battery = load.Kind == HomeLoadKind.Battery;
                bool spared = load.Critical || load.FollowsPower;
                bool relay = !battery && (_exposed || !load.Critical) && relays < MostRelays && (!spared || spare-- > 0);
                _indexOf[i] = -1;

                // A load that nobody may ever shed is wired past the node, as is one for which the board has no relay left.
                if (!relay && (load.Critical || !load.FollowsPower))
                {
                    continue;
                }

                _indexOf[i] = loads.Count;
                string circuit = string.Empty;
                bool shared = RatedW(i) != load.RatedW;
                if (load.HasOwnCt && !shared && circuits.Count < NodeSettings.MostCircuits)
                {
                    circuits.Add(Circuit("load-" + i, load.Phase < 0 ? 1 : load.Phase + 1, circuits.Count));
                    circuit = ",\"circuit\":\"load-" + i + "\"";
                }

                string bounds = load.Critical ? ",\"critical\":true"
                    : _exposed ? FormattableString.Invariant($",\"operations_per_hour\":{4 + (2 * i)},\"starts_per_day\":{(i % 3 == 0 ? 5 + (4 * i) : 0)}") : string.Empty;
                loads.Add(Load(i, load, RatedW(i), relay ? relays++ : -1, circuit + bounds));
            }

            return text.AppendJoin(',', circuits).Append("],\"loads\":[").AppendJoin(',', loads).Append("]}").ToString();
        }

        private static string Circuit(string name, int phase, int index)
        {
            return FormattableString.Invariant($"{{\"name\":\"{name}\",\"bus\":1,\"address\":{64 + index},\"phase\":{phase}}}");
        }

        /// <summary>What is behind a load's contact, W.</summary>
        private int RatedW(int leader)
        {
            int ratedW = 0;
            for (int i = 0; i < _leaderOf.Length; i++)
            {
                ratedW += _leaderOf[i] == leader ? _home.Loads[i].RatedW : 0;
            }

            return ratedW;
        }

        private static string Load(int i, HomeLoad load, int ratedW, int relay, string circuit)
        {
            string kind = load.Kind switch
            {
                HomeLoadKind.Ev => "charge_point",
                HomeLoadKind.HeatPump => "heat_pump",
                HomeLoadKind.Immersion or HomeLoadKind.StorageHeater => "heater",
                HomeLoadKind.Battery => "battery",
                HomeLoadKind.Compute => "compute",
                _ => "switch",
            };
            string text = FormattableString.Invariant(
                $"{{\"name\":\"load-{i}\",\"kind\":\"{kind}\",\"power_w\":{ratedW},\"priority\":{load.Priority},\"min_on_s\":{load.MinOnS},\"min_off_s\":{load.MinOffS},\"random_delay_s\":0{circuit}");
            text += load.Phase < 0 ? ",\"phases\":3" : FormattableString.Invariant($",\"phase\":{load.Phase + 1}");
            if (load.FollowsPower)
            {
                text += FormattableString.Invariant($",\"least_run_w\":{load.LeastW},\"set_point\":{{\"topic\":\"load/{i}\",\"message\":\"{{w}}\"}}");
            }

            if (relay >= 0)
            {
                text += FormattableString.Invariant($",\"pin\":{BoardPins.Relay(relay)}");
            }

            return text + "}";
        }
    }
}
