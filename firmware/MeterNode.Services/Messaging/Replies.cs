namespace MeterNode.Services.Messaging
{
    /// <summary>
    /// Writes the answers to what is asked without a signature: what it was about, whether it was taken, and if not, why. Counts
    /// what was not.
    /// </summary>
    public sealed class Replies
    {
        private readonly JsonWriter _json = new JsonWriter(256);

        /// <summary>Messages refused since the start.</summary>
        public int Refused { get; private set; }

        /// <summary>Begins an answer.</summary>
        /// <returns>The writer, for what the message was about.</returns>
        public JsonWriter Begin()
        {
            return _json.Reset().BeginObject();
        }

        /// <summary>Ends the answer.</summary>
        /// <param name="refusal">Why the message was refused; null where it was taken.</param>
        /// <returns>The answer's bytes.</returns>
        public byte[] End(string? refusal)
        {
            _json.Flag("ok", refusal == null);
            if (refusal != null)
            {
                Refused++;
                _json.Text("error", refusal);
            }

            return _json.EndObject().ToArray();
        }
    }
}
