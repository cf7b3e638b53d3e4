using System;
using System.Collections.Generic;
using VirtualEsp32.Peripherals;

namespace MeterNode.System.Tests.Board
{
    /// <summary>Answers with the last written byte and its successors.</summary>
    internal sealed class EchoChip : II2cTarget
    {
        private byte _next;

        internal List<double> Times { get; } = new List<double>();

        public void Write(ReadOnlySpan<byte> data, long timeUs)
        {
            Times.Add(timeUs);
            _next = data[^1];
        }

        public void Read(Span<byte> data, long timeUs)
        {
            Times.Add(timeUs);
            byte value = _next;
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = value++;
            }
        }

        public void PowerLost(long timeUs)
        {
        }
    }
}
