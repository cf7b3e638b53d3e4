using System.IO;
using System.Threading;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary>Stops a command with the first character that it writes: a moment that no clock decides.</summary>
    internal sealed class StoppingWriter : StringWriter
    {
        private readonly CancellationTokenSource _stop;

        public StoppingWriter(CancellationTokenSource stop)
        {
            _stop = stop;
        }

        public override void Write(char value)
        {
            base.Write(value);
            _stop.Cancel();
        }

        public override void Write(string? value)
        {
            base.Write(value);
            _stop.Cancel();
        }

        public override void Write(char[] buffer, int index, int count)
        {
            base.Write(buffer, index, count);
            _stop.Cancel();
        }
    }
}
