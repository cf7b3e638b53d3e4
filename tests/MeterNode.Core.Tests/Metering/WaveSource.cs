using System;
using MeterNode.Core.Metering;

namespace MeterNode.Core.Tests.Metering
{
    /// <summary>
    /// A sample source that reads ideal sine waves at uneven instants: circuit by circuit, 600 to 1000 us apart, from a small
    /// generator of its own.
    /// </summary>
    internal sealed class WaveSource : ISampleSource
    {
        private readonly int _circuits;
        private uint _random = 12345;
        private int _slot;

        public WaveSource(int circuits)
        {
            _circuits = circuits;
            CurrentA = new double[circuits];
            LagDeg = new double[circuits];
            Gone = new bool[circuits];
        }

        public double FrequencyHz { get; set; } = 50;

        /// <summary>Third harmonic of voltage and of every current, a share of the fundamental, in phase with the voltage's crest.</summary>
        public double ThirdVoltage { get; set; }

        public double ThirdCurrent { get; set; }

        public double VoltageV { get; set; } = 230;

        public double[] CurrentA { get; }

        public double[] LagDeg { get; }

        public bool[] Gone { get; }

        public long NowUs { get; set; }

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
            for (int i = 0; i < block.Circuit.Length; i++)
            {
                _random = (_random * 1664525) + 1013904223;
                NowUs += 600 + (int)(_random >> 24) * 400 / 256;

                // Voltage and current of circuit 0, then one of the others, and so on.
                int phase = _slot % 3;
                int circuit = phase < 2 ? 0 : 1 + (_slot / 3 % (_circuits - 1));
                _slot++;
                double turn = 2 * Math.PI * FrequencyHz * NowUs / 1e6;
                block.Circuit[i] = circuit;
                block.TimeUs[i] = NowUs;
                block.Status[i] = Gone[circuit] ? SampleStatus.NoAnswer : SampleStatus.Ok;
                block.HasBus[i] = phase == 0;
                block.HasShunt[i] = phase != 0;
                block.BusMv[i] = (int)(8000 + (VoltageV * Math.Sqrt(2) * (Math.Cos(turn) + (ThirdVoltage * Math.Cos(3 * turn))) * 3000 / 230));
                double amperes = CurrentA[circuit] * Math.Sqrt(2) * (Math.Cos(turn - (LagDeg[circuit] * Math.PI / 180)) + (ThirdCurrent * Math.Cos(3 * turn)));
                int uv = (int)(amperes * 4.3 / 2000 * 1e6);
                block.ShuntUv[i] = uv > 320000 ? 320000 : uv < -320000 ? -320000 : uv;
            }

            block.Count = block.Circuit.Length;
            block.EndUs = NowUs;
        }
    }
}
