using System;
using System.Collections;
using System.Linq;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using Xunit;

namespace MeterNode.System.Tests.Network
{
    public sealed class MqttPublishTests
    {
        [Fact]
        public void Publish_QosZero_ReachesTheBrokerAndIsNotReported()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);

            node.Run(10, () => node.Connect().Publish("state", NodeUnderTest.Bytes("42")));

            Assert.Equal(new BrokerMessage("state", "42", 0, false, false), Assert.Single(broker.Received));
            Assert.Empty(node.Entries("published"));
            Assert.Equal(1, node.Board.Network.Counters.MessagesPublished);
            // CONNECT: 2 + 10, the client id 6, the topic of the will 8, its message 9. PUBLISH: 2, the topic 7, the payload 2.
            Assert.Equal(35 + 11, node.Board.Network.Counters.BytesSent);
            Assert.Equal(4, node.Board.Network.Counters.BytesReceived);
        }

        [Theory]
        [InlineData(MqttQoSLevel.AtLeastOnce, 2)]
        [InlineData(MqttQoSLevel.ExactlyOnce, 4)]
        public void Publish_QosAboveZero_IsReportedAfterItsRoundTrips(MqttQoSLevel qos, int ways)
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Board.Network.LatencyUs = 50_000;
            ushort id = 0;

            node.Run(10, () =>
            {
                var client = node.Connect();
                node.Note("sending");
                id = client.Publish("event", NodeUnderTest.Bytes("x"), null, null, qos, true);
            });

            Assert.Equal(new[] { "published " + id }, node.Entries("published"));
            Assert.Equal(new BrokerMessage("event", "x", (int)qos, true, false), Assert.Single(broker.Received));
            long tookMs = node.TimeOf("published") - node.TimeOf("sending");
            Assert.InRange(tookMs, ways * 50, (ways * 50) + 60);
        }

        [Fact]
        public void Publish_ManyAtOnce_ArriveInTheirOrder()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);

            node.Run(20, () =>
            {
                var client = node.Connect();
                for (int i = 0; i < 100; i++)
                {
                    client.Publish("n", NodeUnderTest.Bytes(i.ToString()), null, null, (MqttQoSLevel)(i % 3), false);
                }
            });

            Assert.Equal(Enumerable.Range(0, 100).Select(i => i.ToString()), broker.Received.Select(message => message.Text));
        }

        [Fact]
        public void Publish_BeforeConnect_WaitsInRam()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);

            node.Run(10, () =>
            {
                var client = node.MakeClient();
                client.Publish("early", NodeUnderTest.Bytes("x"));
                client.Connect(NodeUnderTest.ClientId);
            });

            Assert.Equal("early", Assert.Single(broker.Received).Topic);
        }

        [Fact]
        public void Publish_OverTheInflightLimit_Throws()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            Exception? failure = null;
            int queued = 0;

            node.Run(10, () =>
            {
                var client = node.MakeClient();
                client.Settings.InflightQueueSize = 5;
                failure = Record.Exception(() =>
                {
                    while (queued < 100)
                    {
                        client.Publish("x", NodeUnderTest.Bytes("x"));
                        queued++;
                    }
                });
            });

            Assert.Equal(5, queued);
            Assert.Equal(MqttClientErrorCode.InflightQueueFull, Assert.IsType<MqttClientException>(failure).ErrorCode);
        }

        [Fact]
        public void Settings_AfterAReset_AreTheDefaultsAgain()
        {
            using var node = new NodeUnderTest();
            node.Run(5, () => MqttSettings.Instance.InflightQueueSize = 5);
            int size = 0;

            node.Board.PowerOff();
            node.Board.PowerOn(() => size = MqttSettings.Instance.InflightQueueSize);
            node.GoOn(5);

            Assert.Equal(int.MaxValue, size);
        }

        [Theory]
        [InlineData(MqttQoSLevel.AtLeastOnce)]
        [InlineData(MqttQoSLevel.ExactlyOnce)]
        public void Publish_NoAcknowledgement_IsTriedThreeTimesASecondApartAndReported(MqttQoSLevel qos)
        {
            using var broker = new TestBroker { DropsAcknowledgements = true };
            using var node = new NodeUnderTest(broker.EndPoint);
            ushort id = 0;

            node.Run(20, () =>
            {
                var client = node.Connect();
                node.Note("sending");
                id = client.Publish("event", NodeUnderTest.Bytes("x"), null, null, qos, false);
            });

            Assert.Equal(new[] { "failed " + id }, node.Entries("failed"));
            Assert.InRange(node.TimeOf("failed") - node.TimeOf("sending"), 3000, 3200);
            Assert.Equal(new[] { false, true, true }, broker.Received.Select(message => message.Dup));
        }

        [Theory]
        [InlineData("a/#")]
        [InlineData("")]
        public void Publish_BadTopic_CostsTheConnection(string topic)
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);

            node.Run(10, () => node.Connect().Publish(topic, NodeUnderTest.Bytes("x")));

            Assert.Equal(new[] { "closed" }, node.Entries("closed"));
            Assert.Empty(broker.Received);
        }

        [Fact]
        public void Publish_ContentTypeBelowVersionFive_Throws()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            Exception? failure = null;

            node.Run(10, () => failure = Record.Exception(() => node.Connect().Publish("x", NodeUnderTest.Bytes("x"), "text/plain")));

            Assert.IsType<NotSupportedException>(failure);
        }

        [Fact]
        public void Publish_PropertiesInVersionFive_Arrive()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);

            node.Run(10, () =>
            {
                var client = node.MakeClient();
                client.ProtocolVersion = MqttProtocolVersion.Version_5;
                client.Connect(NodeUnderTest.ClientId);
                var properties = new ArrayList { new UserProperty("unit", "W") };
                client.Publish("x", NodeUnderTest.Bytes("x"), "text/plain", properties, MqttQoSLevel.AtLeastOnce, false);
            });

            Assert.Equal("x", Assert.Single(broker.Received).Topic);
            Assert.Single(node.Entries("published"));
        }

        [Fact]
        public void Close_WithMessagesWaiting_DropsThemInSilenceAndTakesTwoHundredMilliseconds()
        {
            using var broker = new TestBroker { DropsAcknowledgements = true };
            using var node = new NodeUnderTest(broker.EndPoint);

            node.Run(30, () =>
            {
                var client = node.Connect();
                client.Publish("a", NodeUnderTest.Bytes("x"), null, null, MqttQoSLevel.AtLeastOnce, false);
                client.Publish("b", NodeUnderTest.Bytes("x"), null, null, MqttQoSLevel.AtLeastOnce, false);
                VirtualEsp32.Shadow.Thread.Sleep(100);
                node.Note("closing");
                client.Close();
                node.Note("quiet");
                client.Connect(NodeUnderTest.ClientId);
            });

            Assert.InRange(node.TimeOf("quiet") - node.TimeOf("closing"), 200, 1500);
            Assert.Empty(node.Entries("published"));
            Assert.Empty(node.Entries("failed"));
            Assert.Empty(node.Entries("closed"));
            Assert.Equal(2, broker.Received.Count(message => message.Topic is "a" or "b"));
        }

        [Fact]
        public void Connect_SessionKept_SendsUnacknowledgedMessagesAgain()
        {
            using var broker = new TestBroker { DropsAcknowledgements = true };
            using var node = new NodeUnderTest(broker.EndPoint);

            node.Run(10, () =>
            {
                var client = node.Connect(cleanSession: false);
                client.Publish("a", NodeUnderTest.Bytes("x"), null, null, MqttQoSLevel.AtLeastOnce, false);
                VirtualEsp32.Shadow.Thread.Sleep(500);
                client.Close();
                broker.DropsAcknowledgements = false;
                client.Connect(NodeUnderTest.ClientId, false);
            });

            Assert.Equal(new[] { false, true }, broker.Received.Where(message => message.Topic == "a").Select(message => message.Dup));
            Assert.Single(node.Entries("published"));
        }
    }
}
