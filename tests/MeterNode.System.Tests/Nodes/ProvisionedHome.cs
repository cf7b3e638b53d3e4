using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MeterNode.Cli.Provisioning;
using MeterNode.System.Tests.Network;
using VirtualNode;
using Xunit;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>A folder that <c>meternode provision</c> has made, and mosquitto run with its configuration as it is.</summary>
    internal sealed class ProvisionedHome : IDisposable
    {
        public const string Host = "broker.local";

        private readonly string _folder = Path.Combine(Path.GetTempPath(), "meternode-" + Guid.NewGuid().ToString("N"));
        private readonly string _program;
        private readonly int _port;

        private ProvisionedHome(string program)
        {
            _program = program;
            _port = FreePair();
            Directory.CreateDirectory(_folder);
            File.WriteAllText(FileOf("home.json"), TestWorld.Settings);
        }

        public string Folder => Path.Combine(_folder, "out");

        /// <summary>Where those connect who show a certificate.</summary>
        public IPEndPoint Endpoint => new IPEndPoint(IPAddress.Loopback, _port);

        /// <summary>Where those connect who give a password.</summary>
        public IPEndPoint PasswordEndpoint => new IPEndPoint(IPAddress.Loopback, _port + 1);

        public MosquittoBroker Broker { get; private set; } = null!;

        /// <summary>Provisions node <c>test-1</c> and starts the broker.</summary>
        /// <param name="more">Further options.</param>
        public static ProvisionedHome StartOrSkip(params string[] more)
        {
            string? program = MosquittoBroker.Find();
            Assert.SkipWhen(program is null, "mosquitto is not installed (apt-get install mosquitto)");
            var home = new ProvisionedHome(program!);
            string[] host = Array.IndexOf(more, "--host") < 0 ? ["--host", Host] : [];
            home.Provision(["--id", "test-1", .. host, "--port", Tables(home._port), "--settings", home.FileOf("home.json"), .. more]);
            home.StartBroker();
            return home;
        }

        /// <summary>Runs the command on the folder.</summary>
        public void Provision(params string[] options)
        {
            var run = CommandLine.Cli.Run(["provision", "--out", Folder, .. options]);
            Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        }

        public void RestartBroker()
        {
            Broker.Kill();
            StartBroker();
        }

        /// <summary>The virtual home with a node's files on its board.</summary>
        /// <param name="change">Changes the settings' text.</param>
        public NodeWorld World(Func<string, string>? change = null, string id = "test-1")
        {
            string node = Path.Combine(Folder, "nodes", id);
            string settings = File.ReadAllText(Path.Combine(node, "settings.json"));
            var world = TestWorld.Create(settings: change is null ? settings : change(settings));
            foreach (string file in Directory.GetFiles(node))
            {
                if (Path.GetFileName(file) != "settings.json")
                {
                    world.Board.Flash.WriteFile("I:\\" + Path.GetFileName(file), File.ReadAllBytes(file));
                }
            }

            world.ConnectBroker(world.Settings.Brokers[0].User.Length > 0 ? PasswordEndpoint : Endpoint);
            return world;
        }

        /// <summary>How somebody of the folder speaks with the broker.</summary>
        /// <param name="who">Folder of the certificate, such as <c>orchestrators/home</c>; null for nobody.</param>
        public BrokerTls Tls(string? who)
        {
            var authority = X509Certificate2.CreateFromPem(File.ReadAllText(FileOf("out/ca/ca.pem")));
            return new BrokerTls(Host, authority, who is null ? null : Pair(
                File.ReadAllText(FileOf("out/" + who + "/client.pem")), File.ReadAllText(FileOf("out/" + who + "/client.key"))));
        }

        /// <summary>A certificate that the folder's authority gives somebody by hand.</summary>
        public BrokerTls TlsOf(string name, DateTimeOffset until)
        {
            using var authority = Authority.Load(FileOf("out/ca/ca.pem"), FileOf("out/ca/ca.key"));
            var issued = authority.IssueClient(name, until.AddDays(-2), until);
            return Tls(null) with { Own = Pair(issued.CertificatePem, issued.KeyPem) };
        }

        /// <summary>A certificate of an authority that nobody knows.</summary>
        public BrokerTls TlsOfStranger(string name)
        {
            using var authority = Authority.Make(DateTimeOffset.UtcNow);
            var issued = authority.IssueClient(name, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
            return Tls(null) with { Own = Pair(issued.CertificatePem, issued.KeyPem) };
        }

        public string FileOf(string name)
        {
            return Path.Combine(_folder, name);
        }

        public void Dispose()
        {
            Broker?.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private static X509Certificate2 Pair(string certificate, string key)
        {
            using var pair = X509Certificate2.CreateFromPem(certificate, key);
            return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
        }

        private static int FreePair()
        {
            while (true)
            {
                int port = TestBroker.FreePort();
                try
                {
                    using var next = new global::System.Net.Sockets.TcpListener(IPAddress.Loopback, port + 1);
                    next.Start();
                    return port;
                }
                catch (Exception failure) when (failure is global::System.Net.Sockets.SocketException or ArgumentException)
                {
                    // The next is taken: look for another pair.
                }
            }
        }

        private static string Tables(int number)
        {
            return number.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
        }

        private void StartBroker()
        {
            if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
            {
                // Started by root, mosquitto becomes a user of its own, as a service does: that user must own the files.
                using var chown = Process.Start("chown", ["-R", "mosquitto:", Path.Combine(Folder, "broker")]);
                chown.WaitForExit();
            }

            Broker = MosquittoBroker.Start(_program, Path.Combine(Folder, "broker", "mosquitto.conf"), _port);
        }
    }
}
