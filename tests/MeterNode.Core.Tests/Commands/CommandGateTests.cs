using System.Text;
using MeterNode.Services.Commands;
using MeterNode.Services.Messaging;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Commands
{
    [TestClass]
    public class CommandGateTests
    {
        private const string Restart = "{\"do\":\"restart\"}";

        [TestMethod]
        public void Signature_IsThatOfOtherImplementations()
        {
            // Python: hmac.new(bytes(range(32)), b'meternode/test-1/command\0' + b'1.0.{"do":"restart"}', sha256)
            byte[] payload = new CommandBench().Signed(1, Restart);
            Assert.AreEqual(
                "956c82a3c661eb23226de335580144e845409db0c4f15a0b2b86d2e4370e4c65.1.0." + Restart, Encoding.UTF8.GetString(payload, 0, payload.Length));
        }

        [TestMethod]
        public void Command_WithoutAKey_IsRefused()
        {
            var bench = new CommandBench();
            bench.Keys.Key = null;
            Assert.AreEqual("no_key", CommandBench.ReasonIn(bench.Send(1, Restart)));
            bench.Desk.Keys = null;
            Assert.AreEqual("no_key", CommandBench.ReasonIn(bench.Send(1, Restart)));
            Assert.AreEqual(2, bench.Desk.Refused(CommandRefusal.NoKey));
        }

        [TestMethod]
        public void Command_LongerThanAMessage_IsRefusedBeforeAnythingElseIsLookedAt()
        {
            var bench = new CommandBench();
            Assert.AreEqual("oversize", CommandBench.ReasonIn(bench.Handle(new byte[InboundQueue.LongestPayload + 1])));
            Assert.AreEqual("malformed", CommandBench.ReasonIn(bench.Handle(new byte[InboundQueue.LongestPayload])));
            byte[] reply = bench.Desk.RefuseOversize();
            Assert.AreEqual("oversize", CommandBench.ReasonIn(Encoding.UTF8.GetString(reply, 0, reply.Length)));
            Assert.AreEqual(2, bench.Desk.Refused(CommandRefusal.Oversize));
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("1.")]
        [DataRow("1.0.")]
        [DataRow(".0.{}")]
        [DataRow("1..{}")]
        [DataRow("01.0.{}")]
        [DataRow("-1.0.{}")]
        [DataRow("9223372036854775808.0.{}")]
        [DataRow("1.9223372036854775808.{}")]
        public void Command_OfAnotherForm_IsMalformedEvenWhenSigned(string rest)
        {
            var bench = new CommandBench();
            byte[] payload = CommandBench.Sign(bench.OwnerKey, CommandBench.Topic, rest);
            Assert.AreEqual("malformed", CommandBench.ReasonIn(bench.Handle(payload)));
            Assert.AreEqual(0L, bench.Keys.Counter);
        }

        [TestMethod]
        public void Command_CutOff_IsRefusedAtEveryLength()
        {
            var bench = new CommandBench();
            byte[] whole = bench.Signed(1, Restart);
            for (int length = 0; length < whole.Length; length++)
            {
                var cut = new byte[length];
                System.Array.Copy(whole, cut, length);
                string reason = CommandBench.ReasonIn(bench.Handle(cut));
                Assert.IsTrue(reason == "malformed" || reason == "bad_signature" || reason == "slowed_down", length + ": " + reason);
            }

            Assert.AreEqual(0, bench.Desk.Taken);
            Assert.AreEqual("", CommandBench.ReasonIn(bench.Handle(whole)));
        }

        [TestMethod]
        public void Command_WithOneBitFlipped_IsRefused()
        {
            var bench = new CommandBench();
            byte[] payload = bench.Signed(1, Restart);
            for (int i = 0; i < payload.Length; i++)
            {
                payload[i] ^= 1;
                Assert.IsTrue(CommandBench.ReasonIn(bench.Handle(payload)) != "", i.ToString());
                payload[i] ^= 1;
            }

            Assert.AreEqual(0L, bench.Keys.Counter);
        }

        [TestMethod]
        public void Command_SignedForAnotherTopicOrWithAnotherKey_IsRefused()
        {
            var bench = new CommandBench();
            byte[] other = CommandBench.Sign(bench.OwnerKey, "meternode/test-2/command", "1.0." + Restart);
            Assert.AreEqual("bad_signature", CommandBench.ReasonIn(bench.Handle(other)));
            var key = new byte[CommandSignature.Bytes];
            Assert.AreEqual("bad_signature", CommandBench.ReasonIn(bench.Handle(CommandBench.Sign(key, CommandBench.Topic, "1.0." + Restart))));
        }

        [TestMethod]
        public void Counter_MustRise()
        {
            var bench = new CommandBench();
            Assert.AreEqual("replayed", CommandBench.ReasonIn(bench.Send(0, Restart)));
            Assert.AreEqual("", CommandBench.ReasonIn(bench.Send(7, Restart)));
            Assert.AreEqual("replayed", CommandBench.ReasonIn(bench.Send(7, Restart)));
            Assert.AreEqual("replayed", CommandBench.ReasonIn(bench.Send(6, Restart)));
            Assert.AreEqual("", CommandBench.ReasonIn(bench.Send(long.MaxValue, Restart)));
            Assert.AreEqual("replayed", CommandBench.ReasonIn(bench.Send(long.MaxValue, Restart)));
            Assert.AreEqual(2, bench.Desk.Taken);
            Assert.AreEqual(4, bench.Desk.Refused(CommandRefusal.Replayed));
        }

        [TestMethod]
        public void Expiry_CountsOnlyWhenTheClockIsSet()
        {
            var bench = new CommandBench();
            Assert.AreEqual("", CommandBench.ReasonIn(bench.Handle(bench.Signed(1, Restart, 1000))));
            const long unixS = 1900000000;
            bench.Clock.Set((unixS + 62135596800) * 10000000, 0);
            Assert.AreEqual("expired", CommandBench.ReasonIn(bench.Handle(bench.Signed(2, Restart, unixS + 4), 5000)));
            Assert.AreEqual(1L, bench.Keys.Counter);
            Assert.AreEqual("", CommandBench.ReasonIn(bench.Handle(bench.Signed(2, Restart, unixS + 5), 5000)));
            Assert.AreEqual("", CommandBench.ReasonIn(bench.Handle(bench.Signed(3, Restart, 0), 5000)));
            Assert.AreEqual("", CommandBench.ReasonIn(bench.Handle(bench.Signed(4, Restart, long.MaxValue), 5000)));
        }

        [TestMethod]
        public void BadSignatures_InARow_SlowDownForTimesThatDoubleToAMinute()
        {
            var bench = new CommandBench();
            byte[] bad = CommandBench.Sign(new byte[CommandSignature.Bytes], CommandBench.Topic, "1.0." + Restart);
            for (int i = 0; i < CommandGate.MostBadInARow; i++)
            {
                Assert.AreEqual("bad_signature", CommandBench.ReasonIn(bench.Handle(bad, 1000)));
            }

            long nowMs = 1000;
            long slowMs = CommandGate.FirstSlowMs;
            for (int round = 0; round < 10; round++)
            {
                Assert.AreEqual("slowed_down", CommandBench.ReasonIn(bench.Handle(bad, nowMs + slowMs - 1)));
                nowMs += slowMs;
                Assert.AreEqual("bad_signature", CommandBench.ReasonIn(bench.Handle(bad, nowMs)));
                slowMs = slowMs * 2 > CommandGate.MostSlowMs ? CommandGate.MostSlowMs : slowMs * 2;
            }

            Assert.AreEqual(CommandGate.MostSlowMs, slowMs);
        }

        [TestMethod]
        public void GoodSignature_WhileSlowedDown_IsLetThroughAndEndsIt()
        {
            var bench = new CommandBench();
            byte[] bad = CommandBench.Sign(new byte[CommandSignature.Bytes], CommandBench.Topic, "1.0." + Restart);
            for (int i = 0; i < 20; i++)
            {
                bench.Handle(bad, 1000);
            }

            Assert.AreEqual("slowed_down", CommandBench.ReasonIn(bench.Handle(bad, 1000)));
            Assert.AreEqual("", CommandBench.ReasonIn(bench.Send(1, Restart)));

            // A recorded command is no sign of the owner, and neither ends nor prolongs anything.
            Assert.AreEqual("replayed", CommandBench.ReasonIn(bench.Send(1, Restart)));
            Assert.AreEqual("bad_signature", CommandBench.ReasonIn(bench.Handle(bad, 1000)));
        }

        [TestMethod]
        public void RotateKey_BothSidesHaveTheNextKeyAndTheOldOneIsWorthNothing()
        {
            var bench = new CommandBench();
            byte[] old = bench.OwnerKey;
            byte[] recorded = bench.Signed(9, "{\"do\":\"restart\"}");
            Assert.AreEqual("", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"rotate_key\",\"nonce\":\"0123456789abcdef\"}")));

            // Python: hmac.new(bytes(range(32)), b'rotate0123456789abcdef', sha256)
            Assert.AreEqual(0x2B, (int)bench.Keys.Key![0]);
            Assert.AreEqual(0xD7, (int)bench.Keys.Key![31]);
            Assert.AreEqual("bad_signature", CommandBench.ReasonIn(bench.Handle(recorded)));
            bench.OwnerKey = CommandSignature.NextKey(old, "0123456789abcdef");
            Assert.AreEqual("replayed", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"restart\"}")));
            Assert.AreEqual("", CommandBench.ReasonIn(bench.Send(2, "{\"do\":\"restart\"}")));
        }

        [TestMethod]
        public void Counter_ThatCannotBeSaved_NothingIsDone()
        {
            var bench = new CommandBench();
            bench.Keys.Fails = true;
            Assert.AreEqual("not_saved", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"restart\"}")));
            Assert.AreEqual("not_saved", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"rotate_key\",\"nonce\":\"0123456789abcdef\"}")));
            Assert.IsFalse(bench.Desk.IsRestarting);
            bench.Keys.Fails = false;
            Assert.AreEqual("", CommandBench.ReasonIn(bench.Send(1, "{\"do\":\"restart\"}")));
        }
    }
}
