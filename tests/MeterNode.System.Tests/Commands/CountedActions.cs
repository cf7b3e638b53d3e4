using System.Text;
using MeterNode.Services.Commands;

namespace MeterNode.System.Tests.Commands
{
    /// <summary>Keeps what commands would have done.</summary>
    internal sealed class CountedActions : ICommandActions
    {
        public string Settings { get; private set; } = "";

        public string? Problem { get; set; }

        public int Restarts { get; private set; }

        public int Prepared { get; private set; }

        public string? ReplaceSettings(byte[] text)
        {
            if (Problem == null)
            {
                Settings = Encoding.UTF8.GetString(text, 0, text.Length);
            }

            return Problem;
        }

        public void PrepareRestart()
        {
            Prepared++;
        }

        public void Restart()
        {
            Restarts++;
        }
    }
}
