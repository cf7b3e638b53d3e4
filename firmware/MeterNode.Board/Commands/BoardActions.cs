using MeterNode.Board.Files;
using MeterNode.Services.Commands;
using nanoFramework.Runtime.Native;

namespace MeterNode.Board.Commands
{
    /// <summary>Carries out on this board what commands ask for.</summary>
    public sealed class BoardActions : ICommandActions
    {
        /// <inheritdoc/>
        public string? ReplaceSettings(byte[] text)
        {
            return SettingsFile.Replace(text);
        }

        /// <inheritdoc/>
        public void Restart()
        {
            Power.RebootDevice();
        }
    }
}
