using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using MeterNode.System.Tests.Network;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>
    /// Debian's ejabberd with nothing but its MQTT service: an Erlang runtime of its own in a folder of its own, by whoever runs the
    /// test. Alone it needs no node name, and neither epmd nor the package's service; as part of a cluster it has a name, and the
    /// test's own epmd.
    /// </summary>
    internal sealed class EjabberdBroker : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("ejabberd").FullName;
        private readonly Process _process;

        private EjabberdBroker(string libraries, string certificatePem, string keyPem, (string User, string Password)[] users, ErlangNames? names, string? name, string? first)
        {
            Endpoint = new IPEndPoint(IPAddress.Loopback, TestBroker.FreePort());
            Write("server.pem", certificatePem + keyPem);
            Write("ejabberd.yml", $$"""
                hosts: [ meternode.local ]
                loglevel: warning
                auth_method: internal
                auth_password_format: scram
                certfiles: [ "{{Path.Combine(_folder, "server.pem")}}" ]
                listen:
                  - port: {{Endpoint.Port}}
                    ip: "127.0.0.1"
                    module: mod_mqtt
                    tls: true
                acl:
                  home:
                    user: home
                access_rules:
                  home:
                    allow: home
                modules:
                  mod_mqtt:
                    access_publish:
                      "meternode/%u/#":
                        allow: all
                      "#":
                        allow: home
                    access_subscribe:
                      "meternode/%u/#":
                        allow: all
                      "#":
                        allow: home
                """);
            var start = new ProcessStartInfo("erl") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
            start.Environment["ERL_LIBS"] = libraries;
            start.Environment["HOME"] = _folder;
            start.Environment["EJABBERD_CONFIG_PATH"] = Path.Combine(_folder, "ejabberd.yml");
            start.Environment["EJABBERD_LOG_PATH"] = Path.Combine(_folder, "ejabberd.log");
            string begin = first is null ? string.Empty : $"ok = ejabberd_cluster:join('{first}@127.0.0.1'), ";
            if (names is not null)
            {
                start.Environment["ERL_EPMD_PORT"] = names.Port;
                foreach (string each in new[] { "-name", name + "@127.0.0.1", "-setcookie", names.Port })
                {
                    start.ArgumentList.Add(each);
                }
            }

            foreach (var (user, password) in users)
            {
                begin += $"ok = ejabberd_auth:try_register(<<\"{user}\">>, <<\"meternode.local\">>, <<\"{password}\">>), ";
            }

            foreach (string each in new[] { "-noinput", "-mnesia", "dir", "\"" + Path.Combine(_folder, "spool") + "\"", "-s", "ejabberd", "-eval", begin + "io:format(\"ready~n\")." })
            {
                start.ArgumentList.Add(each);
            }

            _process = Process.Start(start) ?? throw new InvalidOperationException("erl did not start");
        }

        public IPEndPoint Endpoint { get; }

        /// <summary>Where its Erlang libraries are, or null where it is not installed.</summary>
        public static string? Find()
        {
            foreach (string folder in new[] { "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib" })
            {
                if (Directory.Exists(folder) && Directory.GetDirectories(folder, "ejabberd-*").Length > 0 && File.Exists("/usr/bin/erl"))
                {
                    return folder;
                }
            }

            return null;
        }

        /// <summary>Starts it, and waits until its users are there and it answers.</summary>
        public static EjabberdBroker Start(string libraries, string certificatePem, string keyPem, params (string User, string Password)[] users)
        {
            return AwaitReady(new EjabberdBroker(libraries, certificatePem, keyPem, users, null, null, null));
        }

        /// <summary>Starts a machine of a cluster.</summary>
        /// <param name="names">Where the machines find each other.</param>
        /// <param name="name">What it is called.</param>
        /// <param name="first">The machine that it joins, whose users it then has; null for the first.</param>
        public static EjabberdBroker StartMachine(
            string libraries, string certificatePem, string keyPem, ErlangNames names, string name, string? first, params (string User, string Password)[] users)
        {
            return AwaitReady(new EjabberdBroker(libraries, certificatePem, keyPem, users, names, name, first));
        }

        /// <summary>Kills the process, as a crash would.</summary>
        public void Kill()
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        public void Dispose()
        {
            Kill();
            _process.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private static EjabberdBroker AwaitReady(EjabberdBroker broker)
        {
            try
            {
                broker.AwaitReady();
                return broker;
            }
            catch
            {
                broker.Dispose();
                throw;
            }
        }

        private void AwaitReady()
        {
            var ready = new ManualResetEventSlim();
            string said = string.Empty;
            _process.OutputDataReceived += (_, line) =>
            {
                said += line.Data + "\n";
                if (line.Data == "ready")
                {
                    ready.Set();
                }
            };
            _process.ErrorDataReceived += (_, line) => said += line.Data + "\n";
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
            if (!ready.Wait(TimeSpan.FromSeconds(60)))
            {
                throw new InvalidOperationException("ejabberd is not ready: " + said);
            }

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

            throw new InvalidOperationException("ejabberd does not answer on port " + Endpoint.Port + ": " + said);
        }

        private void Write(string name, string text)
        {
            File.WriteAllText(Path.Combine(_folder, name), text);
        }
    }
}
