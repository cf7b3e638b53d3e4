using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using MeterNode.Cli.Inputs;
using MeterNode.Cli.Settings;
using MeterNode.Cli.Simulation;

namespace MeterNode.Cli.Provisioning
{
    /// <summary>Makes or extends a folder that holds a broker's configuration and what its nodes need.</summary>
    internal sealed class Provisioner : IDisposable
    {
        private const string CaFile = "ca/ca.pem";
        private const string CaKeyFile = "ca/ca.key";
        private const string ServerFile = "broker/server.pem";

        private readonly ProvisionRequest _request;
        private readonly DateTimeOffset _now;
        private readonly Inventory _inventory;
        private readonly OutputFolder _output;
        private readonly Authority _authority;
        private readonly DateTimeOffset _until;

        /// <summary>Begins.</summary>
        /// <param name="request">What the user asks for.</param>
        /// <param name="now">Now.</param>
        /// <exception cref="InputException">The folder cannot be worked with.</exception>
        internal Provisioner(ProvisionRequest request, DateTimeOffset now)
        {
            _request = request;
            _now = now;
            _inventory = Inventory.Load(request.Folder);
            _output = new OutputFolder(request.Folder, _inventory, request.Force);
            _authority = LoadOrMake();
            _until = now.AddDays(request.Days);
            if (_until > _authority.NotAfter)
            {
                var end = _authority.NotAfter;
                _authority.Dispose();
                throw new InputException("--days: is " + request.Days + "; the authority itself is valid until " + Day(end));
            }
        }

        /// <summary>What the user should know, a line each.</summary>
        internal List<string> Notes { get; } = new List<string>();

        /// <summary>The node's files for the board: name on the board, and path.</summary>
        internal List<(string Destination, string Source)> BoardFiles { get; } = new List<(string, string)>();

        /// <summary>Path of the broker's configuration.</summary>
        internal string ConfigurationPath => _output.PathOf("broker/mosquitto.conf");

        /// <summary>Does it.</summary>
        /// <exception cref="InputException">Something stands against it; then nothing was written.</exception>
        internal void Run()
        {
            string settingsName = _request.SettingsFile ?? DefaultSettings.Name;
            string settings = _request.SettingsFile is null ? DefaultSettings.Text() : InputFile.ReadText(_request.SettingsFile, SettingsReader.Allowed);
            var parsed = SettingsReader.Parse(settings, settingsName);
            bool first = _inventory.Host.Length == 0;
            SetHost(_request.SettingsFile is not null && parsed.Brokers.Length > 0 ? parsed.Brokers[0].Host : null);
            if (_request.Revoke is not null)
            {
                Revoke(_request.Revoke);
            }

            var orchestrators = first && _request.Orchestrators.Count == 0 ? new[] { "home", "tools" } : _request.Orchestrators;
            foreach (string each in orchestrators)
            {
                AddMember(each, isNode: false, "orchestrators/" + each, replace: false, out _);
            }

            if (_request.Node is not null)
            {
                AddNode(_request.Node, settings, settingsName);
            }

            WriteBroker();
            _output.Write();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _authority.Dispose();
        }

        private static string Day(DateTimeOffset time)
        {
            return time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        private Authority LoadOrMake()
        {
            if (_output.Exists(CaFile) || _output.Exists(CaKeyFile))
            {
                return Authority.Load(_output.PathOf(CaFile), _output.PathOf(CaKeyFile));
            }

            if (_inventory.Members.Count > 0)
            {
                throw new InputException(_output.PathOf(CaKeyFile) + ": is missing; without it nobody can be added. Allowed is an empty folder, to begin anew");
            }

            var made = Authority.Make(_now);
            _output.Add(CaKeyFile, made.KeyPem, secret: true);
            _output.Add(CaFile, made.CertificatePem, secret: false);
            return made;
        }

        private void SetHost(string? fromSettings)
        {
            string? wanted = _request.Host ?? (_inventory.Host.Length > 0 ? _inventory.Host : fromSettings);
            if (wanted is null)
            {
                throw new InputException("--host: is missing; allowed is the name or address by which the nodes reach the broker");
            }

            if (_inventory.Host.Length > 0 && wanted != _inventory.Host && !_request.Force)
            {
                throw new InputException(
                    "--host: is '" + wanted + "', but this folder's broker is '" + _inventory.Host + "'; allowed is --force for a new certificate");
            }

            bool renew = wanted != _inventory.Host || _request.Force;
            _inventory.Host = wanted;
            _inventory.Port = _request.Port ?? _inventory.Port;
            _inventory.BrokerPath = _request.BrokerPath ?? _inventory.BrokerPath;
            if (renew || !_output.Exists(ServerFile))
            {
                var server = _authority.IssueServer(wanted, _until);
                _output.Add("broker/server.key", server.KeyPem, secret: true);
                _output.Add(ServerFile, server.CertificatePem, secret: false);
                Notes.Add("The broker's certificate is for " + wanted + " and valid until " + Day(_until) + ".");
            }
        }

        private void Revoke(string name)
        {
            var member = _inventory.Find(name) ?? throw new InputException("--revoke: '" + name + "' is not here; " + Known());
            _inventory.Revoked.AddRange(member.Serials);
            _inventory.Members.Remove(member);
            Notes.Add("'" + name + "' has lost its access as soon as the broker is restarted.");
        }

        private void AddNode(string id, string settings, string settingsName)
        {
            string folder = "nodes/" + id;
            var member = AddMember(id, isNode: true, folder, _request.Rotate, out string? password);
            bool keepSettings = _request.Rotate && _request.SettingsFile is null && _output.Exists(folder + "/settings.json");
            string basis = keepSettings ? InputFile.ReadText(_output.PathOf(folder + "/settings.json"), SettingsReader.Allowed) : settings;
            string text = NodeSettingsText.Complete(basis, keepSettings ? folder + "/settings.json" : settingsName, id, _inventory, password);
            _output.Add(folder + "/settings.json", text, secret: true, replace: _request.Rotate);
            var completed = SettingsReader.Parse(text, settingsName);
            member.DiscoveryPrefix = completed.DiscoveryPrefix;
            member.SetPoints = completed.Loads.Select(each => each.SetPointTopic).Where(each => each.Length > 0).Distinct().ToList();
            if (!_request.Rotate || !_output.Exists(folder + "/command.key") || _request.Force)
            {
                _output.Add(folder + "/command.key", RandomNumberGenerator.GetHexString(64, lowercase: true) + "\n", secret: true);
            }

            foreach (string file in new[] { "settings.json", "ca.pem", "client.pem", "client.key", "command.key" })
            {
                if (password is null || !file.StartsWith("client", StringComparison.Ordinal))
                {
                    BoardFiles.Add(("I:\\" + file, _output.PathOf(folder + "/" + file)));
                }
            }
        }

        private Member AddMember(string name, bool isNode, string folder, bool replace, out string? password)
        {
            var member = _inventory.Find(name);
            string option = isNode ? "--id" : "--orchestrator";
            if (member is not null && (member.IsNode != isNode || !(replace || _request.Force)))
            {
                string way = member.IsNode == isNode && isNode ? ", or --rotate for new keys" : string.Empty;
                throw new InputException(option + ": '" + name + "' is here already; allowed is a new name" + way);
            }

            if (member is null && replace)
            {
                throw new InputException("--rotate: '" + name + "' is not here; " + Known());
            }

            if (member is null)
            {
                member = new Member { Name = name, IsNode = isNode };
                _inventory.Members.Add(member);
            }
            else
            {
                _inventory.Revoked.AddRange(member.Serials);
                member.Serials.Clear();
            }

            member.Access = _request.Access;
            member.PasswordLine = string.Empty;
            password = null;
            _output.Add(folder + "/ca.pem", _authority.CertificatePem, secret: false, replace);
            if (member.Access == Access.Password)
            {
                password = MosquittoPassword.Make();
                member.PasswordLine = MosquittoPassword.Line(name, password);
                if (!isNode)
                {
                    _output.Add(folder + "/password", password + "\n", secret: true, replace);
                }
            }
            else
            {
                var issued = _authority.IssueClient(name, _now, _until);
                member.Serials.Add(issued.Serial);
                _output.Add(folder + "/client.key", issued.KeyPem, secret: true, replace);
                _output.Add(folder + "/client.pem", issued.CertificatePem, secret: false, replace);
                Notes.Add("The certificate of '" + name + "' is valid until " + Day(_until) + ".");
            }

            return member;
        }

        private void WriteBroker()
        {
            string path = _inventory.BrokerPath.Length > 0 ? _inventory.BrokerPath : Path.GetFullPath(_output.PathOf("broker"));
            _inventory.RevocationList++;
            _output.Generate("broker/mosquitto.conf", MosquittoFiles.Configuration(_inventory, path.Replace('\\', '/')), secret: false);
            _output.Generate("broker/acl", MosquittoFiles.AccessList(_inventory), secret: true);
            _output.Generate("broker/passwords", MosquittoFiles.Passwords(_inventory), secret: true);
            _output.Generate("broker/crl.pem", _authority.RevocationList(_inventory.Revoked, _inventory.RevocationList, _now), secret: false);
            _output.Generate("broker/ca.pem", _authority.CertificatePem, secret: false);
        }

        private string Known()
        {
            return _inventory.Members.Count == 0
                ? "nobody is yet"
                : "allowed is one of " + string.Join(", ", _inventory.Members.ConvertAll(each => each.Name));
        }
    }
}
