using System;
using System.Collections.Generic;
using System.Text;
using CsCheck;

namespace MeterNode.Benchmarks.Link.Fuzz
{
    /// <summary>Payloads that a broken or hostile peer might send: good ones changed a little, pieces of good ones in any order, and noise.</summary>
    internal static class HostileInput
    {
        private const int MostChanges = 6;
        private const int MostTokens = 30;
        private const int MostNoise = 300;
        private const int MostDepth = 3000;

        private static readonly string[] s_tokens =
        [
            "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0041", "\\\"", "null", "true", "false", "NaN", "-", "+", ".", "e", "E9", "0", "1", "-1", "1e999", "0x10",
            "2147483647", "2147483648", "-2147483649", "9223372036854775807", "99999999999999999999", "0.1", "1,5", " ", "\n", "\t", "\0", "\u00e4", "on", "off", "auto",
            "\"import_w\"", "\"export_w\"", "\"dim_w\"", "\"valid_s\"", "\"import_per_kwh\"", "\"export_per_kwh\"", "\"circuit\"", "\"id\"", "2026-01-01T00:00:00Z", "\"$ref\"",
            "\"start\"", "\"slot_min\"", "\"2026-01-01T00:00Z\"", "+01:00", "\"version\"", "\"url\"", "https://",
        ];

        /// <summary>Payloads around some good ones.</summary>
        /// <param name="good">The good ones.</param>
        public static Gen<byte[]> Around(params string[] good)
        {
            var corpus = Array.ConvertAll(good, Encoding.UTF8.GetBytes);
            var change = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 65535], Gen.Byte);
            var changed = Gen.Select(Gen.Int[0, corpus.Length - 1], change.Array[0, MostChanges], (index, changes) => Changed(corpus, index, changes));
            var tokens = Gen.Int[0, s_tokens.Length - 1].Array[0, MostTokens].Select(indices => Encoding.UTF8.GetBytes(string.Concat(Array.ConvertAll(indices, i => s_tokens[i]))));
            var noise = Gen.Byte.Array[0, MostNoise];
            var deep = Gen.Select(Gen.Int[0, 2], Gen.Int[1, MostDepth], (kind, depth) => Deep(kind, depth));
            return Gen.Frequency((12, changed), (5, tokens), (2, noise), (1, deep));
        }

        private static byte[] Changed(byte[][] corpus, int index, (int Kind, int Place, byte Value)[] changes)
        {
            var bytes = new List<byte>(corpus[index]);
            foreach (var (kind, place, value) in changes)
            {
                int at = bytes.Count == 0 ? 0 : place % bytes.Count;
                switch (kind)
                {
                    case 0 when bytes.Count > 0:
                        bytes[at] = value;
                        break;
                    case 1 when bytes.Count > 0:
                        bytes[at] ^= (byte)(1 << (value & 7));
                        break;
                    case 2:
                        bytes.Insert(at, value);
                        break;
                    case 3 when bytes.Count > 0:
                        bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + (value & 15)));
                        break;
                    case 4:
                        bytes.InsertRange(at, Encoding.UTF8.GetBytes(s_tokens[value % s_tokens.Length]));
                        break;
                    default:
                        // The tail of another one: what a message looks like that was cut and glued.
                        var other = corpus[value % corpus.Length];
                        bytes.InsertRange(at, other.AsSpan(Math.Min(other.Length, place % 64)));
                        break;
                }
            }

            return bytes.ToArray();
        }

        private static byte[] Deep(int kind, int depth)
        {
            string open = kind == 0 ? "[" : kind == 1 ? "{\"a\":" : "\"";
            return Encoding.UTF8.GetBytes("{\"import_w\":" + new StringBuilder().Insert(0, open, depth));
        }
    }
}
