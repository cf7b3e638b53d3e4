using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using CsCheck;
using MeterNode.Core.Settings;
using MeterNode.Services.Messaging;

namespace MeterNode.Benchmarks.Link.Fuzz
{
    /// <summary>
    /// Everything that a node reads from others, with hostile input: no exception escapes but the one that names what is wrong with
    /// a settings file, and a refused message changes nothing.
    /// </summary>
    public static class ParserFuzz
    {
        private const uint Stream = 2;

        /// <summary>Of so many inputs one is a settings file: it takes a hundred times as long to read as a message.</summary>
        private const int SettingsEvery = 50;

        /// <summary>Runs it.</summary>
        /// <param name="settingsText">Settings of the node that is told, and what hostile settings are made of.</param>
        /// <param name="inputs">How many inputs.</param>
        /// <param name="seed">Where they come from; equal seeds give equal inputs.</param>
        public static FuzzResult Run(string settingsText, int inputs, ulong seed)
        {
            var settings = NodeSettings.Parse(settingsText);
            var node = new FuzzedNode(settings);
            var targets = Targets(settings, node.Topics);
            var settingsFiles = HostileInput.Around(settingsText, settingsText.Replace(" ", string.Empty, StringComparison.Ordinal));
            var random = new PCG(Stream, seed);
            var result = new FuzzResult();
            long nowMs = 1000;
            for (int i = 0; i < inputs; i++)
            {
                if (i % SettingsEvery == 0)
                {
                    ReadSettings(settingsFiles.Generate(random, null, out _), result);
                    continue;
                }

                var (topic, payloads) = targets[(int)(random.Next() % (uint)targets.Count)];
                byte[] payload = payloads.Generate(random, null, out _);
                nowMs += random.Next() % 12000;
                Tell(node, topic, payload, nowMs, result);
            }

            return result;
        }

        private static List<(string Topic, Gen<byte[]> Payloads)> Targets(NodeSettings settings, Topics topics)
        {
            var requests = HostileInput.Around("on", "off", "auto", "1380", "0", "-2000", "7360", "16A", "60min");
            var targets = new List<(string Topic, Gen<byte[]> Payloads)>
            {
                (topics.Limit, HostileInput.Around("{\"import_w\":5000,\"export_w\":0,\"valid_s\":900}", "{\"dim_w\":4200}", "{\"import_w\":8000}")),
                (topics.Price, HostileInput.Around("{\"import_per_kwh\":-0.02,\"export_per_kwh\":0.1,\"valid_s\":1800}", "{\"import_per_kwh\":0.31}")),
                (topics.Prices, HostileInput.Around(
                    "{\"start\":\"2026-01-01T00:00Z\",\"slot_min\":15,\"import_per_kwh\":[0.21,-0.0021,null,0.3],\"export_per_kwh\":[0.1,0.1,0.1,null]}",
                    "{\"start\":\"2026-01-01T01:00:00.000Z\",\"import_per_kwh\":[0.2,0.21]}",
                    "{\"start\":\"2026-01-01T00:30:00Z\",\"slot_min\":30,\"export_per_kwh\":[1e-3]}")),
                (topics.Release, HostileInput.Around("{\"version\":\"1.2.3\",\"url\":\"https://example.com/1\"}", "{\"version\":\"10.0.21\"}")),
                (topics.WaveformRequest, HostileInput.Around(settings.Circuits[0].Name, "{\"circuit\":\"" + settings.Circuits[1].Name + "\",\"id\":\"a-1\"}")),
                (topics.DiscoveryStatus, HostileInput.Around("online", "offline")),
                (topics.LoadRequest("no-such-load"), requests),
                ("meternode/other/load/ev/set", requests),
                (topics.LoadRequest(string.Empty), requests),
                ("//", requests),
            };
            foreach (var load in settings.Loads)
            {
                targets.Add((topics.LoadRequest(load.Name), requests));
            }

            return targets;
        }

        private static void Tell(FuzzedNode node, string topic, byte[] payload, long nowMs, FuzzResult result)
        {
            result.Inputs++;
            string before = node.State(nowMs);
            try
            {
                if (node.Tell(topic, payload, nowMs))
                {
                    result.Refused++;
                    if (node.State(nowMs) != before)
                    {
                        result.Broken("changed by a refused message", topic, payload);
                    }
                }
                else if (node.State(nowMs) != before)
                {
                    result.Accepted++;
                }
            }
            catch (Exception escaped)
            {
                result.Escaped(escaped, topic, payload);
            }
        }

        private static void ReadSettings(byte[] file, FuzzResult result)
        {
            result.Inputs++;
            try
            {
                NodeSettings.Parse(Encoding.UTF8.GetString(file));
                result.Accepted++;
            }
            catch (SettingsException refused)
            {
                result.Refused++;
                if (refused.Message.Length == 0)
                {
                    result.Broken("refused without a word", "settings", file);
                }
            }
            catch (Exception escaped)
            {
                result.Escaped(escaped, "settings", file);
            }
        }
    }
}
