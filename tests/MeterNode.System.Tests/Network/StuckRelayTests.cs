using System.Linq;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using Xunit;

namespace MeterNode.System.Tests.Network
{
    /// <summary>A relay between board and broker that acknowledges TCP and passes nothing on, in one direction.</summary>
    public sealed class StuckRelayTests
    {
        [Fact]
        public void ToTheBoard_BrokerHasTheMessageAndTheAnswerComesWhenTheRelayGoesOn()
        {
            using var broker = new TestBroker();
            using var node = Publishing(broker);

            node.Board.Network.SetStuck(NodeUnderTest.BrokerHost, fromBoard: false, toBoard: true);
            node.GoOn(2.5);
            Assert.Contains(broker.Received, each => each.Topic == "t");
            Assert.Empty(node.Entries("published"));

            node.Board.Network.SetStuck(NodeUnderTest.BrokerHost, fromBoard: false, toBoard: false);
            node.GoOn(1);
            Assert.Single(node.Entries("published"));
        }

        [Fact]
        public void FromTheBoard_MessageWaitsInTheRelayAndTheBrokerIsStillHeard()
        {
            using var broker = new TestBroker();
            using var node = Publishing(broker);

            node.Board.Network.SetStuck(NodeUnderTest.BrokerHost, fromBoard: true, toBoard: false);
            node.GoOn(2.5);
            Assert.DoesNotContain(broker.Received, each => each.Topic == "t");

            node.Board.Network.SetStuck(NodeUnderTest.BrokerHost, fromBoard: false, toBoard: false);
            node.GoOn(1);
            Assert.Contains(broker.Received, each => each.Topic == "t");
            Assert.Single(node.Entries("published"));
        }

        [Fact]
        public void FromTheBoard_ForLong_BrokerHangsUpAndTheBoardHearsThat()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            MqttClient client = null!;
            node.Run(10, () => client = node.Connect(keepAliveS: 60));

            node.Board.Network.SetStuck(NodeUnderTest.BrokerHost, fromBoard: true, toBoard: false);
            node.GoOn(75);
            Assert.Empty(node.Entries("closed"));
            node.GoOn(20);
            Assert.True(broker.AwaitLossOf(NodeUnderTest.ClientId));
            Assert.Single(node.Entries("closed"));
            Assert.False(client.IsConnected);
        }

        [Fact]
        public void ToTheBoard_NewConnection_GetsNoAnswerToItsGreeting()
        {
            using var broker = new TestBroker();
            using var node = new NodeUnderTest(broker.EndPoint);
            node.Board.Network.SetStuck(NodeUnderTest.BrokerHost, fromBoard: false, toBoard: true);
            node.Run(60, () =>
            {
                try
                {
                    node.Connect();
                }
                catch (nanoFramework.M2Mqtt.Exceptions.MqttCommunicationException)
                {
                    node.Note("no answer");
                }
            });
            Assert.Equal(new[] { "no answer" }, node.Diary.Select(line => line[(line.IndexOf(' ') + 1)..]).ToArray());
        }

        /// <summary>A node that publishes a message 1 s after a test has let it run on.</summary>
        private static NodeUnderTest Publishing(TestBroker broker)
        {
            var node = new NodeUnderTest(broker.EndPoint);
            node.Run(10, () =>
            {
                var client = node.Connect(keepAliveS: 60);
                int waitMs = (int)(11_000 - node.NowMs);
                VirtualEsp32.Shadow.Thread.Sleep(waitMs);
                client.Publish("t", NodeUnderTest.Bytes("x"), null, null, MqttQoSLevel.AtLeastOnce, false);
            });
            return node;
        }
    }
}
