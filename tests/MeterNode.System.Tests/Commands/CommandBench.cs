using System.Text;
using MeterNode.Core.Messaging;
using MeterNode.Core.Settings;
using MeterNode.Services.Commands;

namespace MeterNode.System.Tests.Commands
{
    /// <summary>A desk with a key, and the owner who signs.</summary>
    internal sealed class CommandBench
    {
        public const string Topic = "meternode/test-1/command";

        /// <summary>What the node runs with.</summary>
        public const string Settings = "{\"schema\":1,\"id\":\"test-1\",\"supply\":{\"circuit\":\"supply\",\"limit_a\":60},\"circuits\":[{\"name\":\"supply\",\"address\":64}],"
            + "\"wifi\":{\"ssid\":\"home\",\"password\":\"sesame\"}}";

        public CommandBench()
        {
            Desk = new CommandDesk(Clock, NodeSettings.Parse(Settings)) { Keys = Keys, Actions = Actions };
            OwnerKey = (byte[])Keys.Key!.Clone();
        }

        public UtcClock Clock { get; } = new UtcClock();

        public HeldKeys Keys { get; } = new HeldKeys();

        public CountedActions Actions { get; } = new CountedActions();

        public CommandDesk Desk { get; }

        public byte[] OwnerKey { get; set; }

        public static byte[] Sign(byte[] key, string topic, string rest)
        {
            byte[] payload = Encoding.UTF8.GetBytes("0000000000000000000000000000000000000000000000000000000000000000." + rest);
            byte[] signature = CommandSignature.Of(key, topic, payload, CommandEnvelope.SignedOffset);
            for (int i = 0; i < signature.Length; i++)
            {
                payload[2 * i] = (byte)"0123456789abcdef"[signature[i] >> 4];
                payload[(2 * i) + 1] = (byte)"0123456789abcdef"[signature[i] & 15];
            }

            return payload;
        }

        public byte[] Signed(long counter, string body, long expiryS = 0)
        {
            return Sign(OwnerKey, Topic, counter + "." + expiryS + "." + body);
        }

        public string Send(long counter, string body, long nowMs = 1000)
        {
            return Handle(Signed(counter, body), nowMs);
        }

        public string Handle(byte[] payload, long nowMs = 1000, string topic = Topic)
        {
            byte[] reply = Desk.Handle(topic, payload, nowMs);
            return Encoding.UTF8.GetString(reply, 0, reply.Length);
        }

        /// <summary>The reason in a reply; empty when it was carried out.</summary>
        public static string ReasonIn(string reply)
        {
            const string key = "\"reason\":\"";
            int start = reply.IndexOf(key);
            if (start < 0)
            {
                return reply.IndexOf("\"ok\":true") > 0 ? "" : reply;
            }

            string rest = reply.Substring(start + key.Length);
            return rest.Substring(0, rest.IndexOf('"'));
        }
    }
}
