using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MeterNode.Cli.Inputs;

namespace MeterNode.Cli.Provisioning
{
    /// <summary>What a folder of broker and nodes holds: who may connect, what was revoked, and what the generated files looked like.</summary>
    internal sealed class Inventory
    {
        /// <summary>The file's name.</summary>
        internal const string FileName = "provision.json";

        private static readonly JsonSerializerOptions s_format = new JsonSerializerOptions
        {
            WriteIndented = true,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };

        /// <summary>Version of this form.</summary>
        public int Schema { get; init; } = 1;

        /// <summary>Name or address of the broker, as its certificate has it.</summary>
        public string Host { get; set; } = string.Empty;

        /// <summary>Port for those who show a certificate.</summary>
        public int Port { get; set; } = 8883;

        /// <summary>Port for those who give a password, with TLS as well.</summary>
        [JsonIgnore]
        public int PasswordPort => Port + 1;

        /// <summary>Where the broker's files stand on its machine; empty for where they were made.</summary>
        public string BrokerPath { get; set; } = string.Empty;

        /// <summary>Nodes and orchestrators.</summary>
        public List<Member> Members { get; init; } = new List<Member>();

        /// <summary>Serial numbers of revoked certificates, in hexadecimal digits.</summary>
        public List<string> Revoked { get; init; } = new List<string>();

        /// <summary>Number of the last revocation list.</summary>
        public int RevocationList { get; set; }

        /// <summary>SHA-256 of each generated file as it was written, by its name: one that differs was changed by hand.</summary>
        public SortedDictionary<string, string> Generated { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

        /// <summary>Reads a folder's inventory, or begins one.</summary>
        /// <param name="folder">The folder.</param>
        /// <exception cref="InputException">It is there and cannot be read.</exception>
        internal static Inventory Load(string folder)
        {
            string path = Path.Combine(folder, FileName);
            if (!File.Exists(path))
            {
                return new Inventory();
            }

            const string allowed = "the inventory as an earlier run has written it";
            try
            {
                var inventory = JsonSerializer.Deserialize<Inventory>(InputFile.ReadText(path, allowed), s_format);
                return inventory is { Schema: 1 } ? inventory : throw new JsonException("another version");
            }
            catch (JsonException problem)
            {
                throw new InputException(path + ": cannot be read (" + problem.Message + "); allowed is " + allowed);
            }
        }

        /// <summary>Finds a member.</summary>
        internal Member? Find(string name)
        {
            return Members.Find(each => each.Name == name);
        }

        /// <summary>The inventory as a file's bytes.</summary>
        internal byte[] ToBytes()
        {
            return Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, s_format) + "\n");
        }
    }
}
