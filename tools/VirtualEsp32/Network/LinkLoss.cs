namespace VirtualEsp32.Network
{
    /// <summary>What becomes of live TCP connections when the network goes away.</summary>
    public enum LinkLoss
    {
        /// <summary>
        /// Nothing tells either side: what is sent is swallowed, nothing arrives, and only an unanswered keep-alive ends it. When
        /// the network returns in time, the connection goes on where it was, as TCP does.
        /// </summary>
        HalfOpen,

        /// <summary>Both sides learn at once that the connection is gone.</summary>
        AtOnce,
    }
}
