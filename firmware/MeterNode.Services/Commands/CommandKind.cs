namespace MeterNode.Services.Commands
{
    /// <summary>What a command wants done; in the order of the words that <see cref="CommandBody"/> reads.</summary>
    public enum CommandKind
    {
        /// <summary>The node starts anew.</summary>
        Restart,

        /// <summary>The key is replaced by one that is made of it and of a nonce.</summary>
        RotateKey,

        /// <summary>A part of new settings is kept until all of them are there.</summary>
        SettingsPart,

        /// <summary>The settings that the parts make up replace the node's, and it starts anew.</summary>
        SettingsCommit,
    }
}
