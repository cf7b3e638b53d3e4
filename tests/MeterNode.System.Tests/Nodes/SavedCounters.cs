using System;
using MeterNode.Board.Counters;
using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;
using MeterNode.Services.Storage;
using VirtualNode;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>What is on a node's flash of its counters, read by giving it to a node that never runs.</summary>
    internal static class SavedCounters
    {
        /// <summary>The two files of the record.</summary>
        public static readonly string[] Paths = { CounterStore.Path + ".a", CounterStore.Path + ".b" };

        /// <summary>Reads what the node would find at its next start.</summary>
        /// <param name="world">The world.</param>
        /// <param name="settings">Settings to read it for; the world's own if null.</param>
        /// <returns>A node with the counters, or null where there is no whole record.</returns>
        public static Node? Read(NodeWorld world, NodeSettings? settings = null)
        {
            var crc = new Crc32();
            var format = new RecordFormat(crc, CounterStore.Kind);
            byte[]? newest = null;
            foreach (string path in Paths)
            {
                byte[] image = world.Board.Flash.HasFile(path) ? world.Board.Flash.ReadFile(path) : Array.Empty<byte>();
                if (format.Check(image, image.Length) == RecordCheck.Good
                    && (newest is null || RecordFormat.Sequence(image) > RecordFormat.Sequence(newest)))
                {
                    newest = image;
                }
            }

            if (newest is null)
            {
                return null;
            }

            settings ??= world.Settings;
            var node = Resting(settings);
            var reader = new ByteReader(newest);
            reader.Reset(newest, RecordFormat.HeaderBytes, RecordFormat.Length(newest));
            return new CounterImage(settings, crc).Restore(reader, node.Readings, node.Control, 0) ? node : null;
        }

        /// <summary>A node that never runs.</summary>
        public static Node Resting(NodeSettings settings)
        {
            return new Node(settings, new NoSamples(), new SampleBlock(1), new NoOutputs(), false, 1);
        }

        /// <summary>A circuit's import register, mWs.</summary>
        public static long ImportMws(this Node node, NodeWorld world, string circuit)
        {
            return node.Readings.Energy[world.Settings.CircuitIndex(circuit)].ImportMws;
        }

        /// <summary>A relay's wear, operations.</summary>
        public static long Wear(this Node node, NodeWorld world, string load)
        {
            return node.Control.Relays.Wear[world.Settings.LoadIndex(load)];
        }

        private sealed class NoSamples : ISampleSource
        {
            public int ShuntFullScaleUv => 320000;

            public float WindowFactor(int circuit)
            {
                return 1;
            }

            public float ScatterFactor(int circuit)
            {
                return 1;
            }

            public void Fill(SampleBlock block)
            {
                throw new NotSupportedException("It never runs.");
            }
        }

        private sealed class NoOutputs : ILoadOutputs
        {
            public void Write(int load, bool closed)
            {
            }

            public void WriteSecond(int load, bool closed)
            {
            }
        }
    }
}
