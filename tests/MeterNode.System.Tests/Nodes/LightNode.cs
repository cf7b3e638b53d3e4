using MeterNode.Board;
using MeterNode.Board.Network;
using MeterNode.Board.Outboxes;
using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Services.Planning;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>
    /// Firmware with the real outbox, files and link, whose energies come from a formula in place of samples: days of it take
    /// seconds.
    /// </summary>
    internal sealed class LightNode : ISampleSource, ILoadOutputs
    {
        private const int PeriodMs = 1000;

        public int ShuntFullScaleUv => 40_000;

        /// <summary>The firmware's <c>Main</c>.</summary>
        public static void Run()
        {
            var settings = NodeSettings.Parse(TestWorld.Settings);
            var parts = new LightNode();
            var node = new Node(settings, parts, new SampleBlock(NodeHost.SamplesPerStep), parts, false, 1);
            var store = new OutboxStore(settings, node);
            var link = new BrokerLink(settings, node, store, new Pricing(settings, node));
            store.Start(link);
            link.Start();
            while (true)
            {
                long nowMs = BoardClock.NowMs;
                for (int i = 0; i < node.Readings.Count; i++)
                {
                    node.Readings.Energy[i].Add(((nowMs / PeriodMs * 7919) + (i * 104729)) % 9_000_000, PeriodMs * 1000);
                }

                node.Intervals.Step(nowMs, node.Clock.TicksAt(nowMs));
                node.Snapshot.Take(nowMs, 0, node.Readings, node.Dc, node.Control);
                store.HandOver(nowMs);
                VirtualEsp32.Shadow.Thread.Sleep(PeriodMs);
            }
        }

        public void Fill(SampleBlock block)
        {
        }

        public float WindowFactor(int circuit)
        {
            return 1;
        }

        public float ScatterFactor(int circuit)
        {
            return 1;
        }

        public void Write(int load, bool closed)
        {
        }

        public void WriteSecond(int load, bool closed)
        {
        }
    }
}
