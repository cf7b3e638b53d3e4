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
        private readonly string _folder;
        private Process? _process;

        private MosquittoBroker(string program, int port)
        {
            _program = program;
            _folder = Directory.CreateTempSubdirectory("mosquitto").FullName;
            Endpoint = new IPEndPoint(IPAddress.Loopback, port);
            File.WriteAllText(Path.Combine(_folder, "mosquitto.conf"), $"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\n");
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
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            int port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            var broker = new MosquittoBroker(program, port);
            broker.Start();
            return broker;
        }

        /// <summary>Starts the process, and waits until it answers.</summary>
        public void Start()
        {
            var start = new ProcessStartInfo(_program) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(Path.Combine(_folder, "mosquitto.conf"));
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
            Directory.Delete(_folder, recursive: true);
        }
    }
}
