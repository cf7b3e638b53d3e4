using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using CsCheck;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Commands;
using MeterNode.Services.Storage;

namespace MeterNode.Benchmarks.Link.Fuzz
{
    /// <summary>
    /// Commands that nobody should send: bytes of any kind, signed commands that are cut, repeated and spoiled, and bodies that are no
    /// commands under a good signature. Equal seeds give equal runs.
    /// </summary>
    internal sealed class CommandFuzz : ICommandKeys, ICommandActions
    {
        private const string Topic = "meternode/test-1/command";
        private const uint Stream = 1;

        private static readonly byte[] s_key = CommandSigner.Key(1);
        private static readonly byte[] s_settings = Encoding.UTF8.GetBytes(
            "{\"schema\":1,\"id\":\"a\",\"supply\":{\"circuit\":\"s\",\"limit_a\":60},\"circuits\":[{\"name\":\"s\",\"address\":64}],\"wifi\":{\"password\":true}}");

        private static readonly string[] s_bodies =
        {
            "{\"do\":\"restart\"}", "{\"id\":\"7\",\"do\":\"restart\"}", "{\"do\":\"settings_part\",\"offset\":0,\"total\":6,\"base64\":\"QUJD\"}",
            "{\"do\":\"settings_part\",\"offset\":3,\"total\":6,\"base64\":\"REVG\"}", "{\"do\":\"settings_commit\",\"crc32\":\"bb76fe69\"}",
            "{\"do\":\"settings_part\",\"offset\":0,\"total\":" + s_settings.Length + ",\"base64\":\"" + Convert.ToBase64String(s_settings) + "\"}",
            "{\"do\":\"settings_commit\",\"crc32\":\"" + new Crc32().Of(s_settings, 0, s_settings.Length).ToString("x8") + "\"}",
            "{\"do\":\"rotate_key\"}", "{\"do\":\"restart\",\"id\":\"\\u00e9\"}", "{\"do\":\"restart\",\"id\":\"\\\"x\"}", "{\"do\":null}", "{\"do\":[\"restart\"]}",
        };

        private static readonly Gen<byte[]> s_json =
            Gen.OneOf(Gen.Const("{"), Gen.Const("}"), Gen.Const("["), Gen.Const("]"), Gen.Const("\""), Gen.Const(":"), Gen.Const(","), Gen.Const("\\"), Gen.Const("\"do\""),
                Gen.Const("\"restart\""), Gen.Const("1e999"), Gen.Const("-"), Gen.Const("null"), Gen.Const("\\ud800"), Gen.Const("\0"), Gen.Const("é"), Gen.Const("😀"), Gen.Const(" "))
            .Array[0, 40].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));

        // In the middle of the expiries that are tried.
        private const long NowS = 2000000000;

        private readonly CommandDesk _desk;
        private byte[] _key = s_key;
        private long _counter;
        private int _effects;
        private bool _isFlashFull;

        private CommandFuzz()
        {
            var clock = new UtcClock();
            clock.Set((NowS * TimeSpan.TicksPerSecond) + DateTime.UnixEpoch.Ticks, 0);
            _desk = new CommandDesk(clock, NodeSettings.Parse(Encoding.UTF8.GetString(s_settings).Replace("true", "\"sesame\"", StringComparison.Ordinal)));
            _desk.Keys = this;
            _desk.Actions = this;
        }

        byte[]? ICommandKeys.Key => _key;

        long ICommandKeys.Counter => _counter;

        /// <summary>Sends messages to one desk.</summary>
        /// <param name="inputs">How many.</param>
        /// <param name="seed">What they follow from.</param>
        public static CommandFuzzResult Run(int inputs, ulong seed)
        {
            var random = new PCG(Stream, seed);
            var fuzz = new CommandFuzz();
            var result = new CommandFuzzResult();
            var reasons = new HashSet<string>();
            long nowMs = 0;
            for (int i = 0; i < inputs; i++)
            {
                var message = Message(fuzz._counter).Generate(random, null, out _);
                nowMs += i % 7 * 100;
                fuzz._isFlashFull = i % 16 == 15;
                fuzz.Send(message, nowMs, result, reasons);
            }

            result.Reasons = reasons.Count;
            return result;
        }

        bool ICommandKeys.TryTake(long counter)
        {
            _counter = _isFlashFull ? _counter : counter;
            return !_isFlashFull;
        }

        bool ICommandKeys.TryRotate(byte[] key, long counter)
        {
            _key = _isFlashFull ? _key : key;
            _counter = _isFlashFull ? _counter : counter;
            return !_isFlashFull;
        }

        string? ICommandActions.ReplaceSettings(byte[] text)
        {
            _effects++;
            return null;
        }

        void ICommandActions.PrepareRestart()
        {
        }

        void ICommandActions.Restart()
        {
            _effects++;
        }

        private static Gen<byte[]> Message(long counter)
        {
            var any = Gen.Byte.Array[0, 300];
            var good = from body in Gen.Frequency((3, Gen.Int[0, s_bodies.Length - 1].Select(i => Encoding.UTF8.GetBytes(s_bodies[i]))), (1, s_json), (1, any))
                       from step in Gen.Frequency((1, Gen.Long[-2, 3]), (2, Gen.Const(1L)))
                       from expiry in Gen.OneOf(Gen.Const(0L), Gen.Long[0, 4000000000])
                       select CommandSigner.Sign(s_key, Topic, [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"{Math.Max(0, counter + step)}.{expiry}.")), .. body]);
            var signedNonsense = any.Select(rest => CommandSigner.Sign(s_key, Topic, rest));
            var spoiled = from message in good
                          from kind in Gen.Int[0, 4]
                          from at in Gen.Int[0, message.Length - 1]
                          from value in Gen.Byte
                          select Spoil(message, kind, at, value);
            var large = from message in good
                        from more in Gen.Int[3500, 4200]
                        select (byte[])[.. message, .. Enumerable.Repeat((byte)' ', more)];
            return Gen.Frequency((3, good), (1, any), (1, signedNonsense), (4, spoiled), (1, large));
        }

        private static byte[] Spoil(byte[] message, int kind, int at, byte value)
        {
            switch (kind)
            {
                case 0:
                    message[at] = value;
                    return message;
                case 1:
                    message[at] ^= (byte)(1 << (value & 7));
                    return message;
                case 2:
                    return message[..at];
                case 3:
                    return [.. message[..at], value, .. message[at..]];
                default:
                    return [.. message[..at], .. message[(at + 1)..]];
            }
        }

        private void Send(byte[] message, long nowMs, CommandFuzzResult result, HashSet<string> reasons)
        {
            result.Inputs++;
            long counter = _counter;
            byte[] key = _key;
            int effects = _effects;
            bool isRestarting = _desk.IsRestarting;
            bool isSigned = message.Length > 65 && message.AsSpan().SequenceEqual(CommandSigner.Sign(key, Topic, message[65..]));
            string reason;
            try
            {
                using var reply = JsonDocument.Parse(_desk.Handle(Topic, message, nowMs));
                reason = reply.RootElement.GetProperty("ok").GetBoolean() ? string.Empty : reply.RootElement.GetProperty("reason").GetString()!;
                reasons.Add(reason);
            }
            catch (Exception)
            {
                result.Escapes++;
                Note(result, message);
                return;
            }

            result.Taken += reason.Length == 0 ? 1 : 0;
            if (!isSigned && reason is not ("malformed" or "oversize" or "bad_signature" or "slowed_down"))
            {
                result.Forged++;
                Note(result, message);
            }

            // What is signed and refused has used up its counter, exactly, and nothing else; what is not signed or not new has not.
            bool isUsedUp = reason is "expired" or "bad_command" or "bad_part" or "bad_settings";
            bool isCounterWrong = isUsedUp ? _counter <= counter || _counter != CounterOf(message) : _counter != counter;
            bool isChanged = isCounterWrong || isUsedUp != _desk.IsFromOwner || !ReferenceEquals(key, _key) || effects != _effects || isRestarting != _desk.IsRestarting;
            if (reason.Length > 0 && isChanged)
            {
                result.ChangesOnRefusal++;
                Note(result, message);
            }

            _desk.Step(nowMs + CommandDesk.RestartAfterMs);
        }

        private static long CounterOf(byte[] message)
        {
            string[] parts = Encoding.Latin1.GetString(message).Split('.', 3);
            return long.Parse(parts[1], CultureInfo.InvariantCulture);
        }

        private static void Note(CommandFuzzResult result, byte[] message)
        {
            result.First = result.First.Length > 0 ? result.First : Convert.ToHexString(message);
        }
    }
}
