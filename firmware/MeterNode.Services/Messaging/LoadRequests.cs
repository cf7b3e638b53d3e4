using System.Text;
using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;

namespace MeterNode.Services.Messaging
{
    /// <summary>Understands plain load requests and answers each of them on <c>reply</c>.</summary>
    public sealed class LoadRequests
    {
        private const int LongestPayload = 16;
        private const int LongestNumber = 6;

        private readonly NodeSettings _settings;
        private readonly Topics _topics;
        private readonly Load[] _loads;
        private readonly OrchestratorDesk _desk;
        private readonly Replies _replies;

        /// <summary>Makes the reader of requests.</summary>
        public LoadRequests(NodeSettings settings, Topics topics, Load[] loads, OrchestratorDesk desk, Replies replies)
        {
            _replies = replies;
            _settings = settings;
            _topics = topics;
            _loads = loads;
            _desk = desk;
        }

        /// <summary>Takes one message of the load topics.</summary>
        /// <param name="topic">Its topic.</param>
        /// <param name="payload">Its bytes: <c>on</c>, <c>off</c>, <c>auto</c>, watts, minutes to be on such as <c>60min</c>, or amperes a phase such as <c>16A</c> for a charge point.</param>
        /// <param name="nowMs">ms of the monotonic clock.</param>
        /// <returns>The reply's bytes.</returns>
        public byte[] Handle(string topic, byte[] payload, long nowMs)
        {
            string? name = _topics.LoadOf(topic);
            int load = name == null ? -1 : _settings.LoadIndex(name);
            string? refusal = null;
            if (load < 0)
            {
                refusal = "no load of that name";
            }
            else if (_loads[load].Critical)
            {
                refusal = "it is critical; nobody switches it over the network";
            }
            else if (!TryParse(payload, WattsPerAmpere(_settings, load), out var mode, out int powerW, out int minutes))
            {
                refusal = "allowed are on, off, auto, whole watts" + (WattsPerAmpere(_settings, load) > 0 ? ", whole amperes such as 16A" : "") + " and minutes such as 60min";
            }
            else if (minutes > OrchestratorDesk.MostBoostMin || (minutes > 0 && !CanBoost(_loads[load])))
            {
                refusal = CanBoost(_loads[load]) ? "allowed are 0min to " + OrchestratorDesk.MostBoostMin + "min" : "allowed are minutes only for a load that draws, no battery and no inverter";
            }
            else if (mode == RequestMode.Power && (powerW < _loads[load].LeastW || powerW > _loads[load].MostW))
            {
                refusal = "allowed are " + _loads[load].LeastW + " to " + _loads[load].MostW + " W";
            }
            else if (minutes > 0 ? !_desk.TryBoost(load, minutes, nowMs) : !_desk.TryRequest(load, mode, powerW, nowMs))
            {
                refusal = "too soon after the last change; allowed is one in " + (OrchestratorDesk.LeastIntervalMs / 1000) + " s";
            }

            _replies.Begin().TextIfAny("load", load >= 0 ? _settings.Loads[load].Name : "");
            return _replies.End(refusal);
        }

        /// <summary>What an ampere a phase is for a charge point, W; 0 for anything else, of which nobody speaks in amperes.</summary>
        internal static int WattsPerAmpere(NodeSettings settings, int load)
        {
            var one = settings.Loads[load];
            return one.Kind == LoadKind.ChargePoint ? settings.Supply.NominalV * one.Phases : 0;
        }

        /// <summary>Whether a load can be asked to be on for some minutes: one that draws and does nothing else.</summary>
        internal static bool CanBoost(Load load)
        {
            return load.Kind != LoadKind.Battery && load.Kind != LoadKind.Inverter;
        }

        /// <summary>The fewest whole amperes a phase that a charge point can be asked for and runs with, A.</summary>
        internal static int LeastAmperes(Load load, int wattsPerAmpere)
        {
            return (load.LeastRunW + wattsPerAmpere - 1) / wattsPerAmpere;
        }

        /// <summary>The most whole amperes a phase that a charge point can be asked for, A.</summary>
        internal static int MostAmperes(Load load, int wattsPerAmpere)
        {
            return load.MostW / wattsPerAmpere;
        }

        private static bool TryParse(byte[] payload, int wattsPerAmpere, out RequestMode mode, out int powerW, out int minutes)
        {
            mode = RequestMode.Auto;
            powerW = 0;
            minutes = 0;
            if (payload.Length == 0 || payload.Length > LongestPayload)
            {
                return false;
            }

            if (payload[0] == '-' || (payload[0] >= '0' && payload[0] <= '9'))
            {
                int digits = payload.Length - 3;
                if (digits > 0 && (payload[digits] | 0x20) == 'm' && (payload[digits + 1] | 0x20) == 'i' && (payload[digits + 2] | 0x20) == 'n')
                {
                    // None are the end of it: auto.
                    return payload[0] != '-' && TryParseNumber(payload, digits, out minutes);
                }

                mode = RequestMode.Power;
                bool isAmperes = wattsPerAmpere > 0 && (payload[payload.Length - 1] | 0x20) == 'a';
                bool isGood = TryParseNumber(payload, payload.Length - (isAmperes ? 1 : 0), out powerW);
                powerW *= isAmperes ? wattsPerAmpere : 1;
                return isGood;
            }

            // Byte by byte: a payload that is no UTF-8 must not get as far as a decoder that throws.
            for (int i = 0; i < payload.Length; i++)
            {
                if (payload[i] < 'A' || payload[i] > 'z')
                {
                    return false;
                }
            }

            switch (Encoding.UTF8.GetString(payload, 0, payload.Length).ToLower())
            {
                case "on":
                    mode = RequestMode.On;
                    return true;
                case "off":
                    mode = RequestMode.Off;
                    return true;
                case "auto":
                    return true;
                default:
                    return false;
            }
        }

        private static bool TryParseNumber(byte[] payload, int length, out int number)
        {
            number = 0;
            bool negative = payload[0] == '-';
            int first = negative ? 1 : 0;
            if (length == first || length > first + LongestNumber)
            {
                return false;
            }

            for (int i = first; i < length; i++)
            {
                if (payload[i] < '0' || payload[i] > '9')
                {
                    return false;
                }

                number = (number * 10) + payload[i] - '0';
            }

            number = negative ? -number : number;
            return true;
        }
    }
}
