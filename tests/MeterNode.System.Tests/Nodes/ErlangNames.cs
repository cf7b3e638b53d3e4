using System;
using System.Diagnostics;
using System.Globalization;
using MeterNode.System.Tests.Network;

namespace MeterNode.System.Tests.Nodes
{
    /// <summary>Erlang's port mapper (epmd) on a free port of the loopback interface, by which the machines of a test find each other.</summary>
    internal sealed class ErlangNames : IDisposable
    {
        private readonly Process _process;

        public ErlangNames()
        {
            Port = TestBroker.FreePort().ToString(CultureInfo.InvariantCulture);
            _process = Process.Start("epmd", ["-port", Port, "-address", "127.0.0.1"]);
        }

        public string Port { get; }

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
