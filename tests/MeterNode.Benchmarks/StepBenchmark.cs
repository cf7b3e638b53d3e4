using System;
using BenchmarkDotNet.Attributes;
using MeterNode.Core;
using MeterNode.Core.Loads;
using MeterNode.Core.Metering;
using MeterNode.Core.Settings;

namespace MeterNode.Benchmarks
{
    /// <summary>One control step of the node, with samples from a table: metering, protection, arbiter and relays.</summary>
    public class StepBenchmark
    {
        private readonly Node _node;

        public StepBenchmark()
        {
            var settings = NodeSettings.Parse(DefaultSettings.Text());
            _node = new Node(settings, new TableSource(settings.Circuits.Length), new SampleBlock(12), new NoRelays(), false, 1);
        }

        [Benchmark]
        public void Step()
        {
            _node.Step();
        }

        private sealed class NoRelays : ILoadOutputs
        {
            public void Write(int load, bool closed)
            {
            }

            public void WriteSecond(int load, bool closed)
            {
            }
        }

        /// <summary>Samples of a 30 A sine, at the pace and in the order of the board's.</summary>
        private sealed class TableSource : ISampleSource
        {
            private readonly int[] _sine = new int[256];
            private readonly int _circuits;
            private long _nowUs;
            private int _slot;

            public TableSource(int circuits)
            {
                _circuits = circuits;
                for (int i = 0; i < _sine.Length; i++)
                {
                    _sine[i] = (int)(91_000 * Math.Cos(2 * Math.PI * i / _sine.Length));
                }
            }

            public int ShuntFullScaleUv => 320_000;

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
                for (int i = 0; i < block.Circuit.Length; i++)
                {
                    _nowUs += 812;
                    int place = _slot % 6;
                    block.Circuit[i] = place < 2 ? 0 : 1 + (_slot % (_circuits - 1));
                    block.HasBus[i] = place == 0;
                    block.HasShunt[i] = place != 0;
                    block.TimeUs[i] = _nowUs;
                    block.Status[i] = SampleStatus.Ok;
                    int index = (int)(_nowUs * 256 / 20_000) & 255;
                    block.ShuntUv[i] = _sine[index];
                    block.BusMv[i] = 8_000 + (_sine[index] / 22);
                    _slot++;
                }

                block.Count = block.Circuit.Length;
                block.EndUs = _nowUs;
            }
        }
    }
}
