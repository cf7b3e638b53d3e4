using System;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace MeterNode.Cli.Inputs
{
    /// <summary>A broker as the user names it.</summary>
    /// <param name="Host">Name or address.</param>
    /// <param name="Port">TCP port.</param>
    internal sealed record BrokerName(string Host, int Port)
    {
        internal const string Allowed = "HOST:PORT, such as broker.local:1883 or [::1]:1883";

        internal static bool TryParse(string text, [NotNullWhen(true)] out BrokerName? broker)
        {
            broker = null;
            int colon = text.LastIndexOf(':');
            if (colon <= 0 || !Values.TryPort(text.Substring(colon + 1), out int port))
            {
                return false;
            }

            string host = text.Substring(0, colon);
            if (host.Length > 2 && host[0] == '[' && host[^1] == ']')
            {
                host = host.Substring(1, host.Length - 2);
            }
            else if (host.Contains(':', StringComparison.Ordinal))
            {
                return false;
            }

            if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            {
                return false;
            }

            broker = new BrokerName(host, port);
            return true;
        }

        /// <summary>Finds its address.</summary>
        /// <param name="option">The option that names it.</param>
        /// <exception cref="InputException">The name is not known.</exception>
        internal IPEndPoint Resolve(string option)
        {
            if (IPAddress.TryParse(Host, out var address))
            {
                return new IPEndPoint(address, Port);
            }

            try
            {
                var addresses = Dns.GetHostAddresses(Host);
                var best = Array.Find(addresses, each => each.AddressFamily == AddressFamily.InterNetwork) ?? (addresses.Length > 0 ? addresses[0] : null);
                return best is not null ? new IPEndPoint(best, Port) : throw new SocketException((int)SocketError.HostNotFound);
            }
            catch (SocketException failure)
            {
                throw new InputException(
                    option + ": the name '" + Host + "' is not found (" + failure.Message + "); allowed is " + Allowed + " of a broker that runs");
            }
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return Host.Contains(':', StringComparison.Ordinal) ? "[" + Host + "]:" + Port : Host + ":" + Port;
        }
    }
}
