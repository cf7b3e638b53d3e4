using MeterNode.Core.Settings;
using nanoFramework.TestFramework;

namespace MeterNode.Core.Tests.Settings
{
    [TestClass]
    public class BrokerSettingsTests
    {
        private const string Old = "\"broker\":{\"host\":\"broker.local\"}";

        [TestMethod]
        public void Broker_HostAlone_IsTlsWithTheFilesOfTheBoard()
        {
            var broker = TestHome.Settings().Brokers[0];
            Assert.IsFalse(broker.Plain);
            Assert.AreEqual(8883, broker.Port);
            Assert.IsFalse(broker.UsesTls13);
            Assert.AreEqual("I:\\ca.pem", broker.CaFile);
            Assert.AreEqual("I:\\client.pem", broker.ClientCertificateFile);
            Assert.AreEqual("I:\\client.key", broker.ClientKeyFile);
            Assert.IsFalse(broker.NeedsClientCertificate);
            Assert.AreEqual(30, broker.KeepAliveS);
            Assert.AreEqual(20, broker.LongestBackoffS);
        }

        [TestMethod]
        public void Broker_Plain_IsOn1883()
        {
            var broker = TestHome.With(Old, "\"broker\":{\"host\":\"h\",\"plain\":true}").Brokers[0];
            Assert.IsTrue(broker.Plain);
            Assert.AreEqual(1883, broker.Port);
        }

        [TestMethod]
        public void Brokers_Several_KeepTheirOrderAndPath()
        {
            var brokers = TestHome.With(
                Old,
                "\"brokers\":[{\"host\":\"a\",\"tls_version\":\"1.3\",\"client_certificate_file\":\"I:\\\\a.pem\"},{\"host\":\"b\",\"plain\":true,\"port\":1884}]").Brokers;
            Assert.AreEqual(2, brokers.Length);
            Assert.AreEqual("brokers[0]", brokers[0].Path);
            Assert.IsTrue(brokers[0].UsesTls13);
            Assert.IsTrue(brokers[0].NeedsClientCertificate);
            Assert.AreEqual("I:\\a.pem", brokers[0].ClientCertificateFile);
            Assert.AreEqual("b", brokers[1].Host);
            Assert.AreEqual(1884, brokers[1].Port);
        }

        [TestMethod]
        public void Broker_LeftOut_IsNone()
        {
            Assert.AreEqual(0, TestHome.With("," + Old, "").Brokers.Length);
            Assert.AreEqual(0, TestHome.With(Old, "\"broker\":{}").Brokers.Length);
        }

        [TestMethod]
        [DataRow("\"broker\":{\"host\":\"h\",\"port\":1883}", "broker.port: is 1883, where brokers speak MQTT without TLS; allowed is the broker's port for TLS (8883), or \"plain\": true beside it")]
        [DataRow("\"broker\":{\"host\":\"h\",\"plain\":true,\"ca_file\":\"I:\\\\ca.pem\"}", "broker.ca_file: is for TLS; allowed only without \"plain\": true")]
        [DataRow("\"broker\":{\"host\":\"h\",\"plain\":\"yes\"}", "broker.plain: is \"yes\"; allowed is true or false")]
        [DataRow("\"broker\":{\"host\":\"h\",\"ca_file\":\"ca.pem\"}", "broker.ca_file: is \"ca.pem\"; allowed is a file on the board, such as I:\\ca.pem")]
        [DataRow("\"broker\":{\"host\":\"h\",\"tls_version\":\"1.1\"}", "broker.tls_version: is \"1.1\"; allowed is 1.2 or 1.3")]
        [DataRow("\"broker\":{\"host\":\"h\"},\"brokers\":[{\"host\":\"a\"}]", "brokers: is given beside broker; allowed is one of the two")]
        [DataRow("\"brokers\":[]", "brokers: has 0 entries; allowed are 1 to 4")]
        [DataRow("\"brokers\":[{\"host\":\"a\"},{\"port\":8883}]", "brokers[1].host: is missing")]
        [DataRow("\"brokers\":[{\"host\":\"a\",\"longest_backoff_s\":4}]", "brokers[0].longest_backoff_s: is 4; allowed is a whole number from 5 to 3600")]
        [DataRow("\"broker\":{\"host\":\"h\",\"tls\":true}", "broker.tls: is no known key here; allowed are host, plain, ")]
        public void Broker_BadValue_NamesKeyValueAndWhatIsAllowed(string replacement, string message)
        {
            try
            {
                TestHome.With(Old, replacement);
            }
            catch (SettingsException refused)
            {
                Assert.IsTrue(refused.Message.StartsWith(message), refused.Message);
                return;
            }

            Assert.IsTrue(false, "accepted: " + replacement);
        }
    }
}
