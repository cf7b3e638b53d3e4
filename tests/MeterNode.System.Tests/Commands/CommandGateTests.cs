using System.Text;
using MeterNode.Services.Commands;
using MeterNode.Services.Messaging;
using Xunit;

namespace MeterNode.System.Tests.Commands
{
    /// <summary>Each reason for which a message is refused.</summary>
    public sealed class CommandGateTests
    {
        private const string Restart = "{\"do\":\"restart\"}";

        [Fact]
        public void Signature_IsThatOfOtherImplementations()
        {
            // Python: hmac.new(bytes(range(32)), b'meternode/test-1/command\0' + b'1.0.{"do":"restart"}', sha256)
            byte[] payload = new CommandBench().Signed(1, Restart);
            Assert.Equal(
                "956c82a3c661eb23226de335580144e845409db0c4f15a0b2b86d2e4370e4c65.1.0." + Restart, Encoding.UTF8.GetString(payload, 0, payload.Length));
        }

        [Fact]
        public void Command_WithoutAKey_IsRefused()
        {
            var bench = new CommandBench();
            bench.Keys.Key = null;
            Assert.Equal("no_key", CommandBench.ReasonIn(bench.Send(1, Restart)));
            bench.Desk.Keys = null;
            Assert.Equal("no_key", CommandBench.ReasonIn(bench.Send(1, Restart)));
            Assert.Equal(2, bench.Desk.Refused(CommandRefusal.NoKey));
        }

        [Fact]
        public void Command_LongerThanAMessage_IsRefusedBeforeAnythingElseIsLookedAt()
        {
            var bench = new CommandBench();
            Assert.Equal("oversize", CommandBench.ReasonIn(bench.Handle(new byte[InboundQueue.LongestPayload + 1])));
            Assert.Equal("malformed", CommandBench.ReasonIn(bench.Handle(new byte[InboundQueue.LongestPayload])));
            byte[] reply = bench.Desk.RefuseOversize();
            Assert.Equal("oversize", CommandBench.ReasonIn(Encoding.UTF8.GetString(reply, 0, reply.Length)));
            Assert.Equal(2, bench.Desk.Refused(CommandRefusal.Oversize));
        }

        [Theory]
        [InlineData("")]
        [InlineData("1.")]
        [InlineData("1.0.")]
        [InlineData(".0.{}")]
        [InlineData("1..{}")]
        [InlineData("01.0.{}")]
        [InlineData("-1.0.{}")]
        [InlineData("+1.0.{}")]
        [InlineData(" 1.0.{}")]
        [InlineData("1e3.0.{}")]
        [InlineData("1.00.{}")]
        [InlineData("99999999999999999999999.0.{}")]
        [InlineData("9223372036854775808.0.{}")]
        [InlineData("1.9223372036854775808.{}")]
        public void Command_OfAnotherForm_IsMalformedEvenWhenSigned(string rest)
        {
            var bench = new CommandBench();
            byte[] payload = CommandBench.Sign(bench.OwnerKey, CommandBench.Topic, rest);
            Assert.Equal("malformed", CommandBench.ReasonIn(bench.Handle(payload)));
            Assert.Equal(0L, bench.Keys.Counter);
        }

        [Fact]
        public void Command_CutOff_IsRefusedAtEveryLength()
        {
            var bench = new CommandBench();
            byte[] whole = bench.Signed(1, Restart);
            for (int length = 0; length < whole.Length; length++)
            {
                var cut = new byte[length];
                global::System.Array.Copy(whole, cut, length);
                string reason = CommandBench.ReasonIn(bench.Handle(cut));
                Assert.True(reason == "malformed" || reason == "bad_signature" || reason == "slowed_down", length + ": " + reason);
            }

            Assert.Equal(0, bench.Desk.Taken);
            Assert.Equal("", CommandBench.ReasonIn(bench.Handle(whole)));
        }

        [Fact]
        public void Command_WithOneBitFlipped_IsRefused()
        {
            var bench = new CommandBench();
            byte[] payload = bench.Signed(1, Restart);
            for (int i = 0; i < payload.Length; i++)
            {
                payload[i] ^= 1;
                Assert.True(CommandBench.ReasonIn(bench.Handle(payload)) != "", i.ToString());
                payload[i] ^= 1;
            }

            Assert.Equal(0L, bench.Keys.Counter);
        }

        [Fact]
        public void Command_SignedForAnotherTopicOrWithAnotherKey_IsRefused()
        {
            var bench = new CommandBench();
            byte[] other = CommandBench.Sign(bench.OwnerKey, "meternode/test-2/command", "1.0." + Restart);
            Assert.Equal("bad_signature", CommandBench.ReasonIn(bench.Handle(other)));
            var key = new byte[CommandSignature.Bytes];
            Assert.Equal("bad_signature", CommandBench.ReasonIn(bench.Handle(CommandBench.Sign(key, CommandBench.Topic, "1.0." + Restart))));
        }

        [Fact]
        public void Counter_MustRise()
        {
            var bench = new CommandBench();
            Assert.Equal("replayed", CommandBench.ReasonIn(bench.Send(0, Restart)));
            Assert.Equal("", CommandBench.ReasonIn(bench.Send(7, Restart)));
            Assert.Equal("replayed", CommandBench.ReasonIn(bench.Send(7, Restart)));
            Assert.Equal("replayed", CommandBench.ReasonIn(bench.Send(6, Restart)));
            Assert.Equal("", CommandBench.ReasonIn(bench.Send(long.MaxValue, Restart)));
            Assert.Equal("replayed", CommandBench.ReasonIn(bench.Send(long.MaxValue, Restart)));
            Assert.Equal(2, bench.Desk.Taken);
            Assert.Equal(4, bench.Desk.Refused(CommandRefusal.Replayed));
        }

        [Fact]
        public void Expiry_CountsOnlyWhenTheClockIsSet()
        {
            var bench = new CommandBench();
            Assert.Equal("", CommandBench.ReasonIn(bench.Handle(bench.Signed(1, Restart, 1000))));
            const long unixS = 1900000000;
            bench.Clock.Set((unixS + 62135596800) * 10000000, 0);
            Assert.Equal("expired", CommandBench.ReasonIn(bench.Handle(bench.Signed(2, Restart, unixS + 4), 5000)));
            Assert.Equal("", CommandBench.ReasonIn(bench.Handle(bench.Signed(3, Restart, unixS + 5), 5000)));
            Assert.Equal("", CommandBench.ReasonIn(bench.Handle(bench.Signed(4, Restart, 0), 5000)));
            Assert.Equal("", CommandBench.ReasonIn(bench.Handle(bench.Signed(5, Restart, long.MaxValue), 5000)));
        }

        [Fact]
        public void Expired_UsesItsCounterUp_SoThatItIsWorthNothingOnceTheClockIsLost()
        {
            var bench = new CommandBench();
            bench.Clock.Set((1900000000 + 62135596800) * 10000000, 0);
            byte[] recorded = bench.Signed(7, "{\"id\":\"a7\",\"do\":\"restart\"}", 1000);
            string reply = bench.Handle(recorded);
            Assert.Equal("expired", CommandBench.ReasonIn(reply));
            Assert.Contains("\"id\":\"a7\"", reply, global::System.StringComparison.Ordinal);
            Assert.Equal(7L, bench.Keys.Counter);
            var later = new CommandDesk(new Core.Messaging.UtcClock(), bench.Desk.Settings) { Keys = bench.Keys, Actions = bench.Actions };
            byte[] again = later.Handle(CommandBench.Topic, recorded, 1000);
            Assert.Equal("replayed", CommandBench.ReasonIn(Encoding.UTF8.GetString(again)));
            Assert.False(later.IsRestarting);
        }

        [Fact]
        public void Refused_WhoseCounterCannotBeSaved_IsNotSaved_AndCountsAsAnybodys()
        {
            var bench = new CommandBench();
            bench.Clock.Set((1900000000 + 62135596800) * 10000000, 0);
            bench.Keys.Fails = true;
            Assert.Equal("not_saved", CommandBench.ReasonIn(bench.Handle(bench.Signed(1, Restart, 1000))));
            Assert.Equal("not_saved", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"explode\"}")));
            Assert.False(bench.Desk.IsFromOwner);
            bench.Keys.Fails = false;
            Assert.Equal("expired", CommandBench.ReasonIn(bench.Handle(bench.Signed(1, Restart, 1000))));
            Assert.True(bench.Desk.IsFromOwner);
            Assert.Equal("replayed", CommandBench.ReasonIn(bench.Handle(bench.Signed(1, Restart))));
            Assert.False(bench.Desk.IsFromOwner);
        }

        [Fact]
        public void BadSignatures_InARow_SlowDownForTimesThatDoubleToAMinute()
        {
            var bench = new CommandBench();
            byte[] bad = CommandBench.Sign(new byte[CommandSignature.Bytes], CommandBench.Topic, "1.0." + Restart);
            for (int i = 0; i < CommandGate.MostBadInARow; i++)
            {
                Assert.Equal("bad_signature", CommandBench.ReasonIn(bench.Handle(bad, 1000)));
            }

            long nowMs = 1000;
            long slowMs = CommandGate.FirstSlowMs;
            for (int round = 0; round < 10; round++)
            {
                Assert.Equal("slowed_down", CommandBench.ReasonIn(bench.Handle(bad, nowMs + slowMs - 1)));
                nowMs += slowMs;
                Assert.Equal("bad_signature", CommandBench.ReasonIn(bench.Handle(bad, nowMs)));
                slowMs = slowMs * 2 > CommandGate.MostSlowMs ? CommandGate.MostSlowMs : slowMs * 2;
            }

            Assert.Equal(CommandGate.MostSlowMs, slowMs);
        }

        [Fact]
        public void GoodSignature_WhileSlowedDown_IsLetThroughAndEndsIt()
        {
            var bench = new CommandBench();
            byte[] bad = CommandBench.Sign(new byte[CommandSignature.Bytes], CommandBench.Topic, "1.0." + Restart);
            for (int i = 0; i < 20; i++)
            {
                bench.Handle(bad, 1000);
            }

            Assert.Equal("slowed_down", CommandBench.ReasonIn(bench.Handle(bad, 1000)));
            Assert.Equal("", CommandBench.ReasonIn(bench.Send(1, Restart)));

            // A recorded command is no sign of the owner, and neither ends nor prolongs anything.
            Assert.Equal("replayed", CommandBench.ReasonIn(bench.Send(1, Restart)));
            Assert.Equal("bad_signature", CommandBench.ReasonIn(bench.Handle(bad, 1000)));
        }

        [Fact]
        public void RotateKey_BothSidesHaveTheNextKeyAndTheOldOneIsWorthNothing()
        {
            var bench = new CommandBench();
            byte[] old = bench.OwnerKey;
            byte[] recorded = bench.Signed(9, "{\"do\":\"restart\"}");
            Assert.Equal("", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"rotate_key\",\"nonce\":\"0123456789abcdef\"}")));

            // Python: hmac.new(bytes(range(32)), b'rotate0123456789abcdef', sha256)
            Assert.Equal(0x2B, (int)bench.Keys.Key![0]);
            Assert.Equal(0xD7, (int)bench.Keys.Key![31]);
            Assert.Equal("bad_signature", CommandBench.ReasonIn(bench.Handle(recorded)));
            bench.OwnerKey = CommandSignature.NextKey(old, "0123456789abcdef");
            Assert.Equal("replayed", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"restart\"}")));
            Assert.Equal("", CommandBench.ReasonIn(bench.Send(2, "{\"do\":\"restart\"}")));
        }

        [Fact]
        public void Counter_ThatCannotBeSaved_NothingIsDone()
        {
            var bench = new CommandBench();
            bench.Keys.Fails = true;
            Assert.Equal("not_saved", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"restart\"}")));
            Assert.Equal("not_saved", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"rotate_key\",\"nonce\":\"0123456789abcdef\"}")));
            Assert.False(bench.Desk.IsRestarting);
            bench.Keys.Fails = false;
            Assert.Equal("", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"restart\"}")));
        }
    }
}
