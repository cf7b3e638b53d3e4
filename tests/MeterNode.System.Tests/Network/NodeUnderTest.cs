using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using nanoFramework.Networking;
using VirtualEsp32;

namespace MeterNode.System.Tests.Network
{
    /// <summary>A virtual board with a small firmware of the test's own, and a diary of what that firmware saw, with virtual times.</summary>
    public sealed class NodeUnderTest : IDisposable
    {
        public const string BrokerHost = "broker.local";
        public const string ClientId = "node";

        public NodeUnderTest(IPEndPoint? broker = null)
        {
            Board = new VirtualBoard(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), 1);
            if (broker is not null)
            {
                Board.Network.AddHost(BrokerHost, broker);
            }
        }

        public VirtualBoard Board { get; }

        /// <summary>What happened, as "ms event".</summary>
        public List<string> Diary { get; } = new List<string>();

        public long NowMs => Board.Scheduler.NowUs / 1000;

        public static byte[] Bytes(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        public void Note(string what)
        {
            Diary.Add(NowMs + " " + what);
        }

        /// <summary>Runs a firmware for so long; it starts when the board is on the network.</summary>
        public NodeUnderTest Run(double seconds, Action firmware)
        {
            Board.PowerOn(() =>
            {
                WifiNetworkHelper.Reconnect();
                firmware();
            });
            return GoOn(seconds);
        }

        /// <summary>Lets the running firmware go on.</summary>
        public NodeUnderTest GoOn(double seconds)
        {
            Board.RunFor(TimeSpan.FromSeconds(seconds));
            return this;
        }

        /// <summary>A client whose events go into the diary.</summary>
        public MqttClient MakeClient()
        {
            var client = new MqttClient(BrokerHost);
            client.ConnectionOpened += (_, e) => Note("opened " + e.Message.ReturnCode);
            client.ConnectionClosed += (_, _) => Note("closed");
            client.MqttMsgPublished += (_, e) => Note((e.IsPublished ? "published " : "failed ") + e.MessageId);
            client.MqttMsgSubscribed += (_, e) => Note("subscribed " + e.GrantedQoSLevels[0]);
            client.MqttMsgPublishReceived += (_, e) =>
                Note($"received {e.Topic}={Encoding.UTF8.GetString(e.Message)}{(e.Retain ? " retained" : string.Empty)}");
            return client;
        }

        /// <summary>A connected client with a will on "status".</summary>
        public MqttClient Connect(ushort keepAliveS = 20, bool cleanSession = true)
        {
            var client = MakeClient();
            client.Connect(
                ClientId, null, null, true, MqttQoSLevel.AtLeastOnce, true, "status", "offline", cleanSession, keepAliveS);
            return client;
        }

        /// <summary>The texts of the diary's entries of one kind, in their order.</summary>
        public IReadOnlyList<string> Entries(string kind)
        {
            return Diary.FindAll(line => line.Contains(" " + kind, StringComparison.Ordinal)).ConvertAll(line => line[(line.IndexOf(' ') + 1)..]);
        }

        /// <summary>When the first entry of a kind was made, ms; fails when there is none.</summary>
        public long TimeOf(string kind)
        {
            string line = Diary.Find(line => line.Contains(" " + kind, StringComparison.Ordinal))
                ?? throw new InvalidOperationException($"No '{kind}' in: {string.Join("; ", Diary)}");
            return long.Parse(line[..line.IndexOf(' ')]);
        }

        public void Dispose()
        {
            Board.Network.Shutdown();
        }
    }
}
