using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using MeterNode.Services.Brokers;
using Xunit;

namespace MeterNode.System.Tests.Network
{
    /// <summary>The probe's greeting, before a real TLS server (OpenSSL's).</summary>
    public sealed class TlsProbeTests
    {
        private static CancellationToken Cancel => TestContext.Current.CancellationToken;

        [Theory]
        [InlineData(SslProtocols.Tls12, 0x0303)]
        [InlineData(SslProtocols.Tls13, 0x0304)]
        public async Task ClientHello_RealServer_GreetsBackInItsVersionAndHearsTheName(SslProtocols protocols, int version)
        {
            using var authority = new TestAuthority();
            using var certificate = authority.Issue("broker.local");
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            string? name = null;
            var options = new SslServerAuthenticationOptions
            {
                EnabledSslProtocols = protocols,
                ServerCertificateSelectionCallback = (_, host) =>
                {
                    name = host;
                    return certificate;
                },
            };
            var server = Task.Run(async () =>
            {
                using var accepted = await listener.AcceptTcpClientAsync(Cancel);
                await using var tls = new SslStream(accepted.GetStream());
                await tls.AuthenticateAsServerAsync(options, Cancel);
            }, Cancel);

            using var client = new TcpClient();
            await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Cancel);
            var chance = new byte[ClientHello.ChanceBytes];
            new Random(1).NextBytes(chance);
            var stream = client.GetStream();
            await stream.WriteAsync(ClientHello.Make("broker.local", chance), Cancel);
            var answer = new TlsAnswer();
            var first = new byte[4096];
            int count = 0;
            while (answer.Verdict == TlsVerdict.Incomplete)
            {
                int read = await stream.ReadAsync(first.AsMemory(count, 1), Cancel);
                Assert.Equal(1, read);
                answer.Add(new[] { first[count] }, 1);
                count++;
            }

            Assert.Equal(TlsVerdict.Tls, answer.Verdict);
            Assert.Equal(0x16, first[0]);
            Assert.Equal(version, VersionOf(first.AsSpan(0, count)));
            client.Close();
            await Assert.ThrowsAnyAsync<Exception>(() => server);
            Assert.Equal("broker.local", name);
        }

        /// <summary>The version that a ServerHello has chosen: its extension supported_versions, or else its own field.</summary>
        private static int VersionOf(ReadOnlySpan<byte> record)
        {
            int at = 9 + 2 + 32;
            at += 1 + record[at] + 3;
            int end = 9 + (record[7] << 8) + record[8];
            at += 2;
            while (at + 4 <= end)
            {
                int length = (record[at + 2] << 8) + record[at + 3];
                if (record[at] == 0 && record[at + 1] == 0x2B)
                {
                    return (record[at + 4] << 8) + record[at + 5];
                }

                at += 4 + length;
            }

            return (record[9] << 8) + record[10];
        }
    }
}
