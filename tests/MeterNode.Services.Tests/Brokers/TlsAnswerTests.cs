using MeterNode.Services.Brokers;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Brokers
{
    [TestClass]
    public class TlsAnswerTests
    {
        [TestMethod]
        public void Answer_ServerHelloByteByByte_IsTlsWithItsLast()
        {
            byte[] record = Record(0x16, 3, 70, 2);
            var answer = new TlsAnswer();
            byte[] one = new byte[1];
            for (int i = 0; i < record.Length; i++)
            {
                Assert.IsTrue(answer.Verdict == TlsVerdict.Incomplete, i.ToString());
                one[0] = record[i];
                answer.Add(one, 1);
            }

            Assert.IsTrue(answer.Verdict == TlsVerdict.Tls);
        }

        [TestMethod]
        [DataRow(0x16, 3, 16384, 2, true)]
        [DataRow(0x15, 3, 2, 2, true)]
        [DataRow(0x15, 1, 2, 2, true)]
        [DataRow(0x16, 3, 70, 1, false)]
        [DataRow(0x16, 5, 70, 2, false)]
        [DataRow(0x16, 3, 16385, 2, false)]
        [DataRow(0x16, 3, 1, 2, false)]
        [DataRow(0x14, 3, 1, 2, false)]
        [DataRow(0x20, 0, 2, 0, false)]
        public void Answer_Records_AreToldApart(int content, int minor, int length, int first, bool isTls)
        {
            byte[] record = Record(content, minor, length, first);
            var answer = new TlsAnswer();
            answer.Add(record, record.Length);
            Assert.IsTrue(answer.Verdict == (isTls ? TlsVerdict.Tls : TlsVerdict.NotTls));
        }

        [TestMethod]
        public void Hello_LengthsFitTheirContents_AndOnlyANameIsTold()
        {
            byte[] chance = new byte[ClientHello.ChanceBytes];
            byte[] named = ClientHello.Make("broker.local", chance);
            byte[] address = ClientHello.Make("192.168.7.1", chance);
            Assert.AreEqual(9 + "broker.local".Length, named.Length - address.Length);
            CheckLengths(named);
            CheckLengths(address);
            CheckLengths(ClientHello.Make("fe80::1", chance));
            Assert.AreEqual(address.Length, ClientHello.Make("fe80::1", chance).Length);
            string text = "";
            for (int i = 0; i < "broker.local".Length; i++)
            {
                text += (char)named[111 + i];
            }

            Assert.AreEqual("broker.local", text);
        }

        private static void CheckLengths(byte[] hello)
        {
            Assert.AreEqual(hello.Length - 5, (hello[3] << 8) + hello[4]);
            Assert.AreEqual(hello.Length - 9, (hello[7] << 8) + hello[8]);

            // Behind version, random, session and suites: the compression method, and the extensions up to the end.
            int at = 9 + 2 + 32 + 1 + 32;
            at += 2 + (hello[at] << 8) + hello[at + 1] + 2;
            Assert.AreEqual(hello.Length - at - 2, (hello[at] << 8) + hello[at + 1]);
            at += 2;
            while (at < hello.Length)
            {
                at += 4 + (hello[at + 2] << 8) + hello[at + 3];
            }

            Assert.AreEqual(hello.Length, at);
        }

        private static byte[] Record(int content, int minor, int length, int first)
        {
            byte[] record = new byte[5 + length];
            record[0] = (byte)content;
            record[1] = 3;
            record[2] = (byte)minor;
            record[3] = (byte)(length >> 8);
            record[4] = (byte)length;
            record[5] = (byte)first;
            return record;
        }
    }
}
