using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using VirtualEsp32.Kernel;
using VirtualEsp32.Network;
using Xunit;

namespace MeterNode.System.Tests.Network
{
    public sealed class MqttLossTests
    {
        [Fact]
        public void Broker_Stopped_IsNoticedBySettle()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            MqttClient client = null!;
            node.Run(10, () => client = node.Connect());
            long stoppedMs = node.NowMs;

            broker.Stop();
            node.Board.Network.Settle();
            node.GoOn(5);

            Assert.False(client.IsConnected);
            Assert.Equal(new[] { "closed" }, node.Entries("closed"));
            Assert.InRange(node.TimeOf("closed") - stoppedMs, 200, 1500);
            Assert.Equal(1, node.Board.Network.Counters.ConnectionsLost);
        }

        [Fact]
        public void Disconnect_Asked_ClosesWithoutTheWill()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            MqttClient client = null!;

            node.Run(10, () =>
            {
                client = node.Connect();
                client.Disconnect();
            });

            Assert.True(broker.AwaitLossOf(NodeUnderTest.ClientId));
            Assert.Equal(new[] { "closed" }, node.Entries("closed"));
            Assert.False(client.IsConnected);
            Assert.Equal(0, node.Board.Network.Counters.ConnectionsLost);
        }

        [Fact]
        public void Wifi_FailingAtOnce_ClosesAtOnce()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () => node.Connect(keepAliveS: 60));
            node.Board.Network.WhenWifiFails = LinkLoss.AtOnce;
            long failedMs = node.NowMs;

            node.Board.Network.WifiUp = false;
            node.GoOn(5);

            Assert.InRange(node.TimeOf("closed") - failedMs, 200, 1500);
            Assert.True(broker.AwaitLossOf(NodeUnderTest.ClientId));
        }

        [Fact]
        public void Wifi_FailingUnnoticed_IsFoundOutByTheKeepAlive()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () => node.Connect(keepAliveS: 20));
            long failedMs = node.NowMs;

            node.Board.Network.WifiUp = false;
            node.GoOn(120);

            // At most one period until the ping is due, and one more to wait for its answer.
            Assert.InRange(node.TimeOf("closed") - failedMs, 20_000, 42_000);
        }

        [Fact]
        public void Wifi_FailingUnnoticed_SwallowsMessagesAndReportsThem()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            MqttClient client = null!;
            node.Run(10, () => client = node.Connect(keepAliveS: 0));

            node.Board.Network.WifiUp = false;
            node.Board.Scheduler.At(0, () => new VirtualEsp32.Shadow.Thread(() =>
                client.Publish("event", NodeUnderTest.Bytes("x"), null, null, MqttQoSLevel.AtLeastOnce, false)).Start());
            node.GoOn(10);

            Assert.Single(node.Entries("failed"));
            Assert.Empty(broker.Received);
            Assert.True(client.IsConnected);
        }

        [Fact]
        public void Wifi_BackInTime_LetsTheConnectionGoOn()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            MqttClient client = null!;
            node.Run(10, () =>
            {
                client = node.Connect(keepAliveS: 60);
                client.Subscribe(new[] { "in" }, new[] { MqttQoSLevel.AtMostOnce });
            });

            node.Board.Network.WifiUp = false;
            broker.Publish("in", "meanwhile");
            node.Board.Network.Settle();
            node.Board.Scheduler.At(0, () => new VirtualEsp32.Shadow.Thread(() =>
                client.Publish("out", NodeUnderTest.Bytes("x"))).Start());
            node.GoOn(5);
            Assert.Empty(node.Entries("received"));
            node.Board.Network.WifiUp = true;
            node.GoOn(10);

            Assert.Equal(new[] { "received in=meanwhile" }, node.Entries("received"));
            Assert.Equal("out", Assert.Single(broker.Received).Topic);
            Assert.True(client.IsConnected);
            Assert.Empty(node.Entries("closed"));
        }

        [Fact]
        public void Wifi_BackTooLate_FindsTheConnectionGone()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () => node.Connect(keepAliveS: 60));

            node.Board.Network.WifiUp = false;
            node.GoOn(95);
            Assert.True(broker.AwaitLossOf(NodeUnderTest.ClientId));
            node.Board.Network.WifiUp = true;
            node.GoOn(10);

            Assert.Single(node.Entries("closed"));
        }

        [Fact]
        public void Broker_OfABoardThatLostPower_WaitsOneAndAHalfKeepAlives()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () => node.Connect(keepAliveS: 20));

            node.Board.PowerOff();
            node.GoOn(15);
            bool early = broker.HasLost(NodeUnderTest.ClientId);
            node.GoOn(20);

            Assert.False(early);
            Assert.True(broker.AwaitLossOf(NodeUnderTest.ClientId));
        }

        [Fact]
        public void Board_ThatIsReset_TakesItsConnectionOver()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            int connects = 0;
            node.Run(10, () =>
            {
                node.Connect();
                connects++;
                VirtualEsp32.Shadow.Thread.Sleep(-1);
            });

            node.Board.Reset(ResetCause.Watchdog);
            node.GoOn(30);

            Assert.Equal(2, connects);
            Assert.Equal(2, node.Board.Network.Counters.Connects);
            Assert.Empty(node.Entries("closed"));
        }

        [Fact]
        public void Broker_SilentBeyondTheGuard_CountsAsLost()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var broker = new Thread(() => AnswerConnectOnly(listener)) { IsBackground = true };
            broker.Start();
            using var node = new NodeUnderTest((IPEndPoint)listener.LocalEndpoint);
            node.Board.Network.RealTimeGuard = TimeSpan.FromSeconds(2);

            node.Run(10, () => node.Connect());

            Assert.Single(node.Entries("opened"));
            Assert.Single(node.Entries("closed"));
        }

        [Fact]
        public void SetUnreachable_LiveConnection_IsHalfOpen()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () => node.Connect(keepAliveS: 10));

            node.Board.Network.SetUnreachable(NodeUnderTest.BrokerHost, true);
            node.GoOn(5);
            int closedEarly = node.Entries("closed").Count;
            node.GoOn(30);

            Assert.Equal(0, closedEarly);
            Assert.Single(node.Entries("closed"));
            Assert.True(node.Board.Network.IsJoined);
        }

        [Fact]
        public void KeepAlive_IdleForHours_HoldsTheConnection()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            MqttClient client = null!;

            node.Run(4 * 3600, () => client = node.Connect(keepAliveS: 30));

            Assert.True(client.IsConnected);
            Assert.False(broker.HasLost(NodeUnderTest.ClientId));
        }

        [Fact]
        public void Wifi_FailingUnnoticedUnderTraffic_BlocksTheClientUntilTcpGivesUp()
        {
            // Every message that is sent into the gap puts the keep-alive off, until the buffer of TCP is full; then its thread waits
            // too. This is why a node must not leave it to the client to find out.
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () =>
            {
                var client = node.Connect(keepAliveS: 20);
                while (client.IsConnected)
                {
                    client.Publish("state", new byte[500], null, null, MqttQoSLevel.AtLeastOnce, false);
                    VirtualEsp32.Shadow.Thread.Sleep(5000);
                }
            });
            long failedMs = node.NowMs;

            node.Board.Network.WifiUp = false;
            node.GoOn(600);

            long giveUpMs = node.Board.Timings.TcpGiveUpUs / 1000;
            Assert.InRange(node.TimeOf("closed") - failedMs, giveUpMs, giveUpMs + 7_000);
            Assert.InRange(node.Entries("failed").Count, 1, 5);
        }

        [Fact]
        public void Wifi_BackWhileAPingIsOut_LetsTheConnectionGoOn()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            MqttClient client = null!;
            node.Run(10, () => client = node.Connect(keepAliveS: 20));

            node.Board.Network.WifiUp = false;
            node.GoOn(18);
            node.Board.Network.WifiUp = true;
            node.GoOn(60);

            Assert.Empty(node.Entries("closed"));
            Assert.True(client.IsConnected);
        }

        [Fact]
        public void PacedRun_WithoutSettle_ExchangesMessagesAndRealKeepAlives()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);

            // The one run in real time: a PC that stands still for less than a keep-alive period does no harm.
            node.Board.Scheduler.Speed = 1;
            MqttClient client = null!;
            node.Run(3, () =>
            {
                client = node.Connect(keepAliveS: 6);
                client.Subscribe(new[] { "in" }, new[] { MqttQoSLevel.AtLeastOnce });
                client.Publish("out", NodeUnderTest.Bytes("x"), null, null, MqttQoSLevel.AtLeastOnce, false);
            });
            RunUntil(node, () => node.Entries("published").Count > 0 && node.Entries("subscribed").Count > 0);

            broker.Publish("in", "1", 1);
            RunUntil(node, () => node.Entries("received").Count > 0);
            node.GoOn(8);

            Assert.Equal(new[] { "received in=1" }, node.Entries("received"));
            Assert.Contains(broker.Received, message => message.Topic == "out");
            Assert.True(client.IsConnected);
        }

        private static void RunUntil(NodeUnderTest node, Func<bool> condition)
        {
            for (int i = 0; i < 50 && !condition(); i++)
            {
                node.GoOn(1);
            }
        }

        private static void AnswerConnectOnly(TcpListener listener)
        {
            using var socket = listener.AcceptSocket();
            byte[] buffer = new byte[1024];
            socket.Receive(buffer);
            socket.Send(new byte[] { 0x20, 2, 0, 0 });
            try
            {
                while (socket.Receive(buffer) > 0)
                {
                }
            }
            catch (SocketException)
            {
                // The node has cut the connection, as it should.
            }
        }
    }
}
