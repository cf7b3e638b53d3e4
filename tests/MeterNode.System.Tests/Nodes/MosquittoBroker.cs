using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>Debian's mosquitto as a process of its own, on a free port of the loopback interface.</summary>
    internal sealed class MosquittoBroker : IDisposable
    {
        private readonly string _program;
        private readonly string _configuration;
        private readonly string? _folder;
        private Process? _process;

        private MosquittoBroker(string program, int port, string configuration, string? folder)
        {
            _program = program;
            _configuration = configuration;
            _folder = folder;
            Endpoint = new IPEndPoint(IPAddress.Loopback, port);
        }

        public IPEndPoint Endpoint { get; }

        /// <summary>The program, or null where it is not installed.</summary>
        public static string? Find()
        {
            string path = Environment.GetEnvironmentVariable("PATH") + Path.PathSeparator + "/usr/sbin" + Path.PathSeparator + "/usr/local/sbin";
            foreach (string folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            {
                string program = Path.Combine(folder, "mosquitto");
                if (File.Exists(program))
                {
                    return program;
                }
            }

            return null;
        }

        public static MosquittoBroker Start(string program)
        {
            int port = Network.TestBroker.FreePort();
            string folder = Directory.CreateTempSubdirectory("mosquitto").FullName;
            string configuration = Path.Combine(folder, "mosquitto.conf");
            File.WriteAllText(configuration, $"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\n");
            var broker = new MosquittoBroker(program, port, configuration, folder);
            broker.Start();
            return broker;
        }

        /// <summary>Starts it with a configuration of somebody else's, which stays.</summary>
        public static MosquittoBroker Start(string program, string configuration, int port)
        {
            var broker = new MosquittoBroker(program, port, configuration, null);
            broker.Start();
            return broker;
        }

        /// <summary>Starts the process, and waits until it answers.</summary>
        public void Start()
        {
            var start = new ProcessStartInfo(_program) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(_configuration);
            _process = Process.Start(start) ?? throw new InvalidOperationException("mosquitto did not start");
            _process.ErrorDataReceived += (_, _) => { };
            _process.OutputDataReceived += (_, _) => { };
            _process.BeginErrorReadLine();
            _process.BeginOutputReadLine();
            for (int attempt = 0; attempt < 200; attempt++)
            {
                try
                {
                    using var client = new TcpClient();
                    client.Connect(Endpoint);
                    return;
                }
                catch (SocketException)
                {
                    Thread.Sleep(25);
                }
            }

            throw new InvalidOperationException("mosquitto does not answer on port " + Endpoint.Port);
        }

        /// <summary>Kills the process, as a crash would.</summary>
        public void Kill()
        {
            _process?.Kill();
            _process?.WaitForExit();
            _process?.Dispose();
            _process = null;
        }

        public void Dispose()
        {
            Kill();
            if (_folder is not null)
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
    }
}
