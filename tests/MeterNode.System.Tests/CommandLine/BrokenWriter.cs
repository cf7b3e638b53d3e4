using System.IO;
using System.Text;

namespace MeterNode.System.Tests.CommandLine
{
    /// <summary>Standard output that cannot be written to.</summary>
    internal sealed class BrokenWriter : StringWriter
    {
        public override void Write(char value)
        {
            throw new IOException("the disk is full");
        }

        public override void Write(char[] buffer, int index, int count)
        {
            throw new IOException("the disk is full");
        }

        public override void Write(string? value)
        {
            throw new IOException("the disk is full");
        }

        public override void Write(StringBuilder? value)
        {
            throw new IOException("the disk is full");
        }
    }
}
