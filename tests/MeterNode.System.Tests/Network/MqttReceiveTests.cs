using System;
using System.Collections.Generic;
using System.Linq;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using Xunit;

namespace MeterNode.System.Tests.Network
{
    public sealed class MqttReceiveTests
    {
        [Theory]
        [InlineData(0)]
        [InlineData(1)]
        [InlineData(2)]
        public void Settle_AfterAMessageOfAnotherClient_HasItArriveOneLatencyLater(int qos)
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () => Subscribe(node, "load/#"));
            node.Board.Network.LatencyUs = 40_000;
            long sentMs = node.NowMs;

            broker.Publish("load/ev/set", "on", qos);
            node.Board.Network.Settle();
            node.GoOn(2);

            Assert.Equal(new[] { "received load/ev/set=on" }, node.Entries("received"));
            int ways = qos == 2 ? 3 : 1;
            Assert.InRange(node.TimeOf("received") - sentMs, ways * 40, (ways * 40) + 40);
        }

        [Fact]
        public void Settle_AfterManyMessages_MissesNone()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () => Subscribe(node, "n"));

            for (int i = 0; i < 300; i++)
            {
                broker.Publish("n", i.ToString(), i % 2);
            }

            node.Board.Network.Settle();
            node.GoOn(20);

            Assert.Equal(Enumerable.Range(0, 300).Select(i => "received n=" + i), node.Entries("received"));
        }

        [Fact]
        public void Settle_FromAnEvent_HasTheMessageArriveAtItsTime()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Board.Scheduler.At(8_000_000, () =>
            {
                broker.Publish("n", "1");
                node.Board.Network.Settle();
            });

            node.Run(10, () => Subscribe(node, "n"));

            Assert.InRange(node.TimeOf("received"), 8_005, 8_030);
        }

        [Fact]
        public void Subscribe_RetainedMessages_ArriveWithTheSubscription()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            for (int i = 0; i < 20; i++)
            {
                broker.Publish("prices/" + i, "x", 0, retain: true);
            }

            node.Run(10, () => Subscribe(node, "prices/+"));

            Assert.Equal(20, node.Entries("received").Count);
            Assert.All(node.Entries("received"), text => Assert.EndsWith("retained", text));
            Assert.Equal(new[] { "subscribed ExactlyOnce" }, node.Entries("subscribed"));
        }

        [Theory]
        [InlineData("home/echo")]
        [InlineData("home/+")]
        [InlineData("home/echo/#")]
        [InlineData("#")]
        public void Publish_OnATopicOfItsOwn_ComesBackInTime(string filter)
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);

            node.Run(10, () =>
            {
                var client = Subscribe(node, filter);
                VirtualEsp32.Shadow.Thread.Sleep(200);
                node.Note("sending");
                client.Publish("home/echo", NodeUnderTest.Bytes("x"));
            });

            Assert.InRange(node.TimeOf("received") - node.TimeOf("sending"), 10, 60);
        }

        [Fact]
        public void Receive_OverTheInflightLimit_DropsInSilence()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () =>
            {
                Subscribe(node, "n");
                VirtualEsp32.Shadow.Thread.Sleep(200);
                MqttSettings.Instance.InflightQueueSize = 0;
            });

            broker.Publish("n", "1");
            node.Board.Network.Settle();
            node.GoOn(5);

            Assert.Empty(node.Entries("received"));
            Assert.Equal(1, node.Board.Network.Counters.MessagesReceived);
        }

        [Fact]
        public void Handler_ThatThrows_CostsTheConnection()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () => Subscribe(node, "n").MqttMsgPublishReceived += (_, _) => throw new InvalidOperationException());

            broker.Publish("n", "1");
            node.Board.Network.Settle();
            node.GoOn(5);

            Assert.Single(node.Entries("closed"));
        }

        [Fact]
        public void Unsubscribe_Acknowledged_EndsTheMessages()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () =>
            {
                var client = Subscribe(node, "n");
                client.MqttMsgUnsubscribed += (_, e) => node.Note("unsubscribed " + e.MessageId);
                client.Unsubscribe(new[] { "n" });
            });

            broker.Publish("n", "1");
            node.Board.Network.Settle();
            node.GoOn(5);

            Assert.Single(node.Entries("unsubscribed"));
            Assert.Empty(node.Entries("received"));
        }

        [Fact]
        public void TwoRuns_OfTheSameWorld_HaveTheSameDiary()
        {
            var first = RunADay();
            var second = RunADay();

            Assert.Contains(first, line => line.Contains("received", StringComparison.Ordinal));
            Assert.Equal(first, second);
        }

        private static MqttClient Subscribe(NodeUnderTest node, string filter)
        {
            var client = node.Connect();
            client.Subscribe(new[] { filter }, new[] { MqttQoSLevel.ExactlyOnce });
            return client;
        }

        /// <summary>Two threads publish, the world sends, the Wi-Fi comes and goes, the broker is restarted.</summary>
        private static List<string> RunADay()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            var random = new Random(7);
            node.Board.Scheduler.Every(1_700_000, () =>
            {
                for (int i = random.Next(4); i > 0; i--)
                {
                    broker.Publish("in/" + random.Next(5), random.Next(100).ToString(), random.Next(3));
                }

                node.Board.Network.Settle();
            });
            node.Board.Scheduler.Every(61_000_000, () => node.Board.Network.WifiUp = !node.Board.Network.WifiUp);
            node.Board.Scheduler.At(200_000_000, () =>
            {
                broker.Stop();
                broker.Start();
                node.Board.Network.Settle();
            });
            node.Run(400, () =>
            {
                while (true)
                {
                    try
                    {
                        Serve(node);
                    }
                    catch (Exception failure) when (failure is not VirtualEsp32.Kernel.BoardResetException)
                    {
                        node.Note("retry after " + failure.GetType().Name);
                    }

                    VirtualEsp32.Shadow.Thread.Sleep(3000);
                }
            });
            var counters = node.Board.Network.Counters;
            node.Note($"end at {node.Board.Scheduler.NowUs} µs, sent {counters.BytesSent}, received {counters.BytesReceived} bytes");
            return node.Diary;
        }

        private static void Serve(NodeUnderTest node)
        {
            var client = node.Connect(keepAliveS: 10);
            client.Subscribe(new[] { "in/#" }, new[] { MqttQoSLevel.ExactlyOnce });
            new VirtualEsp32.Shadow.Thread(() =>
            {
                for (int i = 0; client.IsConnected; i++)
                {
                    client.Publish("in/self", NodeUnderTest.Bytes(i.ToString()), null, null, (MqttQoSLevel)(i % 3), false);
                    VirtualEsp32.Shadow.Thread.Sleep(730);
                }
            }).Start();
            while (client.IsConnected)
            {
                node.Board.Scheduler.Advance(2_300);
                VirtualEsp32.Shadow.Thread.Sleep(20);
            }

            client.Close();
        }
    }
}
