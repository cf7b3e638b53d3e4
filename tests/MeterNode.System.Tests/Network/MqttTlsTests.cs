using System;
using System.Net.Sockets;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using VirtualEsp32.Shadow;
using Xunit;
using Thread = VirtualEsp32.Shadow.Thread;

namespace MeterNode.System.Tests.Network
{
    public sealed class MqttTlsTests
    {
        [Fact]
        public void Connect_CertificateOfItsAuthority_StallsEveryThreadForTheHandshake()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue(NodeUnderTest.BrokerHost));
            using var node = new NodeUnderTest(broker.EndPoint);
            var result = MqttReasonCode.UnspecifiedError;
            long longestGapMs = 0;

            node.Run(15, () =>
            {
                new Thread(() =>
                {
                    while (true)
                    {
                        long before = node.NowMs;
                        Thread.Sleep(10);
                        longestGapMs = Math.Max(longestGapMs, node.NowMs - before);
                    }
                }).Start();
                var client = Client(authority.Pem);
                result = client.Connect(NodeUnderTest.ClientId);
                client.Publish("state", NodeUnderTest.Bytes("secret"));
            });

            Assert.Equal(MqttReasonCode.Success, result);
            Assert.Equal("secret", Assert.Single(broker.Received).Text);
            Assert.InRange(longestGapMs, node.Board.Timings.TlsHandshakeUs / 1000, (node.Board.Timings.TlsHandshakeUs / 1000) + 60);
        }

        [Fact]
        public void Connect_CertificateOfAnotherAuthority_Throws()
        {
            using var authority = new TestAuthority();
            using var other = new TestAuthority();
            using var broker = new TestBroker(authority.Issue(NodeUnderTest.BrokerHost));
            using var node = new NodeUnderTest(broker.EndPoint);
            Exception? failure = null;

            node.Run(10, () => failure = Record.Exception(() => Client(other.Pem).Connect(NodeUnderTest.ClientId)));

            var refused = Assert.IsType<MqttConnectionException>(failure);
            Assert.IsNotType<SocketException>(refused.InnerException);
        }

        [Fact]
        public void Connect_CertificateOfAnotherHost_Throws()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("elsewhere.local"));
            using var node = new NodeUnderTest(broker.EndPoint);
            Exception? failure = null;

            node.Run(10, () => failure = Record.Exception(() => Client(authority.Pem).Connect(NodeUnderTest.ClientId)));

            Assert.IsType<MqttConnectionException>(failure);
        }

        [Fact]
        public void Connect_WithoutValidation_TakesAnyCertificate()
        {
            using var authority = new TestAuthority();
            using var broker = new TestBroker(authority.Issue("elsewhere.local"));
            using var node = new NodeUnderTest(broker.EndPoint);
            var result = MqttReasonCode.UnspecifiedError;

            node.Run(10, () =>
            {
                MqttSettings.Instance.ValidateServerCertificate = false;
                result = Client(null).Connect(NodeUnderTest.ClientId);
            });

            Assert.Equal(MqttReasonCode.Success, result);
        }

        private static MqttClient Client(string? authority)
        {
            return new MqttClient(NodeUnderTest.BrokerHost, 8883, true, authority is null ? null : new X509Certificate(authority), null, MqttSslProtocols.TLSv1_2);
        }
    }
}
