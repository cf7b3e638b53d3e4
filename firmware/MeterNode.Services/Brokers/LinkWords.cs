namespace MeterNode.Services.Brokers
{
    /// <summary>The words by which the causes of failures are published.</summary>
    public static class LinkWords
    {
        private static readonly string[] s_words =
        {
            "none", "wifi", "address", "dns", "refused", "timeout", "tls", "certificate", "auth", "rejected", "keep_alive", "closed",
            "tls_silent", "not_tls", "handshake_hung", "session_hung",
        };

        /// <summary>How many causes there are, <see cref="LinkFailure.None"/> among them.</summary>
        public static int Count => s_words.Length;

        /// <summary>The word of a cause.</summary>
        /// <param name="failure">The cause.</param>
        public static string Of(LinkFailure failure)
        {
            return s_words[(int)failure];
        }
    }
}
