namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>What a solution does with a project in one of its configurations.</summary>
    /// <param name="ProjectId">Guid of the project, upper case, in braces.</param>
    /// <param name="Configuration">Configuration of the solution, such as <c>Debug</c>.</param>
    /// <param name="Platform">Platform of the solution, such as <c>Any CPU</c>.</param>
    /// <param name="Action"><c>ActiveCfg</c>, <c>Build.0</c> or <c>Deploy.0</c>.</param>
    /// <param name="Line">Line in the solution.</param>
    internal sealed record SolutionSetting(string ProjectId, string Configuration, string Platform, string Action, int Line);
}
