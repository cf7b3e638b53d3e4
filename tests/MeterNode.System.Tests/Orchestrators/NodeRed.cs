using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace MeterNode.System.Tests.Orchestrators
{
    /// <summary>A real Node-RED as a process of its own, with nothing in it, on a free port of the loopback interface.</summary>
    internal sealed class NodeRed : IAsyncDisposable
    {
        private readonly HttpClient _http;
        private readonly Process _process;
        private readonly string _folder;

        private NodeRed(Process process, string folder, int port)
        {
            _process = process;
            _folder = folder;
            _http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:" + port + "/"), Timeout = TimeSpan.FromSeconds(20) };
        }

        /// <summary>Its log so far.</summary>
        public StringBuilder Log { get; } = new StringBuilder();

        public static async Task<NodeRed> StartAsync(string node, string program)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            int port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            string folder = Directory.CreateTempSubdirectory("node-red").FullName;
            string settings = Path.Combine(folder, "settings.js");
            await File.WriteAllTextAsync(
                settings,
                "module.exports = { uiHost: '127.0.0.1', uiPort: " + port + ", flowFile: 'flows.json', credentialSecret: false, disableEditor: true, "
                + "telemetry: { enabled: false }, externalModules: { palette: { allowInstall: false }, modules: { allowInstall: false } }, "
                + "logging: { console: { level: 'info', metrics: false, audit: false } } };");
            var red = new NodeRed(Tools.Start(node, program, "--userDir", folder, "--settings", settings), folder, port);
            red._process.OutputDataReceived += (_, line) => red.Note(line.Data);
            red._process.ErrorDataReceived += (_, line) => red.Note(line.Data);
            red._process.BeginOutputReadLine();
            red._process.BeginErrorReadLine();
            try
            {
                await red.AwaitAnswerAsync();
            }
            catch
            {
                await red.DisposeAsync();
                throw;
            }

            return red;
        }

        /// <summary>Imports a flow, through the interface that Node-RED's editor uses.</summary>
        public Task DeployAsync(string flow)
        {
            return PostAsync("flows", flow);
        }

        /// <summary>Presses the button of an inject node.</summary>
        public Task PressAsync(string node)
        {
            return PostAsync("inject/" + node, "{}");
        }

        /// <summary>Posts JSON.</summary>
        /// <exception cref="HttpRequestException">It was not taken.</exception>
        public async Task PostAsync(string path, string json)
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await _http.PostAsync(path, content);
            if (!answer.IsSuccessStatusCode)
            {
                throw new HttpRequestException(path + ": " + (int)answer.StatusCode + " " + await answer.Content.ReadAsStringAsync());
            }
        }

        /// <summary>Gets JSON.</summary>
        /// <returns>It, or null where there is none yet (404).</returns>
        public async Task<JsonElement?> GetAsync(string path)
        {
            using var answer = await _http.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            using var document = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
            return document.RootElement.Clone();
        }

        public async ValueTask DisposeAsync()
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
            _http.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private void Note(string? line)
        {
            lock (Log)
            {
                Log.AppendLine(line);
            }
        }

        private async Task AwaitAnswerAsync()
        {
            var guard = Stopwatch.StartNew();
            while (true)
            {
                try
                {
                    // Answers once the runtime has started its (empty) flows.
                    using var answer = await _http.GetAsync("flows");
                    if (answer.IsSuccessStatusCode)
                    {
                        return;
                    }
                }
                catch (HttpRequestException) when (!_process.HasExited && guard.Elapsed < TimeSpan.FromMinutes(1))
                {
                    // Not yet.
                }

                if (_process.HasExited || guard.Elapsed >= TimeSpan.FromMinutes(1))
                {
                    throw new InvalidOperationException("Node-RED does not answer: " + Log);
                }

                await Task.Delay(100);
            }
        }
    }
}
