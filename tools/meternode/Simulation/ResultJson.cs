using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MeterNode.Cli.Simulation
{
    /// <summary>Writes a result as JSON: keys in snake case, units in their names.</summary>
    internal static class ResultJson
    {
        private static readonly JsonSerializerOptions s_options = new JsonSerializerOptions
        {
            WriteIndented = true,
            NewLine = "\n",
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        /// <summary>The bytes of the file.</summary>
        internal static byte[] Of(SimulationResult result)
        {
            return Encoding.UTF8.GetBytes(JsonSerializer.Serialize(result, s_options) + "\n");
        }
    }
}
