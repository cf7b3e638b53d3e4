namespace MeterNode.Cli.Reporting
{
    /// <summary>A picture of the report.</summary>
    /// <param name="FileName">Its file, in the report's folder.</param>
    /// <param name="Description">What it shows, for those who cannot see it.</param>
    /// <param name="Png">The picture.</param>
    internal sealed record Picture(string FileName, string Description, byte[] Png);
}
