using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using MeterNode.Cli;
using MeterNode.Cli.Provisioning;
using MeterNode.Core.Settings;
using Xunit;

namespace MeterNode.System.Tests.CommandLine
{
    public sealed class ProvisionTests
    {
        [Fact]
        public void Provision_NewFolder_HoldsWhatBrokerAndNodeNeed()
        {
            using var folder = new TempFolder();
            string output = folder.File("out");

            var run = Cli.Run("provision", "--out", output, "--id", "kitchen", "--host", "broker.home", "--days", "100");

            Assert.Equal((ExitCode.Ok, string.Empty), (run.ExitCode, run.Error));
            Assert.Contains("{ \"destination\": \"I:\\\\client.key\", \"source\": \"", run.Output, StringComparison.Ordinal);
            var settings = NodeSettings.Parse(Read(output, "nodes/kitchen/settings.json"));
            var broker = Assert.Single(settings.Brokers);
            Assert.Equal(("kitchen", "broker.home", 8883, false, true), (settings.Id, broker.Host, broker.Port, broker.Plain, broker.NeedsClientCertificate));
            Assert.Matches("^[0-9a-f]{64}\n$", Read(output, "nodes/kitchen/command.key"));
            using var ca = X509Certificate2.CreateFromPem(Read(output, "nodes/kitchen/ca.pem"));
            using var server = X509Certificate2.CreateFromPem(Read(output, "broker/server.pem"));
            using var client = X509Certificate2.CreateFromPem(Read(output, "nodes/kitchen/client.pem"), Read(output, "nodes/kitchen/client.key"));
            Assert.True(server.MatchesHostname("broker.home"));
            Assert.False(server.MatchesHostname("kitchen"));
            Assert.Equal("CN=kitchen", client.Subject);
            Assert.Equal(DateTime.UnixEpoch, ca.NotBefore.ToUniversalTime());
            Assert.Equal(DateTime.UnixEpoch, server.NotBefore.ToUniversalTime());
            Assert.InRange((client.NotAfter.ToUniversalTime() - DateTime.UtcNow).TotalDays, 99.9, 100);
            Assert.Equal("1.2.840.10045.2.1", client.PublicKey.Oid.Value);
        }

        [Fact]
        public void Provision_Output_TellsNoSecretAndKeysAreTheOwnersAlone()
        {
            using var folder = new TempFolder();
            string output = folder.File("out");

            var run = Cli.Run("provision", "--out", output, "--id", "kitchen", "--host", "broker.home", "--access", "password", "--orchestrator", "home");

            string password = NodeSettings.Parse(Read(output, "nodes/kitchen/settings.json")).Brokers[0].Password;
            Assert.Equal(32, password.Length);
            foreach (string secret in new[] { password, Read(output, "nodes/kitchen/command.key").Trim(), Read(output, "orchestrators/home/password").Trim(), "PRIVATE" })
            {
                Assert.DoesNotContain(secret, run.Output + run.Error + Read(output, "provision.json"), StringComparison.Ordinal);
            }

            Assert.DoesNotContain(password, Read(output, "broker/passwords"), StringComparison.Ordinal);
            string[] secrets = ["ca/ca.key", "broker/server.key", "broker/passwords", "nodes/kitchen/settings.json", "nodes/kitchen/command.key", "provision.json"];
            foreach (string each in secrets)
            {
                if (!OperatingSystem.IsWindows())
                {
                    Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(output, each)));
                }
            }
        }

        [Fact]
        public void Provision_SecondNode_ExtendsTheFolderAndTouchesNoKey()
        {
            using var folder = new TempFolder();
            string output = folder.File("out");
            Assert.Equal(ExitCode.Ok, Cli.Run("provision", "--out", output, "--id", "kitchen", "--host", "broker.home").ExitCode);
            string[] kept = ["ca/ca.key", "broker/server.key", "nodes/kitchen/client.key", "nodes/kitchen/settings.json", "orchestrators/home/client.key"];
            string[] before = kept.Select(each => Read(output, each)).ToArray();

            var run = Cli.Run("provision", "--out", output, "--id", "garage");

            Assert.Equal((ExitCode.Ok, string.Empty), (run.ExitCode, run.Error));
            Assert.Equal(before, kept.Select(each => Read(output, each)));
            Assert.Contains("user kitchen\ntopic readwrite meternode/kitchen/#\n", Read(output, "broker/acl"), StringComparison.Ordinal);
            Assert.Contains("user garage\ntopic readwrite meternode/garage/#\n", Read(output, "broker/acl"), StringComparison.Ordinal);
            Assert.Equal("broker.home", NodeSettings.Parse(Read(output, "nodes/garage/settings.json")).Brokers[0].Host);
        }

        [Fact]
        public void Provision_OwnSettings_KeepsThemAndWhatTheySayOfTheBroker()
        {
            using var folder = new TempFolder();
            string output = folder.File("out");
            string settings = folder.Write(
                "mine.json",
                Nodes.TestWorld.WithBrokers("\"brokers\": [ { \"host\": \"mine.local\", \"plain\": true, \"keep_alive_s\": 17 }, { \"host\": \"b.local\" } ]"));

            var run = Cli.Run("provision", "--out", output, "--id", "kitchen", "--settings", settings);

            Assert.Equal((ExitCode.Ok, string.Empty), (run.ExitCode, run.Error));
            var read = NodeSettings.Parse(Read(output, "nodes/kitchen/settings.json"));
            Assert.Equal(new[] { "mine.local", "b.local" }, read.Brokers.Select(each => each.Host));
            Assert.Equal((17, false), (read.Brokers[0].KeepAliveS, read.Brokers[0].Plain));
            Assert.Equal(3, read.Loads.Length);
        }

        [Fact]
        public void Provision_LoadsWithASetPoint_MayBeTold()
        {
            using var folder = new TempFolder();
            string output = folder.File("out");
            string settings = folder.Write("car.json", Nodes.EvSetPointTests.Settings);

            var run = Cli.Run("provision", "--out", output, "--id", "kitchen", "--host", "h", "--settings", settings);

            Assert.Equal((ExitCode.Ok, string.Empty), (run.ExitCode, run.Error));
            Assert.Contains("topic read homeassistant/status\ntopic write charger/current/set\n", Read(output, "broker/acl"), StringComparison.Ordinal);
        }

        [Fact]
        public void Provision_Revoked_LosesItsPlaceAndStandsOnTheList()
        {
            using var folder = new TempFolder();
            string output = folder.File("out");
            Cli.Run("provision", "--out", output, "--id", "kitchen", "--host", "broker.home");
            byte[] serial = X509Certificate2.CreateFromPem(Read(output, "nodes/kitchen/client.pem")).SerialNumberBytes.ToArray();
            Assert.False(IsListed());

            var run = Cli.Run("provision", "--out", output, "--revoke", "kitchen");

            Assert.Equal((ExitCode.Ok, string.Empty), (run.ExitCode, run.Error));
            Assert.True(IsListed());
            Assert.DoesNotContain("kitchen", Read(output, "broker/acl"), StringComparison.Ordinal);

            bool IsListed()
            {
                return CertificateRevocationListBuilder.LoadPem(Read(output, "broker/crl.pem"), out _).RemoveEntry(serial);
            }
        }

        [Theory]
        [InlineData("--id: is missing", "")]
        [InlineData("--id: is 'Kitchen'; allowed is lower-case letters", "--id", "Kitchen")]
        [InlineData("--id: 'kitchen' is here already; allowed is a new name, or --rotate for new keys", "--id", "kitchen")]
        [InlineData("--id: 'home' is here already", "--id", "home")]
        [InlineData("--host: is 'other.home', but this folder's broker is 'broker.home'; allowed is --force", "--id", "new", "--host", "other.home")]
        [InlineData("--host: is 'a b'; allowed is a host name", "--id", "new", "--host", "a b")]
        [InlineData("--days: is '0'; allowed is a whole number from 1 to 10950", "--id", "new", "--days", "0")]
        [InlineData("--days: is 10950; the authority itself is valid until ", "--id", "new", "--days", "10950", "--later")]
        [InlineData("--rotate: needs --id", "--orchestrator", "x", "--rotate")]
        [InlineData("--rotate: 'new' is not here; allowed is one of home, tools, kitchen", "--id", "new", "--rotate")]
        [InlineData("--revoke: 'new' is not here; allowed is one of home, tools, kitchen", "--revoke", "new")]
        [InlineData("--access: is 'none'; allowed is certificate or password", "--id", "new", "--access", "none")]
        [InlineData("--port: is '65535'; allowed is a whole number from 1 to 65534", "--id", "new", "--port", "65535")]
        [InlineData("--orchestrator: 'x' is named twice", "--orchestrator", "x", "--orchestrator", "x")]
        [InlineData("--settings", "--id", "new", "--settings", "absent.json")]
        public void Provision_BadInput_IsOneLineAndChangesNothing(string problem, params string[] options)
        {
            using var folder = new TempFolder();
            string output = folder.File("out");
            Assert.Equal(ExitCode.Ok, Cli.Run("provision", "--out", output, "--id", "kitchen", "--host", "broker.home").ExitCode);
            string[] before = Contents(output);
            if (options.Contains("--later"))
            {
                // An authority of last year is over before certificates of today's longest validity.
                using var old = Authority.Make(DateTimeOffset.UtcNow.AddDays(-400));
                File.WriteAllText(Path.Combine(output, "ca/ca.pem"), old.CertificatePem);
                File.WriteAllText(Path.Combine(output, "ca/ca.key"), old.KeyPem);
                before = Contents(output);
                options = options.Where(each => each != "--later").ToArray();
            }

            var run = Cli.Run(["provision", "--out", output, .. options.Where(each => each.Length > 0)]);

            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains(problem == "--settings" ? "absent.json" : problem, run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
            Assert.Equal(before, Contents(output));
        }

        [Theory]
        [InlineData("broker/acl", "# mine\n", "broker/acl: was changed by hand; allowed is --force")]
        [InlineData("ca/ca.key", "rubbish", "ca/ca.key: is not the key of")]
        [InlineData("provision.json", "{", "provision.json: cannot be read")]
        [InlineData("nodes/new/settings.json", "{}", "nodes/new/settings.json: is there already; allowed is --force")]
        public void Provision_FileThatIsNotAsItLeftIt_IsNotOverwritten(string file, string content, string problem)
        {
            using var folder = new TempFolder();
            string output = folder.File("out");
            Cli.Run("provision", "--out", output, "--id", "kitchen", "--host", "broker.home");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(output, file))!);
            File.WriteAllText(Path.Combine(output, file), content);
            string[] before = Contents(output);

            var run = Cli.Run("provision", "--out", output, "--id", "new");

            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains(problem, run.Error.Replace('\\', '/'), StringComparison.Ordinal);
            Assert.Equal(before, Contents(output));
        }

        private static string Read(string folder, string file)
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }

        private static string[] Contents(string folder)
        {
            return Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(each => each + "\n" + File.ReadAllText(each)).ToArray();
        }
    }
}
