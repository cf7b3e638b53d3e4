using System.Collections.Generic;

namespace MeterNode.Cli.Provisioning
{
    /// <summary>Somebody who may connect with the broker.</summary>
    internal sealed class Member
    {
        /// <summary>The user name at the broker, which is the client id as well: a node's id, or what an orchestrator is called.</summary>
        public required string Name { get; init; }

        /// <summary>Whether it is a node; otherwise it may read and write below every node.</summary>
        public bool IsNode { get; init; }

        /// <summary>How it shows who it is.</summary>
        public Access Access { get; set; }

        /// <summary>A node's prefix of Home Assistant's discovery; empty for none.</summary>
        public string DiscoveryPrefix { get; set; } = string.Empty;

        /// <summary>Topics beside its own that a node tells loads their power on.</summary>
        public List<string> SetPoints { get; set; } = new List<string>();

        /// <summary>Serial numbers of its certificates that are valid, in hexadecimal digits.</summary>
        public List<string> Serials { get; init; } = new List<string>();

        /// <summary>Line of the password file that holds its salted hash; empty for none.</summary>
        public string PasswordLine { get; set; } = string.Empty;
    }
}
