using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using VirtualEsp32;
using Xunit;
using Thread = VirtualEsp32.Shadow.Thread;

namespace MeterNode.System.Tests.Network
{
    public sealed class MqttConnectTests
    {
        [Fact]
        public void Constructor_UnknownName_ThrowsSocketException()
        {
            using var node = new NodeUnderTest();
            Exception? failure = null;

            node.Run(10, () => failure = Record.Exception(() => new MqttClient("nobody.local")));

            Assert.Equal(11001, Assert.IsAssignableFrom<SocketException>(failure).ErrorCode);
            Assert.Equal(1, node.Board.Network.Counters.NameLookups);
        }

        [Fact]
        public void Constructor_WithoutWifi_ThrowsSocketException()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            Exception? failure = null;
            node.Board.Network.WifiUp = false;

            node.Board.PowerOn(() => failure = Record.Exception(() => new MqttClient(NodeUnderTest.BrokerHost)));
            node.GoOn(10);

            Assert.Equal(11001, Assert.IsAssignableFrom<SocketException>(failure).ErrorCode);
        }

        [Fact]
        public void Constructor_Address_NeedsNoLookup()
        {
            using var node = new NodeUnderTest();

            node.Run(10, () => _ = new MqttClient("192.168.1.10"));

            Assert.Equal(0, node.Board.Network.Counters.NameLookups);
        }

        [Fact]
        public void Connect_Accepted_IsConnectedAndTakesTimeOfTheNetwork()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            bool connected = false;
            long tookUs = 0;

            node.Run(10, () =>
            {
                var client = node.MakeClient();
                long startUs = node.Board.Scheduler.NowUs;
                Assert.Equal(MqttReasonCode.Success, client.Connect(NodeUnderTest.ClientId));
                tookUs = node.Board.Scheduler.NowUs - startUs;
                connected = client.IsConnected;
            });

            Assert.True(connected);
            Assert.Equal(new[] { "opened Success" }, node.Entries("opened"));
            var timings = node.Board.Timings;
            Assert.InRange(tookUs, timings.TcpConnectUs + (2 * timings.NetworkLatencyUs), 100_000);
            Assert.Equal(1, node.Board.Network.Counters.Connects);
        }

        [Theory]
        [InlineData(MqttProtocolVersion.Version_3_1, MqttReasonCode.ConnectionRefusedBadUserNameOrPassword)]
        [InlineData(MqttProtocolVersion.Version_3_1_1, MqttReasonCode.ConnectionRefusedBadUserNameOrPassword)]
        [InlineData(MqttProtocolVersion.Version_5, MqttReasonCode.BadUserNameOrPassword)]
        public void Connect_WrongUser_ReturnsTheRefusal(MqttProtocolVersion version, MqttReasonCode expected)
        {
            using var broker = new TestBroker { OnlyUser = "someone" };
            using var node = new NodeUnderTest(broker.EndPoint);
            var result = MqttReasonCode.Success;
            bool connected = true;

            node.Run(10, () =>
            {
                var client = node.MakeClient();
                client.ProtocolVersion = version;
                result = client.Connect(NodeUnderTest.ClientId, "other", "password");
                connected = client.IsConnected;
            });

            Assert.Equal(expected, result);
            Assert.False(connected);
            Assert.Equal(0, node.Board.Network.Counters.Connects);
        }

        [Fact]
        public void Connect_NobodyListens_ThrowsConnectionException()
        {
            using var node = new NodeUnderTest(new IPEndPoint(IPAddress.Loopback, TestBroker.FreePort()));
            Exception? failure = null;

            node.Run(10, () => failure = Record.Exception(() => node.MakeClient().Connect(NodeUnderTest.ClientId)));

            var refused = Assert.IsType<MqttConnectionException>(failure);
            Assert.Equal(10061, Assert.IsAssignableFrom<SocketException>(refused.InnerException).ErrorCode);
        }

        [Fact]
        public void Connect_UnreachableHost_BlocksForHalfAMinuteOfVirtualTimeWhileOthersRun()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Board.Network.SetUnreachable(NodeUnderTest.BrokerHost, true);
            Exception? failure = null;
            int beats = 0;
            var wall = Stopwatch.StartNew();

            node.Run(60, () =>
            {
                var beating = new Thread(() =>
                {
                    while (failure is null)
                    {
                        Thread.Sleep(1000);
                        beats++;
                    }
                });
                beating.Start();
                node.Note("connecting");
                failure = Record.Exception(() => node.MakeClient().Connect(NodeUnderTest.ClientId));
                node.Note("gave up");
            });

            Assert.IsType<MqttConnectionException>(failure);
            Assert.InRange(node.TimeOf("gave up") - node.TimeOf("connecting"), 30_000, 30_100);
            Assert.InRange(beats, 29, 32);
            Assert.True(wall.Elapsed < TimeSpan.FromSeconds(9), "It waited in real time.");
        }

        [Fact]
        public void Connect_BrokerAcceptsTcpButSaysNothing_ThrowsCommunicationException()
        {
            using var mute = new TcpListener(IPAddress.Loopback, 0);
            mute.Start();
            using var node = new NodeUnderTest((IPEndPoint)mute.LocalEndpoint);
            node.Board.Network.RealTimeGuard = TimeSpan.FromSeconds(2);
            Exception? failure = null;

            node.Run(60, () => failure = Record.Exception(() => node.MakeClient().Connect(NodeUnderTest.ClientId)));

            Assert.IsType<MqttCommunicationException>(failure);
        }

        [Fact]
        public void Connect_WillWithoutMessage_ThrowsClientException()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            Exception? failure = null;

            node.Run(10, () => failure = Record.Exception(() => node.MakeClient().Connect(
                NodeUnderTest.ClientId, null, null, false, MqttQoSLevel.AtMostOnce, true, "status", string.Empty, true, 60)));

            Assert.Equal(MqttClientErrorCode.WillWrong, Assert.IsType<MqttClientException>(failure).ErrorCode);
        }

        [Fact]
        public void Connect_AgainAfterALoss_WorksWithTheSameClient()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            MqttClient client = null!;
            node.Run(10, () => client = node.Connect());
            broker.Stop();
            node.Board.Network.Settle();
            node.GoOn(5);
            broker.Start();
            bool again = false;

            node.Board.Scheduler.At(0, () => new Thread(() =>
            {
                again = client.Connect(NodeUnderTest.ClientId) == MqttReasonCode.Success && client.IsConnected;
                client.Publish("after", NodeUnderTest.Bytes("x"));
            }).Start());
            node.GoOn(5);

            Assert.True(again);
            Assert.Equal("after", Assert.Single(broker.Received).Topic);
        }

        [Fact]
        public void Client_OutsideABoard_ThrowsInvalidOperation()
        {
            Assert.Throws<InvalidOperationException>(() => new MqttClient("localhost"));
            Assert.False(VirtualBoard.HasCurrent);
        }
    }
}
