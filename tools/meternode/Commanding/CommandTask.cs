namespace MeterNode.Cli.Commanding
{
    /// <summary>A command for a node.</summary>
    /// <param name="What">Which: restart, settings or rotate-key.</param>
    /// <param name="Id">The node.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="Settings">The settings; null without.</param>
    /// <param name="Counter">The first counter.</param>
    /// <param name="ValidForS">For how long each message holds, s; 0 for ever.</param>
    internal sealed record CommandTask(string What, string Id, KeyFile Key, SettingsToSend? Settings, long Counter, int ValidForS);
}
