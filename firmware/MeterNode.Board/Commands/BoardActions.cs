using MeterNode.Board.Counters;
using MeterNode.Board.Files;
using MeterNode.Services.Commands;
using nanoFramework.Runtime.Native;

namespace MeterNode.Board.Commands
{
    /// <summary>Carries out on this board what commands ask for.</summary>
    public sealed class BoardActions : ICommandActions
    {
        private readonly CounterStore? _counters;

        /// <summary>Makes them.</summary>
        /// <param name="counters">Is saved before a restart; null where there is none.</param>
        public BoardActions(CounterStore? counters)
        {
            _counters = counters;
        }

        /// <inheritdoc/>
        public string? ReplaceSettings(byte[] text)
        {
            return SettingsFile.Replace(text);
        }

        /// <inheritdoc/>
        public void PrepareRestart()
        {
            _counters?.SaveSoon();
        }

        /// <inheritdoc/>
        public void Restart()
        {
            Power.RebootDevice();
        }
    }
}
