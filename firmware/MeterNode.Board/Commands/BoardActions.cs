using MeterNode.Board.Counters;
using MeterNode.Board.Files;
using MeterNode.Board.Network;
using MeterNode.Services.Commands;
using nanoFramework.Runtime.Native;

namespace MeterNode.Board.Commands
{
    /// <summary>Carries out on this board what commands ask for.</summary>
    public sealed class BoardActions : ICommandActions
    {
        private readonly CounterStore? _counters;
        private readonly RestartGuard _guard;

        /// <summary>Makes them.</summary>
        /// <param name="counters">Is saved before a restart; null where there is none.</param>
        /// <param name="guard">Is told that a restart is meant.</param>
        internal BoardActions(CounterStore? counters, RestartGuard guard)
        {
            _counters = counters;
            _guard = guard;
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
            _guard.Leave();
        }

        /// <inheritdoc/>
        public void Restart()
        {
            Power.RebootDevice();
        }
    }
}
