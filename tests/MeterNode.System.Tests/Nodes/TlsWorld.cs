using System.Linq;
using System.Text;
using System.Text.Json;
using MeterNode.System.Tests.Network;
using VirtualNode;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>The small world with brokers that have certificates.</summary>
    internal static class TlsWorld
    {
        /// <summary>A world whose node has the authority of its brokers.</summary>
        /// <param name="brokers">Their key and value in the settings.</param>
        /// <param name="authority">Has issued their certificates.</param>
        /// <param name="where">What is behind each of them; null for nothing.</param>
        public static NodeWorld Create(string brokers, TestAuthority authority, params TestBroker?[] where)
        {
            var world = TestWorld.Create(settings: TestWorld.WithBrokers(brokers));
            for (int i = 0; i < where.Length; i++)
            {
                if (where[i] is { } broker)
                {
                    world.ConnectBroker(broker.EndPoint, i);
                }
            }

            world.Board.Flash.WriteFile("I:\\ca.pem", Encoding.ASCII.GetBytes(authority.Pem));
            return world;
        }

        /// <summary>What the node has said last of its link.</summary>
        public static JsonElement Link(TestBroker broker)
        {
            string state = broker.Received.Last(each => each.Topic == "meternode/test-1/state").Text;
            return JsonDocument.Parse(state).RootElement.GetProperty("link");
        }
    }
}
