using System.Collections;
using System.Text;
using MeterNode.Core.Messaging;
using MeterNode.Services.Brokers;
using MeterNode.Services.Messaging;

namespace MeterNode.Services.Tests.Messaging
{
    /// <summary>A link that keeps what was published.</summary>
    internal sealed class FakeLink : IBrokerLink
    {
        private int _id;

        public ArrayList Topics { get; } = new ArrayList();

        public ArrayList Payloads { get; } = new ArrayList();

        public int LastId => _id;

        public LinkHealth Health { get; } = new LinkHealth(1);

        public bool IsSlow { get; set; }

        /// <summary>Whether there is no room for what has to be acknowledged.</summary>
        public bool IsFull { get; set; }

        /// <summary>What happens with every message that is published; null for nothing.</summary>
        public FakeLinkNews? WhenPublished { get; set; }

        public int Publish(string topic, byte[] payload, bool acknowledged, bool retain)
        {
            if (IsFull)
            {
                return 0;
            }

            Topics.Add(topic);
            Payloads.Add(Encoding.UTF8.GetString(payload, 0, payload.Length));
            if (WhenPublished != null)
            {
                WhenPublished();
            }

            return acknowledged ? ++_id : 0;
        }

        public int CountOf(string topic)
        {
            int count = 0;
            for (int i = 0; i < Topics.Count; i++)
            {
                if ((string)Topics[i] == topic)
                {
                    count++;
                }
            }

            return count;
        }

        public string LastOf(string topic)
        {
            for (int i = Topics.Count - 1; i >= 0; i--)
            {
                if ((string)Topics[i] == topic)
                {
                    return (string)Payloads[i];
                }
            }

            return "";
        }
    }
}
