using System;
using System.Globalization;
using System.Text;
using MeterNode.Core.Grid;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Services.Messaging;
using MeterNode.Services.Tariffs;
using VirtualHome.Chance;

namespace MeterNode.Benchmarks.Protection
{
    /// <summary>
    /// Has broker, prices, limits and orchestrator of a node in hand for a day. Half of what it says goes as bytes through the node's
    /// own readers of messages, half right past them, with values that no message could carry. Half of the days it keeps to one
    /// stream at one pace, the other half it changes both every few minutes.
    /// </summary>
    internal sealed class Adversary
    {
        private static readonly int Streams = Enum.GetValues<AdversaryStream>().Length;

        private static readonly int[] s_watts = { 0, -1, 1, 500, 4199, 4200, 20000, 1000000, -1000000, 2000000000, -2000000000, int.MaxValue, int.MinValue + 1, GridInputs.None };

        private static readonly long[] s_pacesMs = { 0, 1000, 11000, 61000 };

        private static readonly string[] s_words = { "on", "off", "auto", "0", "-0", "1", "-9999", "999999", "99999999999999999999", "NaN", "1e9", "", "ON", "off ", "\0\u00ff", "{}" };

        private readonly NodeController _node;
        private readonly SeededRandom _random;
        private readonly LoadRequests _loadRequests;
        private readonly GridMessages _gridMessages;
        private readonly Topics _topics;
        private readonly bool _isSteady;
        private readonly bool[] _lastOn;
        private AdversaryStream _stream;
        private long _paceMs;
        private long _nextMs;
        private long _changesMs;
        private int _highestMa;
        private long _onUntilMs;
        private bool _flip;

        /// <summary>Makes it.</summary>
        /// <param name="node">Whom it has in hand.</param>
        /// <param name="seed">The day's seed.</param>
        public Adversary(NodeController node, ulong seed)
        {
            _node = node;
            _random = new SeededRandom(SeededRandom.Derive(seed, "adversary"));
            _topics = new Topics(node.Settings.Id, string.Empty);
            var replies = new Replies();
            _loadRequests = new LoadRequests(node.Settings, _topics, node.Control.Loads, node.Control.Requests, replies);
            _gridMessages = new GridMessages(node.Settings, _topics, node.Control.GridInputs, new Tariff(node.Control.GridInputs, new UtcClock()), replies);
            _isSteady = seed % 2 == 0;
            _stream = (AdversaryStream)(seed / 2 % (ulong)Streams);
            _lastOn = new bool[node.Control.Loads.Length];
        }

        /// <summary>Orders given so far.</summary>
        public long Orders { get; private set; }

        /// <summary>Says what it wants to say at this moment.</summary>
        /// <param name="readings">What it knows of the home, which is everything.</param>
        /// <param name="nowMs">ms of the node's clock.</param>
        public void Act(HomeReadings readings, long nowMs)
        {
            if (nowMs >= _changesMs)
            {
                _changesMs = nowMs + (long)_random.Between(300_000, 5_400_000);
                _paceMs = s_pacesMs[Any(s_pacesMs.Length)];
                _stream = _isSteady ? _stream : (AdversaryStream)Any(Streams);
            }

            if (_stream is AdversaryStream.OnAtThePeak or AdversaryStream.AtMinimumTimes)
            {
                // They wait for their moment at every step.
                Play(_stream, readings, nowMs);
            }
            else if (nowMs >= _nextMs)
            {
                _nextMs = nowMs + _paceMs;
                Play(_stream, readings, nowMs);
            }
        }

        private void Play(AdversaryStream stream, HomeReadings readings, long nowMs)
        {
            switch (stream)
            {
                case AdversaryStream.Toggle:
                    AskAll(load => _lastOn[load] ? RequestMode.Off : RequestMode.On, nowMs);
                    break;
                case AdversaryStream.OnAtThePeak:
                    WaitForThePeak(readings, nowMs);
                    break;
                case AdversaryStream.AtMinimumTimes:
                    AskAll(load => IsDue(load, nowMs) == _node.Control.Loads[load].IsOn ? RequestMode.Off : RequestMode.On, nowMs);
                    break;
                case AdversaryStream.Limits:
                    Limit(nowMs, GridInputs.None);
                    break;
                case AdversaryStream.Dimming:
                    _flip = !_flip;
                    Limit(nowMs, _flip ? Watts() : GridInputs.None);
                    break;
                case AdversaryStream.Prices:
                    Price(nowMs);
                    break;
                case AdversaryStream.SetPoints:
                    TellPowers(nowMs);
                    break;
                case AdversaryStream.Everything:
                    Play(AdversaryStream.Toggle, readings, nowMs);
                    Limit(nowMs, _random.Happens(0.5) ? Watts() : GridInputs.None);
                    Price(nowMs);
                    break;
                default:
                    Play((AdversaryStream)(1 + Any(Streams - 1)), readings, nowMs);
                    Say(_topics.LoadRequest(AnyLoad()), s_words[Any(s_words.Length)], nowMs);
                    break;
            }
        }

        private bool IsDue(int load, long nowMs)
        {
            var state = _node.Control.Loads[load];
            return nowMs - state.ChangedMs >= (state.IsOn ? state.MinOnMs : state.MinOffMs);
        }

        private void WaitForThePeak(HomeReadings readings, long nowMs)
        {
            foreach (int currentMa in readings.FastCurrentMa)
            {
                // The highest that was seen fades by a third in an hour or so, so that each evening has a peak of its own.
                _highestMa -= _highestMa / 100_000;
                if (currentMa > _highestMa && nowMs > _onUntilMs)
                {
                    _highestMa = currentMa;
                    _onUntilMs = nowMs + 120_000;
                }
            }

            bool on = nowMs < _onUntilMs;
            AskAll(_ => on ? RequestMode.On : RequestMode.Off, nowMs);
        }

        private void AskAll(Func<int, RequestMode> mode, long nowMs)
        {
            for (int load = 0; load < _lastOn.Length; load++)
            {
                var wanted = mode(load);
                Orders++;
                if (_node.Control.Requests.TryRequest(load, wanted, 0, nowMs))
                {
                    _lastOn[load] = wanted == RequestMode.On;
                }
            }

            if (_random.Happens(0.01))
            {
                Say(_topics.LoadRequest(AnyLoad()), _random.Happens(0.5) ? "on" : "off", nowMs);
            }
        }

        private void TellPowers(long nowMs)
        {
            _flip = !_flip;
            for (int i = 0; i < _lastOn.Length; i++)
            {
                var load = _node.Control.Loads[i];
                int powerW = _random.Happens(0.1) ? Watts()
                    : _random.Happens(0.2) ? load.LeastRunW + (_flip ? -1 : 1)
                    : _flip ? load.MostW : load.LeastW;
                if (_random.Happens(0.5))
                {
                    Say(_topics.LoadRequest(load.Name), powerW.ToString(CultureInfo.InvariantCulture), nowMs);
                }
                else
                {
                    Orders++;
                    _node.Control.Requests.TryRequest(i, RequestMode.Power, powerW, nowMs);
                }
            }
        }

        private void Limit(long nowMs, int dimmedW)
        {
            int importW = _random.Happens(0.3) ? GridInputs.None : Watts();
            int exportW = _random.Happens(0.3) ? GridInputs.None : Watts();
            if (_random.Happens(0.5))
            {
                Orders++;
                _node.Control.GridInputs.SetLimits(importW, exportW, dimmedW, Until(nowMs));
                return;
            }

            string text = "{\"valid_s\":" + (1 + Any(2000));
            text += importW == GridInputs.None ? string.Empty : ",\"import_w\":" + importW.ToString(CultureInfo.InvariantCulture);
            text += exportW == GridInputs.None ? string.Empty : ",\"export_w\":" + exportW.ToString(CultureInfo.InvariantCulture);
            text += dimmedW == GridInputs.None ? string.Empty : ",\"dim_w\":" + dimmedW.ToString(CultureInfo.InvariantCulture);
            Say(_topics.Limit, text + "}", nowMs);
        }

        private void Price(long nowMs)
        {
            if (_random.Happens(0.2))
            {
                // What prices can make of plans, and more: any wish for any load at any time.
                for (int i = 0; i < _lastOn.Length; i++)
                {
                    Orders++;
                    _node.Control.Plans.Set(i, (PlanWish)Any(3), nowMs + Any(400_000));
                }
            }

            if (_random.Happens(0.5))
            {
                Orders++;
                _node.Control.GridInputs.SetPrices(Watts(), Watts(), Until(nowMs));
                return;
            }

            string price = _random.Between(-1100, 1100).ToString("0.###", CultureInfo.InvariantCulture);
            Say(_topics.Price, "{\"import_per_kwh\":" + price + ",\"export_per_kwh\":" + (_flip ? "-" : string.Empty) + "0.1,\"valid_s\":" + (1 + Any(2000)) + "}", nowMs);
        }

        private void Say(string topic, string payload, long nowMs)
        {
            Orders++;
            var bytes = Encoding.Latin1.GetBytes(payload);
            if (_gridMessages.IsMine(topic))
            {
                _gridMessages.Handle(topic, bytes, nowMs);
            }
            else
            {
                _loadRequests.Handle(topic, bytes, nowMs);
            }
        }

        private string AnyLoad()
        {
            var loads = _node.Control.Loads;
            return loads.Length == 0 || _random.Happens(0.05) ? "none" : loads[Any(loads.Length)].Name;
        }

        private int Watts()
        {
            return _random.Happens(0.3) ? (int)_random.Between(-30000, 30000) : s_watts[Any(s_watts.Length)];
        }

        private long Until(long nowMs)
        {
            return Any(6) switch
            {
                0 => long.MaxValue,
                1 => long.MinValue,
                2 => nowMs - 1,
                3 => nowMs + 1,
                _ => nowMs + (long)_random.Between(0, 7_200_000),
            };
        }

        private int Any(int count)
        {
            return (int)_random.Between(0, count);
        }
    }
}
