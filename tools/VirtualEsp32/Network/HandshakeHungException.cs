using System;

namespace VirtualEsp32.Network
{
    /// <summary>A real server took the connection and did not go through with the TLS handshake: on the platform that never ends.</summary>
    internal sealed class HandshakeHungException : Exception
    {
    }
}
