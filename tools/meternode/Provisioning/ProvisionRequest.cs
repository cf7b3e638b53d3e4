using System.Collections.Generic;

namespace MeterNode.Cli.Provisioning
{
    /// <summary>What the user asks for.</summary>
    /// <param name="Folder">Where everything is kept.</param>
    internal sealed record ProvisionRequest(string Folder)
    {
        /// <summary>The node, or null.</summary>
        internal string? Node { get; init; }

        /// <summary>Name or address by which nodes reach the broker; null for the one that the folder, or the settings, have.</summary>
        internal string? Host { get; init; }

        /// <summary>Port for those with a certificate, the next one is for those with a password; null for the folder's, or 8883.</summary>
        internal int? Port { get; init; }

        /// <summary>The settings that the node's are made from; null for the built-in ones.</summary>
        internal string? SettingsFile { get; init; }

        /// <summary>For how long certificates are valid.</summary>
        internal int Days { get; init; }

        /// <summary>Programs that may talk to all nodes.</summary>
        internal IReadOnlyList<string> Orchestrators { get; init; } = new List<string>();

        /// <summary>How those that are added show who they are.</summary>
        internal Access Access { get; init; }

        /// <summary>Whether the node is there already and gets new keys.</summary>
        internal bool Rotate { get; init; }

        /// <summary>Who is to lose access, or null.</summary>
        internal string? Revoke { get; init; }

        /// <summary>Where the broker's files will stand on the broker's machine; null for where they are made.</summary>
        internal string? BrokerPath { get; init; }

        /// <summary>Whether what is there may be written anew.</summary>
        internal bool Force { get; init; }
    }
}
