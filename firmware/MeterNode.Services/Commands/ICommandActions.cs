namespace MeterNode.Services.Commands
{
    /// <summary>What commands do to the board.</summary>
    public interface ICommandActions
    {
        /// <summary>Replaces the settings file; a power cut at any moment leaves the old or the new one. Takes effect by a restart.</summary>
        /// <param name="text">The whole file, UTF-8, already found good.</param>
        /// <returns>What went wrong, or null when the new file is durable.</returns>
        string? ReplaceSettings(byte[] text);

        /// <summary>Has everything saved that a restart would lose, while the reply is on its way.</summary>
        void PrepareRestart();

        /// <summary>Restarts the node; does not return on a board.</summary>
        void Restart();
    }
}
