using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using MeterNode.Services.Storage;

namespace MeterNode.Cli.Commanding
{
    /// <summary>A settings file as the commands that bring it to a node.</summary>
    internal static class SettingsParts
    {
        // In Base64, with the signature and all around it, well below the 4096 bytes of a message.
        private const int PartBytes = 2700;

        /// <summary>The commands, in their order.</summary>
        internal static IEnumerable<JsonObject> Of(byte[] text)
        {
            for (int at = 0; at < text.Length; at += PartBytes)
            {
                yield return new JsonObject
                {
                    ["do"] = "settings_part",
                    ["offset"] = at,
                    ["total"] = text.Length,
                    ["base64"] = Convert.ToBase64String(text, at, Math.Min(PartBytes, text.Length - at)),
                };
            }

            yield return new JsonObject { ["do"] = "settings_commit", ["crc32"] = new Crc32().Of(text, 0, text.Length).ToString("x8") };
        }
    }
}
