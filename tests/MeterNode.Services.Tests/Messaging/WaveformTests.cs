using System;
using System.Collections;
using System.Text;
using MeterNode.Core;
using MeterNode.Core.Messaging;
using MeterNode.Core.Metering;
using MeterNode.Core.Tests.Loads;
using MeterNode.Core.Tests.Metering;
using MeterNode.Core.Tests;
using MeterNode.Services.Messaging;
using nanoFramework.Json;
using nanoFramework.TestFramework;

namespace MeterNode.Services.Tests.Messaging
{
    [TestClass]
    public class WaveformTests
    {
        private const string Root = "meternode/test-1/";
        private const int Points = 64;

        [TestMethod]
        [DataRow("ev")]
        [DataRow("{\"circuit\":\"ev\",\"id\":\"7a\"}")]
        public void Waveform_AskedFor_IsOneCycleFromTheVoltagesRisingZero(string payload)
        {
            var link = new FakeLink();
            var source = new WaveSource(4) { ThirdCurrent = 0.4 };
            source.CurrentA[1] = 10;
            source.LagDeg[1] = 60;
            var node = RunningNode(source, 4000);
            var publisher = Connected(link, node);
            publisher.Inbound.TryAdd(Root + "waveform/get", Encoding.UTF8.GetBytes(payload));
            publisher.Step(5000);
            Assert.AreEqual(0, link.CountOf(Root + "waveform"));
            Run(node, source, 2000);
            publisher.Step(7000);
            Assert.AreEqual(1, link.CountOf(Root + "waveform"));
            Assert.AreEqual(0, link.CountOf(Root + "reply"));
            string text = link.LastOf(Root + "waveform");
            Assert.AreEqual(payload[0] == '{', text.IndexOf("\"id\":\"7a\"") > 0, text);
            var message = (Hashtable)JsonConvert.DeserializeObject(text, typeof(Hashtable));
            Assert.AreEqual("ev", (string)message["circuit"]);
            Assert.IsTrue(message.Contains("time"));
            Near.AreEqual(50, (double)message["frequency_hz"], 0.01, "frequency, Hz");
            var voltage = (IList)message["voltage_v"];
            var current = (IList)message["current_a"];
            Assert.AreEqual(Points, voltage.Count);
            Assert.AreEqual(Points, current.Count);
            Assert.IsTrue(Number(voltage[Points - 1]) < 0 && Number(voltage[0]) >= -0.1, "rising zero");
            double shift = Math.Asin(Number(voltage[0]) / 230 / Math.Sqrt(2));
            double squares = 0;
            for (int i = 0; i < Points; i++)
            {
                double turn = shift + (2 * Math.PI * i / Points);
                Near.AreEqual(230 * Math.Sqrt(2) * Math.Sin(turn), Number(voltage[i]), 1, "voltage, V, point " + i);
                double truth = Math.Sqrt(2) * 10 * (Math.Sin(turn - (Math.PI / 3)) - (0.4 * Math.Sin(3 * turn)));
                squares += (Number(current[i]) - truth) * (Number(current[i]) - truth);
            }

            Assert.IsTrue(Math.Sqrt(squares / Points) < 0.1, "rms difference of the current, A: " + Math.Sqrt(squares / Points));
        }

        [TestMethod]
        [DataRow("oven", "circuit: is no circuit of this node; allowed are those of state")]
        [DataRow("{\"circuit\":\"oven\"}", "circuit: is no circuit of this node; allowed are those of state")]
        [DataRow("", "allowed is the name of a circuit")]
        [DataRow("\u0007", "allowed is the name of a circuit")]
        [DataRow("{\"circuit\":5}", "circuit: is 5; allowed is")]
        [DataRow("{\"id\":\"x\"}", "circuit: is missing")]
        [DataRow("{\"circuit\":\"ev\",\"points\":9}", "points: is no known key here; allowed are id, circuit")]
        [DataRow("{\"circuit\":\"ev\",\"id\":\"\"}", "id: is \\\"\\\"; allowed is a text of 1 to 24 characters")]
        [DataRow("{\"circuit\":\"ev\",\"id\":[7]}", "the message is no JSON object")]
        [DataRow("{\"circuit\":", "the message is no JSON object")]
        public void Waveform_BadRequest_IsAnsweredAndCounted(string payload, string error)
        {
            AssertRefused(Encoding.UTF8.GetBytes(payload), error);
        }

        [TestMethod]
        [DataRow("ev", 129, "allowed is the name of a circuit, or JSON with circuit and id, of at most 128 bytes")]
        [DataRow("{", 129, "the message has 129 bytes; allowed are 128")]
        [DataRow("ev", 128, "circuit: is no circuit of this node")]
        [DataRow("{", 128, "the message is no JSON object")]
        public void Waveform_LongRequest_IsRefused(string begin, int length, string error)
        {
            var payload = new byte[length];
            for (int i = 0; i < length; i++)
            {
                payload[i] = (byte)(i < begin.Length ? begin[i] : 'x');
            }

            AssertRefused(payload, error);
        }

        [TestMethod]
        [DataRow("ev", "allowed is the name of a circuit")]
        [DataRow("{\"circuit\":\"ev\"}", "the message is no JSON object")]
        public void Waveform_RequestThatIsNoUtf8_IsRefused(string payload, string error)
        {
            var bytes = Encoding.UTF8.GetBytes(payload);
            bytes[bytes.Length - 1] = 0xFF;
            AssertRefused(bytes, error);
        }

        [TestMethod]
        public void Waveform_RefusedRequest_HasItsIdInTheReply()
        {
            Assert.AreEqual(
                "{\"id\":\"7\",\"ok\":false,\"error\":\"circuit: is no circuit of this node; allowed are those of state\"}",
                AssertRefused(Encoding.UTF8.GetBytes("{\"id\":\"7\",\"circuit\":\"oven\"}"), "no circuit of this node"));
        }

        [TestMethod]
        public void Waveform_AskedForTwice_IsRefusedUntilTheFirstIsOutAndASecondIsOver()
        {
            var link = new FakeLink();
            var source = new WaveSource(4);
            var node = RunningNode(source, 4000);
            var publisher = Connected(link, node);
            Ask(publisher, 5000);
            Ask(publisher, 5100);
            Assert.IsTrue(link.LastOf(Root + "reply").IndexOf("too soon after the last one") > 0);
            Ask(publisher, 9000);
            Assert.AreEqual(2, publisher.RequestsRefused);
            Run(node, source, 2000);
            publisher.Step(9100);
            Ask(publisher, 9200);
            Assert.AreEqual(2, publisher.RequestsRefused);
            Run(node, source, 2000);
            publisher.Step(9300);
            Assert.AreEqual(2, link.CountOf(Root + "waveform"));
            Ask(publisher, 9400);
            Assert.AreEqual(3, publisher.RequestsRefused);
        }

        [TestMethod]
        public void Waveform_OfALostCircuit_IsAnsweredWithItsFaultAndNoPoints()
        {
            var link = new FakeLink();
            var source = new WaveSource(4);
            var node = RunningNode(source, 3000);
            var publisher = Connected(link, node);
            source.Gone[1] = true;
            Run(node, source, 2500);
            Ask(publisher, 6000);
            Run(node, source, 2500);
            publisher.Step(9000);
            string text = link.LastOf(Root + "waveform");
            Assert.IsTrue(text.IndexOf("\"voltage_v\":null,\"current_a\":null,\"faults\":[\"lost\"") > 0, text);
        }

        private static string AssertRefused(byte[] payload, string error)
        {
            var link = new FakeLink();
            var node = RunningNode(new WaveSource(4), 1500);
            var publisher = Connected(link, node);
            publisher.Inbound.TryAdd(Root + "waveform/get", payload);
            publisher.Step(5000);
            string reply = link.LastOf(Root + "reply");
            Assert.IsTrue(reply.IndexOf("\"ok\":false") >= 0 && reply.IndexOf(error) >= 0, reply);
            Assert.AreEqual(1, publisher.RequestsRefused);
            Assert.IsFalse(node.Waveform.IsPending);
            return reply;
        }

        private static void Ask(PublisherBench publisher, long nowMs)
        {
            publisher.Inbound.TryAdd(Root + "waveform/get", Encoding.UTF8.GetBytes("ev"));
            publisher.Step(nowMs);
        }

        private static double Number(object value)
        {
            return value is double number ? number : (int)value;
        }

        private static PublisherBench Connected(FakeLink link, Node node)
        {
            var publisher = new PublisherBench(link, node);
            publisher.OnConnected(1500);
            publisher.Step(1500);
            return publisher;
        }

        private static Node RunningNode(WaveSource source, int durationMs)
        {
            var node = new Node(TestHome.Settings(), source, new SampleBlock(12), new RecordingRelays(3), false, 1);
            Run(node, source, durationMs);
            return node;
        }

        private static void Run(Node node, WaveSource source, int durationMs)
        {
            long endUs = source.NowUs + (durationMs * 1000L);
            while (source.NowUs < endUs)
            {
                node.Step();
            }
        }
    }
}
